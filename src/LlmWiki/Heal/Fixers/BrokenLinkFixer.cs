using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>broken-link: the one file, heading, block or footnote that a dead link most likely meant; the words that a reader sees stay.</summary>
internal sealed class BrokenLinkFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["broken-link"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (finding.Kind == "missing-footnote")
        {
            return Footnote(finding, view);
        }

        if (view.LinkAt(finding) is not ({ TargetStart: >= 0 } link, var target))
        {
            return Proposal.None("the place of its target is not sure");
        }

        if (link.IsInFootnote && view.Wiki[finding.Path]!.Citations.Any(citation => citation.Line == link.Line))
        {
            return Proposal.None("it is part of a citation, which is mended as one");
        }

        return finding.Kind switch
        {
            "missing-heading" => Heading(finding, view, link, target),
            "missing-block" => Block(finding, view, link, target),
            _ => MissingFile(finding, view, link, target),
        };
    }

    private static Proposal MissingFile(Finding finding, HealView view, OutlineLink link, LinkTarget target)
    {
        var candidates = LinkCandidates.Of(view.Wiki, finding.Path, link, target, view.Renames);
        var (best, why) = LinkCandidates.BestOf(candidates);
        if (best is null)
        {
            return candidates.Count > 0 ? Chosen.Of(finding, view, link, candidates.Select(candidate => candidate.File), why)
                : finding.Kind is "missing-file" or "" && target.Path.Length > 0 ? Proposal.Gap(why) : Proposal.None(why);
        }

        var (fragment, isCertain) = FragmentOn(view, finding.Path, link, target, best.File);
        var fix = Retargeted(finding, view, link, best.File, fragment, best.IsCertain && isCertain, $"lead the link to '{best.File}'", $"it is {best.Why}");
        return fix ?? Proposal.None($"'{best.File}' cannot be linked in this form");
    }

    /// <summary>What stands behind <c>#</c> when a link leads to another page: the same where the page has it, or its heading of the same words; else nothing, which a person should see.</summary>
    private static (string? Fragment, bool IsCertain) FragmentOn(HealView view, RelPath page, OutlineLink link, LinkTarget target, RelPath file)
    {
        if (target.Fragment is not { Length: > 0 } fragment || view.Wiki[file] is not { } other)
        {
            return (null, true);
        }

        if (LinkEdit.TargetOf(view, page, link, file) is { } same && view.Wiki.Links.Follow(page, link with { Target = same }).State == LinkState.Fine)
        {
            return (null, true);
        }

        return LinkHeadings.Best(other.Outline, fragment) is var (heading, isCertain) && LinkHeadings.Fragment(view.Wiki, page, link, other.Outline, heading) is { } written
            ? (written, isCertain) : ("", false);
    }

    private static Proposal Heading(Finding finding, HealView view, OutlineLink link, LinkTarget target)
    {
        if (view.Wiki[target.File!.Value] is not { } page || LinkHeadings.Best(page.Outline, target.Fragment!) is not var (heading, isCertain))
        {
            return Proposal.None("no heading of that page is the only one like it");
        }

        return LinkHeadings.Fragment(view.Wiki, finding.Path, link, page.Outline, heading) is { } fragment
            ? Fragment(finding, view, link, fragment, isCertain, $"lead the link to the heading '{heading.Plain.Trim()}'") : Proposal.None("the heading that is like it cannot be linked");
    }

    /// <summary>Another page's block of that id, or the page's own with a slip of the pen. Ids are made up, so a person has to look.</summary>
    private static Proposal Block(Finding finding, HealView view, OutlineLink link, LinkTarget target)
    {
        var id = target.Fragment!.TrimStart('#').TrimStart('^').Trim();
        var moved = view.Wiki.Pages.Where(page => page.Outline.BlockIds.Contains(id, StringComparer.OrdinalIgnoreCase)).Take(2).ToList();
        if (moved is [var only])
        {
            return Retargeted(finding, view, link, only.Path, null, false, $"lead the link to '{only.Path}'", "it is the only page that has a block of that id")
                ?? Proposal.None($"'{only.Path}' cannot be linked in this form");
        }

        var near = view.Wiki[target.File!.Value]?.Outline.BlockIds.Where(other => IsSlip(id, other)).Distinct().ToList();
        return near is [var one] ? Fragment(finding, view, link, "^" + one, false, $"lead the link to the block '^{one}'") : Proposal.None("no block is the only one like it");
    }

    private static Proposal Footnote(Finding finding, HealView view)
    {
        var page = view.Wiki[finding.Path]!.Outline;
        var (text, at) = (view.Text(finding.Path), view.OffsetOf(finding.Path, finding.Line, finding.Column));
        var label = text.Substring(at, Math.Min(finding.Length, text.Length - at)) is ['[', '^', .. var inner, ']'] ? inner : "";
        var near = page.Footnotes.Where(note => note.IsDefinition && IsSlip(label, note.Label)).Select(note => note.Label).Distinct().ToList();
        return near is [var one]
            ? new Fix(finding, FixTier.Review, $"refer to the footnote '[^{one}]'", [new TextEdit(finding.Path, at + 2, label.Length, one)]) { Reason = "it is the only footnote of the page with nearly that name" }
            : Proposal.None("no footnote of the page is the only one like it");
    }

    private static bool IsSlip(string left, string right) => LinkNames.IsSlip(left.ToLowerInvariant(), right.ToLowerInvariant(), EditDistance.Between(left.ToLowerInvariant(), right.ToLowerInvariant()));

    /// <summary>Only what stands behind <c>#</c> changes.</summary>
    private static Proposal Fragment(Finding finding, HealView view, OutlineLink link, string fragment, bool isCertain, string title)
    {
        var hash = link.Target.IndexOf('#', StringComparison.Ordinal);
        return LinkEdit.Rewrite(view, finding.Path, link, link.Target[..(hash + 1)] + fragment) is { } edit
            ? new Fix(finding, isCertain ? FixTier.Safe : FixTier.Review, title, [edit]) : Proposal.None("the place of its target is not sure");
    }

    private static Fix? Retargeted(Finding finding, HealView view, OutlineLink link, RelPath file, string? fragment, bool isCertain, string title, string reason) =>
        LinkEdit.Retarget(view, finding.Path, link, file, fragment) is { } edit ? new Fix(finding, isCertain ? FixTier.Safe : FixTier.Review, title, [edit]) { Reason = reason } : null;
}
