using System.Globalization;
using System.Text;

namespace LlmWiki.Evals;

/// <summary>Writes the scores as Markdown.</summary>
internal static class Report
{
    private const string Start = "<!-- figures: written by --write -->";
    private const string End = "<!-- end of figures -->";

    public static string Tables(List<Score> scores, int pages, int seed)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Seed {seed}, {pages} clean pages.\n\n");
        text.Append("| rule | tier | planted | found | missed | decoys | false | precision | recall |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var score in scores.OrderBy(score => score.Tier == "structural" ? 0 : 1).ThenBy(score => score.Rule, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {score.Rule} | {score.Tier} | {score.Planted.Count} | {score.Found} | {score.Missed.Count} | {score.Decoys} | {score.False.Count} | {score.Precision:0.00} | {score.Recall:0.00} |\n");
        }

        if (scores.Find(score => score.Rule == "contradiction") is { } contradiction)
        {
            text.Append("\nContradictions by kind:\n\n| kind | planted | found | recall |\n|---|---|---|---|\n");
            foreach (var form in contradiction.Planted.GroupBy(plant => plant.Form))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {form.Key} | {form.Count()} | {form.Count(plant => plant.IsFound)} | {(double)form.Count(plant => plant.IsFound) / form.Count():0.00} |\n");
            }
        }

        return text.ToString();
    }

    public static string Details(List<Score> scores)
    {
        var text = new StringBuilder();
        foreach (var score in scores)
        {
            foreach (var (form, spot) in score.Missed)
            {
                text.Append(CultureInfo.InvariantCulture, $"missed {score.Rule} ({form}): {spot.Path} {spot.Text}\n");
            }

            foreach (var (planting, finding) in score.False)
            {
                text.Append(CultureInfo.InvariantCulture, $"false {score.Rule} (planting {planting}): {finding.Path}:{finding.Line}: {finding.Message}{string.Concat(finding.Evidence.Select(each => $" [{each.Path}:{each.Line} {each.Quote}]"))}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Puts the tables between the marks of the README.</summary>
    public static void Write(string path, string tables)
    {
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(path, text[..start] + "\n" + tables + "\n" + text[end..]);
    }
}
