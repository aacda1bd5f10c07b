using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>What a person wants of lint below one folder.</summary>
/// <param name="Folder">From the root: <c>wiki/drafts</c>; empty is everywhere.</param>
public sealed record FolderSettings(string Folder, ImmutableHashSet<string> Disable, ImmutableDictionary<string, Severity> Severities);

/// <summary>The part <c>lint:</c> of the configuration.</summary>
public sealed record LintSettings
{
    public static LintSettings Default { get; } = new();

    /// <summary>From the outer folder to the inner; the innermost that speaks of a rule holds.</summary>
    public ImmutableArray<FolderSettings> Folders { get; init; } = [];

    /// <summary>From which severity on a run has failed.</summary>
    public Severity FailOn { get; init; } = Severity.Warning;

    /// <summary>The rules that are named, for telling which of them are none.</summary>
    public IEnumerable<string> Named => Folders.SelectMany(folder => folder.Disable.Concat(folder.Severities.Keys)).Distinct().Order(StringComparer.Ordinal);

    /// <summary>How grave a rule's findings on a page are.</summary>
    public Severity SeverityOf(string rule, RelPath page, Severity own)
    {
        var severity = own;
        foreach (var folder in Folders.Where(folder => folder.Folder.Length == 0 || page.Value == folder.Folder || page.IsUnder(folder.Folder)))
        {
            severity = folder.Disable.Contains(rule) ? Severity.Off : folder.Severities.GetValueOrDefault(rule, severity);
        }

        return severity;
    }
}
