using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>broken-citation: the lines at which the quote stands now, or the one other source that has it.</summary>
internal sealed class BrokenCitationFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["broken-citation"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (CitationEdit.At(finding, view) is not ({ Citation: var citation } each, var check) || view.PageAt(finding.Path) is not { } file)
        {
            return Proposal.None("the footnote is gone");
        }

        var isMoved = check is { State: CitationState.Moved };
        if ((isMoved ? citation with { Place = check!.Value.Passage!.Place } : OtherSource.Of(view.Wiki.Sources!, citation)) is not { } now)
        {
            return Proposal.None("the quote stands word for word in no other source, or in more than one");
        }

        if (CitationEdit.Rewrite(file, each, now) is not { } edit)
        {
            return Proposal.None("the footnote is not written in a form that can be edited");
        }

        return new Fix(finding, FixTier.Proven, isMoved ? $"cite {Citation.Describe(now.Place)} of '{now.Source}'" : $"cite '{now.Source}', where the quote stands", [edit, .. Resource(view, file, citation, now)])
        {
            Takes = isMoved ? Taking.Nothing : Taking.Citations,
            Reason = "the quote stands there word for word",
        };
    }

    /// <summary>The front matter follows where the old source is gone and all that the page quotes of it stands in the new one; with the first of these citations.</summary>
    private static ImmutableArray<TextEdit> Resource(HealView view, SnapshotFile file, Citation was, Citation now)
    {
        var sources = view.Wiki.Sources!;
        var cited = view.Wiki[file.Path]!.Citations.Select(each => each.Citation).Where(citation => citation.Source == was.Source).ToList();
        var isWhole = now.Source != was.Source && !sources.Exists(was.Source) && cited[0] == was && cited.TrueForAll(citation => OtherSource.In(sources, now.Source, citation) is not null);
        return isWhole && CitationEdit.Resource(file, was.Source, now.Source) is { } edit ? [edit] : [];
    }
}
