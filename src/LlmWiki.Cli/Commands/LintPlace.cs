using LlmWiki.Cli.Output;
using LlmWiki.Heal;
using LlmWiki.Lint;
using LlmWiki.Lint.Deep;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Cli.Commands;

/// <summary>What is linted: a knowledge base, or any folder of Markdown files, with its rules and its text.</summary>
internal abstract class LintPlace(RuleBook book, Func<RelPath, bool> isAsked) : IDisposable
{
    private RelPath? _shown;
    private string[] _lines = [];

    public RuleBook Book { get; } = book;

    /// <summary>From which severity on a run has failed.</summary>
    public virtual Severity FailOn => Severity.Warning;

    /// <summary>The pages and sources that were named; all where none was.</summary>
    public Func<RelPath, bool> IsAsked { get; } = isAsked;

    /// <summary>The knowledge base; null where the folder is none.</summary>
    public virtual WikiFolder? Wiki => null;

    /// <param name="typed">Paths as typed; none is the wiki that the working folder is in.</param>
    /// <exception cref="UsageException">A path is not there, or the paths are of several wikis.</exception>
    public static LintPlace Of(Session session, string[] typed, LinkRules? links)
    {
        var full = (typed.Length == 0 ? ["."] : typed).Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, session.WorkingFolder))).ToList();
        if (full.FindIndex(path => !Path.Exists(path)) is >= 0 and var missing)
        {
            throw Printer.NoPath(typed[missing]);
        }

        var root = WikiFolder.RootAround(FolderOf(full[0]));
        if (root is null && typed.Length == 0)
        {
            // Says that there is no wiki, and how to make one.
            session.OpenWiki().Dispose();
        }

        return root is not null ? PlaceOfWiki(session, root, full, typed.Length == 0) : Folder(session, full, links);
    }

    public abstract LintReport Lint(IReadOnlySet<string> only, CancellationToken cancel);

    /// <summary>Also asks the model of the configuration.</summary>
    /// <exception cref="UsageException">The folder is no wiki, or there is no model.</exception>
    public virtual Task<LintReport> LintDeep(IReadOnlySet<string> only, DeepBudget budget) => throw Printer.DeepNeedsWiki();

    /// <summary>Fixes of links in a folder that is no wiki; nothing is written.</summary>
    public virtual HealReport HealFolder(HealOptions options, CancellationToken cancel) => throw new InvalidOperationException("a wiki is healed as one");

    /// <summary>The folder to watch for changes, a full path.</summary>
    public abstract string Root { get; }

    /// <summary>Forgets the text of files, before they are looked at again.</summary>
    public void Forget() => _shown = null;

    /// <summary>A line of a page, from 1; null where it is not there.</summary>
    public string? Line(RelPath path, int line)
    {
        // Findings come in the order of pages.
        if (_shown != path)
        {
            (_shown, _lines) = (path, TextOf(path)?.Split('\n') ?? []);
        }

        return line >= 1 && line <= _lines.Length ? _lines[line - 1].TrimEnd('\r') : null;
    }

    public abstract void Dispose();

    /// <summary>Null where the file is gone or no text.</summary>
    protected abstract string? TextOf(RelPath path);

    private static DirectoryInfo FolderOf(string full) => new(Directory.Exists(full) ? full : Path.GetDirectoryName(full)!);

    private static WikiPlace PlaceOfWiki(Session session, string root, List<string> full, bool isAll)
    {
        var below = Below(root, full, path => WikiFolder.RootAround(FolderOf(path)) == root);
        var place = new WikiPlace(session.OpenWiki(root), isAll ? _ => true : path => IsBelowAny(path, below), session);
        foreach (var unknown in place.Config.Lint.Named.Where(id => place.Book[id] is null))
        {
            session.Output.UnknownRule(unknown, EditDistance.Nearest(unknown, place.Book.Rules.Select(rule => rule.Id)));
        }

        return place;
    }

    private static FolderPlace Folder(Session session, List<string> full, LinkRules? links)
    {
        var root = MarkdownFolder.RootAround(FolderOf(full[0]).FullName, out var isVault);
        var below = Below(root, full, path => MarkdownFolder.RootAround(FolderOf(path).FullName, out _) == root);
        return new FolderPlace(MarkdownFolder.Open(root), links ?? (isVault ? LinkRules.Obsidian : LinkRules.GitHub), path => IsBelowAny(path, below), session);
    }

    private static string[] Below(string root, List<string> full, Func<string, bool> isHere) => full.TrueForAll(path => isHere(path))
        ? [.. full.Select(path => path == root ? "" : Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'))]
        : throw Printer.SeveralPlaces(root);

    private static bool IsBelowAny(RelPath path, string[] below) => Array.Exists(below, folder => folder.Length == 0 || path.Value == folder || path.IsUnder(folder));

    private sealed class WikiPlace(WikiFolder folder, Func<RelPath, bool> isAsked, Session session) : LintPlace(RuleBook.Of(folder.LintRules()), isAsked)
    {
        public WikiConfig Config => folder.Config;

        public override WikiFolder? Wiki => folder;

        public override string Root => folder.Root;

        public override Severity FailOn => folder.Config.Lint.FailOn;

        public override LintReport Lint(IReadOnlySet<string> only, CancellationToken cancel) => new WikiLint(folder, Book, session.Time).Run(only, IsAsked, cancel);

        public override async Task<LintReport> LintDeep(IReadOnlySet<string> only, DeepBudget budget)
        {
            using var engines = new Engines(session, ModelPlaces.Of(session, folder.Root, folder.Config));
            var engine = engines.Engine() ?? throw Printer.DeepNeedsModel(engines.WhyNone);
            var lint = new WikiLint(folder, Book, session.Time);
            return await session.Output.WithDeepProgress(progress => Task.Run(() => lint.RunDeep(only, IsAsked, engine, budget, progress, session.Cancel), session.Cancel));
        }

        public override void Dispose() => folder.Dispose();

        protected override string? TextOf(RelPath path) => path.IsUnder("wiki") ? folder.ReadPage(path)?.Text : folder.TextOfRaw(path);
    }

    private sealed class FolderPlace(MarkdownFolder folder, LinkRules links, Func<RelPath, bool> isAsked, Session session) : LintPlace(RuleBook.Default, isAsked)
    {
        public override string Root => folder.Root;

        public override LintReport Lint(IReadOnlySet<string> only, CancellationToken cancel) =>
            new FolderLint(MarkdownFolder.Open(folder.Root), links, Book).Run(IsAsked, only, DateOnly.FromDateTime(session.Time.GetLocalNow().DateTime), cancel);

        public override HealReport HealFolder(HealOptions options, CancellationToken cancel) =>
            new FolderHeal(folder, links, Book).Run(options, DateOnly.FromDateTime(session.Time.GetLocalNow().DateTime), cancel);

        public override void Dispose()
        {
        }

        protected override string? TextOf(RelPath path) => folder.Text(path);
    }
}
