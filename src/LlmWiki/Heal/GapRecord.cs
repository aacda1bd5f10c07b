using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>Findings that stay because no source has the evidence, as gaps: where nothing is known, nothing is invented.</summary>
internal static class GapRecord
{
    private const string Missing = "Pages that are asked for";
    private const string Unsaid = "Statements that no source bears";
    private const string Undefined = "Pages that say too little";
    private const int MostLetters = 160;

    /// <summary>In order of their pages, each name once.</summary>
    public static IReadOnlyList<Gap> Of(HealPlan plan)
    {
        var wanted = WantedPage.In(plan.Look.Wiki);
        var gaps = plan.Left.Where(left => left.IsGap).Select(left => Of(plan.Look.Wiki, left.Finding, wanted)).OfType<(string Section, string Name, LintPage[] Askers)>();
        return [.. gaps.GroupBy(gap => (gap.Section, gap.Name)).Select(same => new Gap(same.Key.Section, same.Key.Name, [.. same.SelectMany(gap => gap.Askers).Distinct().OrderBy(page => page.Path).Select(page => (page.Path, page.Outline.Title))]))];
    }

    private static (string, string, LintPage[])? Of(LintWiki wiki, Finding finding, IReadOnlyList<WantedPage> wanted)
    {
        if (wiki[finding.Path] is not { } page)
        {
            return null;
        }

        switch (finding.Rule)
        {
            case "missing-page" or "broken-link":
                return wanted.FirstOrDefault(each => each.Places.Any(place => place.Page == page && place.Line == finding.Line && place.Column == finding.Column)) is { } name ? (Missing, MarkdownText.Escape(name.Name), [.. name.Askers]) : null;
            case "unsupported-statement":
                return Statement.Of(page.Outline).LastOrDefault(said => said.Line < finding.Line || (said.Line == finding.Line && said.Column <= finding.Column)) is { } statement
                    ? (Unsaid, "\"" + MarkdownText.Escape(Ellipsis.Cut(statement.Text, MostLetters)) + "\"", [page]) : null;
            default:
                return (Undefined, MarkdownText.Escape(page.Outline.Title), [page]);
        }
    }
}
