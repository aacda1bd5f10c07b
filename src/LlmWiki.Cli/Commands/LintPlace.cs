using LlmWiki.Cli.Output;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Cli.Commands;

/// <summary>What is linted: a folder of Markdown files, with its rules and its text.</summary>
internal sealed class LintPlace
{
    private readonly Dictionary<string, string[]> _lines = [];
    private readonly MarkdownFolder _folder;
    private readonly bool _isVault;
    private readonly string _below;
    private readonly Session _session;

    private LintPlace(Session session, string root, string below, bool isVault)
    {
        (_session, _below, _isVault) = (session, below, isVault);
        _folder = MarkdownFolder.Open(root);
        Book = RuleBook.Default;
    }

    public RuleBook Book { get; }

    public static LintPlace Of(Session session, string[] typed)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(typed.Length == 0 ? "." : typed[0], session.WorkingFolder));
        if (!Path.Exists(full))
        {
            throw Printer.NoPath(typed[0]);
        }

        var folder = Directory.Exists(full) ? full : Path.GetDirectoryName(full)!;
        var root = MarkdownFolder.RootAround(folder, out var isVault);
        return new LintPlace(session, root, full == root ? "" : Path.GetRelativePath(root, full).Replace(Path.DirectorySeparatorChar, '/'), isVault);
    }

    public LintReport Lint(IReadOnlySet<string> only, LinkRules? links, CancellationToken cancel) =>
        new FolderLint(_folder, links ?? (_isVault ? LinkRules.Obsidian : LinkRules.GitHub), Book).Run(_below, only, DateOnly.FromDateTime(_session.Time.GetLocalNow().DateTime), cancel);

    /// <summary>A line of a page, from 1; null where it is not there.</summary>
    public string? Line(RelPath path, int line)
    {
        if (!_lines.TryGetValue(path.Value, out var lines))
        {
            _lines[path.Value] = lines = _folder.Bytes(path) is { } bytes ? MarkdownFolder.TextOf(bytes).Split('\n') : [];
        }

        return line >= 1 && line <= lines.Length ? lines[line - 1].TrimEnd('\r') : null;
    }
}
