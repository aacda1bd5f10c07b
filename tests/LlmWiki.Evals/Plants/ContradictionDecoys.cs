using System.Globalization;
using LlmWiki.Evals.Clean;
using static LlmWiki.Evals.Plants.ContradictionPlants;

namespace LlmWiki.Evals.Plants;

/// <summary>Sentences that look as if they denied another and do not.</summary>
internal static class ContradictionDecoys
{
    public static Plant[] All =>
    [
        new("other year", plot => On(plot, FactKind.Count, (topic, fact) => $"In 17{plot.Random.Next(10, 60)} {Past(Same(plot, topic, fact))}", IsHas)),
        new("about", plot => On(plot, FactKind.Measure, (topic, fact) => topic.Say(fact.Form.Said, "about " + Near(fact)), fact => fact.Form.Said.StartsWith("{T} is {v}", StringComparison.Ordinal))),
        new("at least", plot => On(plot, FactKind.Count, (topic, fact) => topic.Say(fact.Form.Said, "at least " + Less(fact)), IsHas)),
        new("more than", plot => On(plot, FactKind.Measure, (topic, fact) => topic.Say(fact.Form.Said, "more than " + Less(fact)), fact => fact.Form.Said.StartsWith("{T} is {v}", StringComparison.Ordinal))),
        new("claim", plot => On(plot, FactKind.Year, (topic, fact) => $"An old guide claims that {Low(Same(plot, topic, fact))}")),
        new("belief", plot => On(plot, FactKind.Year, (topic, fact) => $"It was long thought that {Low(Same(plot, topic, fact))}")),
        new("quoted", plot => On(plot, FactKind.Count, (topic, fact) => $"\"{Same(plot, topic, fact)[..^1]},\" says a rhyme.")),
        new("other subject", plot => On(plot, FactKind.Count, (topic, fact) => $"The barn beside {Same(plot, topic, fact)}", IsHas)),
        new("part of them", plot => On(plot, FactKind.Count, (topic, fact) => $"Two of the {fact.Value} {Thing(fact)} of {topic.Title} are dry.", IsHas)),
        new("same value, other unit", plot => On(plot, FactKind.Measure, (topic, fact) => topic.Say(fact.Form.Said, fact.Value + "00").Replace("00 m ", "00 cm ", StringComparison.Ordinal), fact => fact.Form.Said.StartsWith("{T} is {v} m ", StringComparison.Ordinal) && fact.Value.Length < 4)),
        new("plan", plot => On(plot, FactKind.Count, (topic, fact) => Same(plot, topic, fact).Replace(" has ", " was to have ", StringComparison.Ordinal), IsHas)),
        new("if", plot => On(plot, FactKind.Count, (topic, fact) => $"If {Past(Same(plot, topic, fact))[..^1]}, it would be the largest of all.", IsHas)),
        new("question", plot => On(plot, FactKind.Year, (topic, fact) => $"Why do so many believe that {Low(Same(plot, topic, fact))[..^1]}?")),
        new("before the fire", plot => On(plot, FactKind.Count, (topic, fact) => $"Before the fire {Past(Same(plot, topic, fact))}", IsHas)),
        new("until a year", plot => On(plot, FactKind.Count, (topic, fact) => $"Until 1799 {Past(Same(plot, topic, fact))}", IsHas)),
        new("other role", plot => On(plot, FactKind.Name, (topic, fact) => $"{Capital(Definite(topic))} was painted by {Person(plot)}.")),
        new("other event", plot => On(plot, FactKind.Year, (topic, fact) => $"{Capital(Definite(topic))} was sold in {Changed(plot, fact)}.")),
        new("in code", plot => On(plot, FactKind.Count, (topic, fact) => $"The old sign read `{Same(plot, topic, fact)}` until spring.")),
        new("callout", plot => On(plot, FactKind.Year, (topic, fact) => $"> [!WARNING] Sources disagree\n> One letter says: {Same(plot, topic, fact)}", isBlock: true)),
        new("future", plot => On(plot, FactKind.Count, (topic, fact) => $"By 2040 {Same(plot, topic, fact).Replace(" has ", " will have ", StringComparison.Ordinal)}", IsHas)),
        new("together", plot => On(plot, FactKind.Count, (topic, fact) => $"{Capital(Definite(topic))} and its barn have {Changed(plot, fact)} {Thing(fact)} together.", IsHas)),
        new("helper", plot => On(plot, FactKind.Name, (topic, fact) => $"{Person(plot)} helped with {Definite(topic)}.")),
        new("model", plot => On(plot, FactKind.Count, (topic, fact) => $"A model of {Same(plot, topic, fact)}", IsHas)),
        new("denial of another thing", plot => On(plot, FactKind.State, (topic, fact) => $"{Capital(Definite(topic))} is not open to dogs.")),
        new("may", plot => On(plot, FactKind.Year, (topic, fact) => $"{Capital(Definite(topic))} may be older than {Changed(plot, fact)}.")),
        new("said again", plot => On(plot, FactKind.Count, (topic, fact) => topic.Say(fact.Form.Others[0], fact.Value), fact => fact.Form.Others.Length > 0)),
        new("range", plot => On(plot, FactKind.Measure, (topic, fact) => topic.Say(fact.Form.Said, $"between {Less(fact)} and {More(fact)}"), fact => fact.Form.Said.StartsWith("{T} is {v}", StringComparison.Ordinal))),
        new("some of more", plot => On(plot, FactKind.Count, (topic, fact) => $"{Capital(Definite(topic))} has three {Thing(fact)} with a view.", fact => IsHas(fact) && Number(fact) > 4)),
    ];

    private static int Number(Fact fact) => int.Parse(fact.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static bool IsHas(Fact fact) => fact.Form.Said.StartsWith("{T} has {v} ", StringComparison.Ordinal);

    private static string Thing(Fact fact) => fact.Form.Said[(fact.Form.Said.IndexOf("{v} ", StringComparison.Ordinal) + 4)..].TrimEnd('.');

    private static string Past(string said) => Low(said).Replace(" has ", " had ", StringComparison.Ordinal);

    private static string Low(string said) => said.StartsWith("The ", StringComparison.Ordinal) ? "the" + said[3..] : said;

    private static string Near(Fact fact) => CleanWiki.Number(Number(fact) + Math.Max(1, Number(fact) / 14));

    private static string Less(Fact fact) => CleanWiki.Number(Math.Max(2, Number(fact) - Math.Max(1, Number(fact) / 4)));

    private static string More(Fact fact) => CleanWiki.Number(Number(fact) + Math.Max(1, Number(fact) / 4));

    private static string Definite(Topic topic) => topic.Kind.IsEntity ? topic.Title : "the " + topic.Title;

    private static void On(Plot plot, FactKind kind, Func<Topic, Fact, string> say, Func<Fact, bool>? fits = null, bool isBlock = false)
    {
        bool Fits(Fact fact) => fact.Form.Kind == kind && (fits is null || fits(fact));
        var topic = plot.TakeEnglish(topic => topic.Facts.Any(Fits));
        var sentence = say(topic, plot.Pick(topic.Facts.Where(Fits).ToArray()));
        if (isBlock)
        {
            plot.Add(topic, sentence);
        }
        else
        {
            plot.Say(topic, sentence);
        }
    }
}
