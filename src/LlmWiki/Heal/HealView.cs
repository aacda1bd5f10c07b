using LlmWiki.Heal.Advice;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>What fixers know besides the pages.</summary>
/// <param name="Links">How links are written.</param>
/// <param name="Renames">Where files are that had another path once, by that path; looked up when a dead link first asks.</param>
internal sealed record HealSettings(LinkStyle Links, Lazy<IReadOnlyDictionary<RelPath, RelPath>> Renames)
{
    /// <summary>What a model answered to what code could not decide.</summary>
    public HealAdvice Advice { get; init; } = HealAdvice.None;

    /// <summary>Without a history.</summary>
    public static HealSettings Of(LinkStyle links) => new(links, new Lazy<IReadOnlyDictionary<RelPath, RelPath>>(() => new Dictionary<RelPath, RelPath>()));
}

/// <summary>The wiki as fixers see it. Immutable; nothing here writes.</summary>
/// <param name="read">A page's text and hash as it is now; null where it is gone.</param>
/// <param name="settings">What does not change while the wiki is mended.</param>
internal sealed class HealView(LintLook look, Func<RelPath, SnapshotFile?> read, HealSettings settings)
{
    public LintLook Look { get; } = look;

    public LintWiki Wiki => Look.Wiki;

    public LinkStyle Links => settings.Links;

    public HealAdvice Advice => settings.Advice;

    /// <summary>Where files are that had another path once, by that path.</summary>
    public IReadOnlyDictionary<RelPath, RelPath> Renames => settings.Renames.Value;

    public SnapshotFile? PageAt(RelPath path) => read(path);

    public string Text(RelPath path) => read(path)?.Text ?? "";

    /// <summary>The link that a finding points at; null where it points at none.</summary>
    public (OutlineLink Link, LinkTarget Target)? LinkAt(Finding finding)
    {
        if (Wiki[finding.Path] is not { } page)
        {
            return null;
        }

        for (var i = 0; i < page.Targets.Length; i++)
        {
            if (page.Outline.Links[i] is { } link && link.Line == finding.Line && link.Column == finding.Column)
            {
                return (link, page.Targets[i]);
            }
        }

        return null;
    }

    /// <summary>Offset of a place in a page's text; lines and columns count from 1.</summary>
    public int OffsetOf(RelPath path, int line, int column) => new LineMap(Text(path)).StartOf(line) + column - 1;
}
