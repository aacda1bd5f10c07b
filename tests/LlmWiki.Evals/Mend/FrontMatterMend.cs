using LlmWiki.Evals.Clean;
using LlmWiki.Evals.Plants;
using LlmWiki.Pages;

namespace LlmWiki.Evals.Mend;

/// <summary>Front matter that YAML cannot read for the want of a sign, where every reader sees what was meant.</summary>
internal static class FrontMatterMend
{
    public static RulePlants Plants => new("bad-front-matter",
    [
        new("colon in the title", plot => Set(plot, "title", topic => $"{topic.Title}: a long story")),
        new("colon in the description", plot => Set(plot, "description", topic => $"{topic.Title}: where it stands and who built it.")),
        new("colon in another key", plot => Line(plot, "note", plot.Pick("kept: dry and cool", "Aufbewahrung: trocken und kühl", "à garder: au sec"))),
        new("at sign", plot => Line(plot, "author", "@" + plot.Word())),
        new("back tick", plot => Line(plot, "command", $"`make {plot.Word()}`")),
        new("star", plot => Line(plot, "note", $"*very* old {plot.Word()}")),
        new("percent sign", plot => Line(plot, "share", $"%{plot.Random.Next(10, 90)} of the {plot.Word()}")),
        new("bracket at the head", plot => Line(plot, "note", $"[draft] the {plot.Word()} is still to be weighed")),
        new("quoted word at the head", plot => Line(plot, "note", $"\"{plot.Word()}\" and {plot.Word()}")),
        new("open quote", plot => { var word = plot.Word(); Line(plot, "note", $"\"kept by the {word}", $"kept by the {word}"); }),
        new("open single quote", plot => { var word = plot.Word(); Line(plot, "note", $"'kept under the {word}", $"kept under the {word}"); }),
        new("tab", plot =>
        {
            var (topic, word) = (plot.Take(), plot.Word());
            plot.AddToHead(topic, $"place:\n\ttown: {word}");
            plot.Expect(topic.Path);
            plot.Answer($"{topic.Path}: 'place' has the town {word}", wiki => FrontMatter.Split(wiki.Files[topic.Path]).Head.MapOrEmpty["place"] is YamlMap place && place.Text("town") == word);
            Kept(plot, topic);
        }),
    ], HeadPlants.BadFrontMatter.Decoys);

    /// <summary>No mark tells what a name for another value, or one of two values, stood for.</summary>
    public static RulePlants Bare => HeadPlants.BadFrontMatter with { Defects = [.. HeadPlants.BadFrontMatter.Defects.Where(plant => plant.Form is "anchor" or "key twice")] };

    private static void Line(Plot plot, string key, string value, string? meant = null)
    {
        var topic = plot.Take();
        plot.AddToHead(topic, $"{key}: {value}");
        Expect(plot, topic, key, meant ?? value);
        plot.Head(topic.Path, "title", topic.Title);
    }

    private static void Set(Plot plot, string key, Func<Topic, string> value)
    {
        var topic = plot.Take();
        plot.SetInHead(topic, $"{key}: ", $"{key}: {value(topic)}");
        plot.Files.Replace(topic.Path, $"\n# {topic.Title}\n", $"\n# {(key == "title" ? value(topic) : topic.Title)}\n");
        Expect(plot, topic, key, value(topic));
    }

    private static void Expect(Plot plot, Topic topic, string key, string value)
    {
        plot.Expect(topic.Path);
        plot.Head(topic.Path, key, value);
        Kept(plot, topic);
    }

    /// <summary>All else of the page is as it was.</summary>
    private static void Kept(Plot plot, Topic topic)
    {
        var body = Body(plot.Files[topic.Path]);
        plot.Answer($"the text of {topic.Path} is as it was", wiki => Body(wiki.Files[topic.Path]) == body);
    }

    private static string Body(string text) => text[text.IndexOf("\n---\n", StringComparison.Ordinal)..];
}
