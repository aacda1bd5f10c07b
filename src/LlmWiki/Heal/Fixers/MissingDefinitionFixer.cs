using LlmWiki.Heal.Advice;
using LlmWiki.Lint;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>missing-definition: a description in the words of a sentence that says what the thing is, of the page or of its sources.</summary>
internal sealed class MissingDefinitionFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["missing-definition"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { } page)
        {
            return Proposal.None("the page is gone");
        }

        if (NamingSentence.DefiningOf(page, view.Wiki.Sources) is not { } sentence)
        {
            return Described(finding, view, page, $"no sentence of the page or of its sources says what '{page.Outline.Title}' is");
        }

        return HeadEdit.Set(view, page.Path, "description", sentence, "title", "type") is { } edit
            ? new Fix(finding, FixTier.Review, $"describe it: {Ellipsis.Cut(sentence, 60)}", [edit]) { Reason = $"it is said so: {sentence}" }
            : Proposal.None("the front matter cannot be set key by key");
    }

    /// <summary>In a sentence of a model that the passages bear; without one, a gap.</summary>
    private static Proposal Described(Finding finding, HealView view, LintPage page, string why)
    {
        if (PageDescription.Of(view.Wiki, page) is not { } question)
        {
            return Proposal.Gap(why);
        }

        if (view.Advice.By.Length == 0)
        {
            return Proposal.Ask(why, question, isGap: true);
        }

        return view.Advice.To(question) is { } sentence && HeadEdit.Set(view, page.Path, "description", sentence, "title", "type") is { } edit
            ? new Fix(finding, FixTier.Review, $"describe it: {Ellipsis.Cut(sentence, 60)}", [edit]) { By = view.Advice.By, Reason = $"{view.Advice.By} wrote it; all that it says stands in the passages that the page cites" }
            : Proposal.Gap(why);
    }
}
