using LlmWiki.Evals.Clean;
using LlmWiki.Evals.Plants;

namespace LlmWiki.Evals.Mend;

/// <summary>Pages past their date of which every citation still holds.</summary>
internal static class StalePageMend
{
    private const string Today = "2026-11-28";

    public static RulePlants Plants => new("stale-page",
    [
        new("date", plot => Stale(plot, plot.Pick("2025-06-30", "2026-11-27", "2019-01-01"))),
        new("date and time", plot => Stale(plot, plot.Pick("2026-11-20T10:00:00Z", "2024-02-29T23:59:59Z"))),
        new("in quotes", plot => Stale(plot, plot.Pick("\"2026-11-20T10:00:00Z\"", "\"2025-06-30\""))),
        new("in single quotes", plot => Stale(plot, "'2024-12-31'")),
        new("with a remark", plot => Stale(plot, "2025-06-30 # look again in summer")),
        new("German", plot => Stale(plot, "2025-12-31", "de")),
        new("French", plot => Stale(plot, "2025-12-31", "fr")),
    ], SourcePlants.StalePage.Decoys);

    /// <summary>A page that cites nothing, or of which a citation no longer holds, was not looked at again; a changed source has to be compiled.</summary>
    public static RulePlants Bare => SourcePlants.StalePage.Without("date", "date and time").With(
        new("no citations", plot => plot.Expect(plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), head: "stale_after: 2025-06-30\n"), "stale_after: ")),
        new("a quote that is gone", plot =>
        {
            var topic = Dated(plot, "2025-06-30", topic => topic.Language == "en" && topic.Town.Sources.Count == 1);
            plot.Files.Replace(topic.Town.Sources[0], topic.Facts[^1].Text, plot.Prose(9));
            plot.Allow("stale-page", CleanFiles.SourcePageOf(topic.Town.Sources[0]));
        }));

    private static void Stale(Plot plot, string date, string language = "en")
    {
        var topic = Dated(plot, date, topic => topic.Language == language);
        var before = Rest(plot.Files[topic.Path]);
        plot.Answer($"{topic.Path}: 'stale_after' is still to come", wiki => string.CompareOrdinal(wiki.HeadOf(topic.Path, "stale_after"), Today) >= 0);
        plot.Answer($"all else of {topic.Path} is as it was", wiki => Rest(wiki.Files[topic.Path]) == before);
    }

    private static Topic Dated(Plot plot, string date, Func<Topic, bool> fits)
    {
        var topic = plot.Take(topic => fits(topic) && !plot.Files[topic.Path].Contains("\nstale_after: ", StringComparison.Ordinal));
        plot.AddToHead(topic, $"stale_after: {date}");
        plot.Expect(topic.Path, "stale_after: ");
        return topic;
    }

    /// <summary>Without the date, and the marks of the tool's blocks.</summary>
    private static string Rest(string text) => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("stale_after: ", StringComparison.Ordinal) && !line.StartsWith("generated: ", StringComparison.Ordinal)));
}
