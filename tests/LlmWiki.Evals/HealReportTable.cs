using System.Globalization;
using System.Text;

namespace LlmWiki.Evals;

/// <summary>Writes what heal did as Markdown.</summary>
internal static class HealReportTable
{
    public static string Tables(List<HealScore> scores, List<HealScore> bare) => Table(scores) + (bare.Count == 0 ? "" : "\nDefects that nothing tells how to mend:\n\n" + BareTable(bare));

    private static string Table(List<HealScore> scores)
    {
        var text = new StringBuilder("| rule | tier | answer | defects | mended | for review | left | wrong | a person's blocks |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var score in Sorted(scores))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {score.Rule} | {score.Tier} | {(score.IsAnswered ? "known" : "")} | {score.Planted} | {score.Mended} | {score.Accepted} | {score.Left} | {score.Wrong.Count} | {score.Persons.Count} |\n");
        }

        return text.ToString();
    }

    private static string BareTable(List<HealScore> scores)
    {
        var text = new StringBuilder("| rule | defects | left as they are | changed by heal alone | offered | wrong |\n|---|---|---|---|---|---|\n");
        foreach (var score in Sorted(scores))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {score.Rule} | {score.Planted} | {score.Left} | {score.Mended} | {score.Queued} | {score.Wrong.Count} |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<HealScore> Sorted(IEnumerable<HealScore> scores) => scores.OrderBy(score => score.Tier == "structural" ? 0 : 1).ThenBy(score => score.Rule, StringComparer.Ordinal);

    public static string Details(IEnumerable<HealScore> scores)
    {
        var text = new StringBuilder();
        foreach (var score in scores)
        {
            score.Wrong.ForEach(wrong => text.Append(CultureInfo.InvariantCulture, $"wrong {score.Rule}: {wrong}\n"));
            score.Persons.ForEach(block => text.Append(CultureInfo.InvariantCulture, $"person's {score.Rule}: {block}\n"));
            score.Why.ForEach(why => text.Append(CultureInfo.InvariantCulture, $"left {score.Rule}: {why}\n"));
            score.Unfound.ForEach(plant => text.Append(CultureInfo.InvariantCulture, $"no defect {score.Rule}: {plant}\n"));
        }

        return text.ToString();
    }
}
