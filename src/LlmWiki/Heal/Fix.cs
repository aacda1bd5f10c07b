using System.Collections.Immutable;
using LlmWiki.Heal.Advice;
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

/// <summary>A page that a fix makes, whole.</summary>
public sealed record NewPage(RelPath Path, string Text);

/// <summary>A way to mend one finding.</summary>
/// <param name="Title">What it does, in one line without a full stop.</param>
/// <param name="Edits">Stretches of pages that become others.</param>
public sealed record Fix(Finding Finding, FixTier Tier, string Title, ImmutableArray<TextEdit> Edits)
{
    public Taking Takes { get; init; }

    /// <summary>Why it is right, where that is not plain from the finding; null where it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Pages that it makes, where there are none.</summary>
    public ImmutableArray<NewPage> Made { get; init; } = [];

    /// <summary>Pages that it takes away.</summary>
    public ImmutableArray<RelPath> Removed { get; init; } = [];

    /// <summary>The page could not be read before: what is found on it afterwards was there already.</summary>
    public bool Uncovers { get; init; }

    /// <summary>Rules that may report on its pages what the defect hid: a dead link into a folder where no link belongs.</summary>
    public ImmutableArray<string> UncoversRules { get; init; } = [];

    internal bool MayUncover(string rule) => Uncovers || UncoversRules.Contains(rule);

    /// <summary>What it takes from one of its pages is on another afterwards.</summary>
    public bool Moves { get; init; }

    /// <summary>What thought of it: <c>code</c>, or the name of a model.</summary>
    public string By { get; init; } = "code";

    /// <summary>The pages that it changes, makes or takes away.</summary>
    public IEnumerable<RelPath> Pages => Edits.Select(edit => edit.Page).Concat(Made.Select(page => page.Path)).Concat(Removed).Distinct();

    /// <summary>A page afterwards; null where it is gone.</summary>
    /// <param name="now">The page before; null where there is none.</param>
    /// <param name="others">Fixes of the same page which are made together with this one.</param>
    internal static string? After(RelPath path, SnapshotFile? now, IReadOnlyCollection<Fix> others) =>
        others.Any(fix => fix.Removed.Contains(path)) ? null
        : others.SelectMany(fix => fix.Made).FirstOrDefault(page => page.Path == path) is { } made ? made.Text
        : now is null ? null : EditedPage.Of(now, others.SelectMany(fix => fix.Edits).Where(edit => edit.Page == path)).Text;
}

/// <summary>What a fixer makes of a finding: a fix, or why there is none.</summary>
public readonly record struct Proposal(Fix? Fix, string Why)
{
    /// <summary>What is missing is evidence: a source would have to say it.</summary>
    public bool IsGap { get; private init; }

    /// <summary>What a model may be asked; null where it cannot help, or was asked.</summary>
    internal HealQuestion? Question { get; private init; }

    public static Proposal None(string why) => new(null, why);

    /// <summary>No fix by code, but a question.</summary>
    internal static Proposal Ask(string why, HealQuestion question, bool isGap = false) => new(null, why) { Question = question, IsGap = isGap };

    public static Proposal Gap(string why) => new(null, why) { IsGap = true };

    public static implicit operator Proposal(Fix fix) => new(fix, "");
}
