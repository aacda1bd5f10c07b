using System.Collections.Immutable;
using LlmWiki.Lint.Deep;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>What a lint found.</summary>
/// <param name="Pages">How many pages were looked at.</param>
public sealed record LintReport(ImmutableArray<Finding> Findings, int Pages, LintTimes Times)
{
    /// <summary>Files that could not be looked at, with the reason.</summary>
    public ImmutableArray<SkippedFile> Skipped { get; init; } = [];

    /// <summary>What a model did; null where none was asked.</summary>
    public DeepReport? Deep { get; init; }

    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);
}

/// <summary>Lints a folder on disk that is no knowledge base. Reads only.</summary>
public sealed class FolderLint(MarkdownFolder folder, LinkRules links, RuleBook book)
{
    // Hashes are for what is kept, and of such a folder nothing is.
    private static readonly ContentHash NotKept = new("");

    /// <param name="isAsked">The pages to look at.</param>
    /// <param name="only">Ids of the rules to run; empty: all that are on.</param>
    public LintReport Run(Func<RelPath, bool> isAsked, IReadOnlySet<string> only, DateOnly today, CancellationToken cancel)
    {
        var (linter, wiki, read) = Look(isAsked, only, today, cancel);
        return new LintReport(linter.Run(wiki, read.SelectMany(page => page.Findings), _ => true, cancel), read.Count, linter.Times);
    }

    /// <summary>All pages with what is wrong on them, for mending it.</summary>
    public LintLook Look(IReadOnlySet<string> only, DateOnly today, CancellationToken cancel)
    {
        var (linter, wiki, read) = Look(_ => true, only, today, cancel);
        return new LintLook(linter, wiki, read.ToDictionary(page => page.Outline.Path), linter.Run(wiki, read.SelectMany(page => page.Findings), _ => true, cancel));
    }

    private (Linter Linter, LintWiki Wiki, List<ScannedPage> Read) Look(Func<RelPath, bool> isAsked, IReadOnlySet<string> only, DateOnly today, CancellationToken cancel)
    {
        var dialect = links == LinkRules.GitHub ? Dialect.GitHub : Dialect.Obsidian;
        bool IsWanted(RuleInfo rule) => !rule.NeedsWiki && (only.Count == 0 ? rule.Severity > Severity.Off : only.Contains(rule.Id));
        var linter = new Linter(book.Rules.Where(IsWanted), IsWanted, LintSettings.Default, dialect);
        var pages = folder.Files.Where(file => MarkdownFolder.IsPage(file.Path) && isAsked(file.Path)).ToArray();
        var scanned = new ScannedPage?[pages.Length];
        Parallel.For(0, pages.Length, new ParallelOptions { CancellationToken = cancel }, i => scanned[i] = Scan(linter, pages[i].Path));
        var read = scanned.OfType<ScannedPage>().ToList();
        return (linter, new LintWiki(links, read, folder.Files.Select(file => file.Path), Outside(dialect)) { Today = today }, read);
    }

    private ScannedPage? Scan(Linter linter, RelPath path) =>
        folder.Text(path) is { } text ? linter.Scan(path, text, NotKept) : null;

    /// <summary>Pages that are linked but were not asked for are read for their headings.</summary>
    private Func<RelPath, PageOutline?> Outside(Dialect dialect) => path =>
        MarkdownFolder.IsPage(path) && folder.Text(path) is { } text ? OutlineReader.Read(path, text, dialect).Outline : null;
}
