using System.Globalization;
using System.Text;

namespace LlmWiki.Evals;

/// <summary>Writes what heal did as Markdown.</summary>
internal static class HealReportTable
{
    public static string Table(List<HealScore> scores)
    {
        var text = new StringBuilder("| rule | tier | defects | mended | for review | left | wrong | a person's blocks |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var score in scores.OrderBy(score => score.Tier == "structural" ? 0 : 1).ThenBy(score => score.Rule, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {score.Rule} | {score.Tier} | {score.Planted} | {score.Mended} | {score.Accepted} | {score.Left} | {score.Wrong.Count} | {score.Persons.Count} |\n");
        }

        return text.ToString();
    }

    public static string Details(List<HealScore> scores)
    {
        var text = new StringBuilder();
        foreach (var score in scores)
        {
            score.Wrong.ForEach(wrong => text.Append(CultureInfo.InvariantCulture, $"wrong {score.Rule}: {wrong}\n"));
            score.Persons.ForEach(block => text.Append(CultureInfo.InvariantCulture, $"person's {score.Rule}: {block}\n"));
            score.Why.ForEach(why => text.Append(CultureInfo.InvariantCulture, $"left {score.Rule}: {why}\n"));
        }

        return text.ToString();
    }
}
