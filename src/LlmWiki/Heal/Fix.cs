using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>What a fix takes from a page on purpose; all else that stood there must be there afterwards.</summary>
[Flags]
public enum Taking
{
    Nothing = 0,

    /// <summary>A link may go; its words stay.</summary>
    Links = 1,

    /// <summary>A citation may go, or quote other words.</summary>
    Citations = 2,

    /// <summary>A sentence may go, or say other words.</summary>
    Sentences = 4,

    /// <summary>A heading may go, or have other words.</summary>
    Headings = 8,
}

/// <summary>A way to mend one finding.</summary>
/// <param name="Title">What it does, in one line without a full stop.</param>
/// <param name="Edits">Stretches of pages that become others.</param>
public sealed record Fix(Finding Finding, FixTier Tier, string Title, ImmutableArray<TextEdit> Edits)
{
    public Taking Takes { get; init; }

    /// <summary>Why it is right, where that is not plain from the finding; null where it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The pages that it changes.</summary>
    public IEnumerable<RelPath> Pages => Edits.Select(edit => edit.Page).Distinct();
}

/// <summary>What a fixer makes of a finding: a fix, or why there is none.</summary>
public readonly record struct Proposal(Fix? Fix, string Why)
{
    public static Proposal None(string why) => new(null, why);

    public static implicit operator Proposal(Fix fix) => new(fix, "");
}
