using LlmWiki.Heal.Advice;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>A link that leads where a model says; without its answer, the question.</summary>
internal static class Chosen
{
    /// <param name="why">Why code cannot say.</param>
    public static Proposal Of(Finding finding, HealView view, OutlineLink link, IEnumerable<RelPath> candidates, string why)
    {
        if (PageChoice.Of(view.Wiki, finding, link, candidates) is not { } question)
        {
            return Proposal.None(why);
        }

        if (view.Advice.By.Length == 0)
        {
            return Proposal.Ask(why, question);
        }

        return view.Advice.To(question) is { } path && question.Pages.Contains(new RelPath(path)) && LinkEdit.Retarget(view, finding.Path, link, new RelPath(path)) is { } edit
            ? new Fix(finding, FixTier.Review, $"lead the link to '{path}'", [edit]) { By = view.Advice.By, Reason = $"{view.Advice.By} chose it of {question.Pages.Length}; code could not tell: {why}" }
            : Proposal.None(why);
    }
}
