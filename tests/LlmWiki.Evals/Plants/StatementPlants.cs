using System.Globalization;
using LlmWiki.Evals.Clean;

namespace LlmWiki.Evals.Plants;

/// <summary>Numbers that drift, statements that are overtaken, said twice or too old.</summary>
internal static class StatementPlants
{
    public static RulePlants NumberDrift => new("number-drift",
    [
        new("measure, same words", plot => Drift(plot, FactKind.Measure, fact => fact.Form.Said)),
        new("measure, other words", plot => Drift(plot, FactKind.Measure, fact => plot.Pick(fact.Form.Others))),
        new("count, same words", plot => Drift(plot, FactKind.Count, fact => fact.Form.Said)),
        new("count, other words", plot => Drift(plot, FactKind.Count, fact => plot.Pick(fact.Form.Others))),
        new("behind an opening", plot => Drift(plot, FactKind.Measure, fact => "Today " + fact.Form.Said)),
    ],
    [
        new("about", plot => NoDrift(plot, fact => "about " + Drifted(fact))),
        new("nearly", plot => NoDrift(plot, fact => "nearly " + CleanWiki.Number(Value(fact) + Math.Max(1, Value(fact) / 50)))),
        new("some", plot => NoDrift(plot, fact => "some " + Drifted(fact))),
        new("more than", plot => NoDrift(plot, fact => "more than " + CleanWiki.Number(Value(fact) - Math.Max(1, Value(fact) / 50)))),
        new("roughly", plot => NoDrift(plot, fact => "roughly " + Drifted(fact))),
        new("same", plot => NoDrift(plot, fact => fact.Value.Replace(",", "", StringComparison.Ordinal))),
        new("with decimals", plot => NoDrift(plot, fact => fact.Value + ".0")),
        new("other thing", plot => NoDrift(plot, Drifted, "The wall beside ")),
        new("model", plot => NoDrift(plot, Drifted, "A copy of ")),
        new("claim", plot => NoDrift(plot, Drifted, "A letter claims that ")),
        new("before", plot => NoDrift(plot, Drifted, "Before the repair ", " was ")),
        new("plan", plot => NoDrift(plot, Drifted, "", " was meant to be ")),
        new("year before", plot => { var topic = Taken(plot, FactKind.Year); var fact = topic.Facts.First(fact => fact.Form.Kind == FactKind.Year); plot.Say(topic, $"The money for it was found in {(int.Parse(fact.Value, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture)}."); }),
    ]);

    public static RulePlants SupersededStatement => new("superseded-statement",
    [
        new("as of, both", plot => Overtaken(plot, (name, count, thing, year) => $"As of {year} {name} has {count} {thing}.")),
        new("in brackets, both", plot => Overtaken(plot, (name, count, thing, year) => $"{name} has {count} {thing} (as of {year}).")),
        new("as of with a comma", plot => Overtaken(plot, (name, count, thing, year) => $"As of {year}, {name} has {count} {thing}.")),
        new("one each", plot => Overtaken(plot, (name, count, thing, year) => $"As of {year}, {name} has {count} {thing}.", (name, count, thing, year) => $"{name} has {count} {thing} (as of {year}).")),
        new("on two pages", plot => Overtaken(plot, (name, count, thing, year) => $"As of {year} {name} has {count} {thing}.", isOtherPage: true)),
        new("other verb", plot => Overtaken(plot, (name, count, thing, year) => $"As of {year} {name} employs {count} {thing}.")),
        new("other words", plot => Overtaken(plot, (name, count, thing, year) => $"{name} has {count} {thing} (as of {year}).", (name, count, thing, year) => $"As of {year} there are {count} {thing} at {name}.")),
        new("in a year", plot => Overtaken(plot, (name, count, thing, year) => $"In {year} {name} has {count} {thing}.")),
    ],
    [
        new("past tense", plot => Standing(plot, (name, thing) => $"In 2022 {name} had 41 {thing}. In 2025 {name} has 29 {thing}.")),
        new("same value", plot => Standing(plot, (name, thing) => $"As of 2022 {name} has 41 {thing}. As of 2025 {name} has 41 {thing}.")),
        new("other thing", plot => Standing(plot, (name, thing) => $"As of 2022 {name} has 41 {thing}. As of 2025 {name} has 29 beehives.")),
        new("other place", plot => Standing(plot, (name, thing) => $"As of 2022 {name} has 41 {thing}. As of 2025 the old tannery has 29 {thing}.")),
        new("part", plot => Standing(plot, (name, thing) => $"As of 2022 {name} has 41 {thing}. As of 2025 the cellar of {name} has nine {thing}.")),
        new("event", plot => Standing(plot, (name, thing) => $"In 2022 {name} drew 4,100 visitors. In 2025 {name} drew 2,900 visitors.")),
        new("claim", plot => Standing(plot, (name, thing) => $"As of 2025 {name} has 29 {thing}. A poster of 2022 claims that {name} has 41 {thing}.")),
        new("all in the past", plot => Standing(plot, (name, thing) => $"As of 2022 {name} had 41 {thing}. As of 2025 {name} had 29 {thing}.")),
    ]);

    public static RulePlants OutdatedAsOf => new("outdated-as-of",
    [
        new("as of", plot => Old(plot, year => $"As of {year}, the roof is sound.")),
        new("as of a month", plot => Old(plot, year => $"It is let to a potter (as of March {year}).")),
        new("as of within", plot => Old(plot, year => $"The door is, as of {year}, painted blue.")),
        new("as of a day", plot => Old(plot, year => $"As of 3 May {year} the well is dry.")),
        new("currently", plot => Old(plot, year => $"It is currently ({year}) let to a potter.")),
        new("today", plot => Old(plot, year => $"Today ({year}) it is let to a potter.")),
        new("at present", plot => Old(plot, year => $"At present ({year}) the roof leaks.")),
        new("at the time of writing", plot => Old(plot, year => $"At the time of writing ({year}) the roof leaks.")),
        new("late in", plot => Old(plot, year => $"As of late {year} the well is dry.")),
        new("Stand", plot => Old(plot, year => $"Das Dach ist dicht (Stand {year}).", "de")),
        new("derzeit", plot => Old(plot, year => $"Derzeit ({year}) ist das Dach undicht.", "de", "en")),
        new("encore", plot => Old(plot, year => $"Le toit fuyait en {year} encore.", "fr")),
    ],
    [
        new("young", plot => plot.Say(plot.TakeEnglish(), $"As of {plot.Random.Next(2022, 2027)}, the roof is sound.")),
        new("event", plot => plot.Say(plot.TakeEnglish(), $"In {plot.Random.Next(1995, 2019)} the roof was mended.")),
        new("as the harvest of", plot => plot.Say(plot.TakeEnglish(), $"As the harvest of {plot.Random.Next(1995, 2019)} failed, it stood still.")),
        new("page", plot => plot.Say(plot.TakeEnglish(), $"As of page {plot.Random.Next(1900, 2019)} the text is in Latin.")),
        new("number", plot => plot.Say(plot.TakeEnglish(), $"It currently has {plot.Random.Next(1900, 2019)} slates.")),
        new("in code", plot => plot.Say(plot.TakeEnglish(), $"Write `as of {plot.Random.Next(1995, 2019)}` there.")),
        new("from on", plot => plot.Say(plot.TakeEnglish(), $"From {plot.Random.Next(1995, 2019)} on it was let.")),
        new("as old as", plot => plot.Say(plot.TakeEnglish(), $"It is as old as the oak of {plot.Random.Next(1905, 2019)}.")),
        new("in the description", plot => { var topic = plot.TakeEnglish(); plot.Add(topic, "> In 2015 it was let."); }),
    ]);

    public static RulePlants DuplicateStatement => new("duplicate-statement",
    [
        new("as it is", plot => Twice(plot, text => text)),
        new("capitals", plot => Twice(plot, text => text.ToUpperInvariant())),
        new("emphasis", plot => Twice(plot, text => $"*{text}*")),
        new("bold", plot => Twice(plot, text => text[..^1].Insert(text.IndexOf(' ', StringComparison.Ordinal) + 1, "**") + "**.")),
        new("other stop", plot => Twice(plot, text => text[..^1] + "!")),
        new("with a link", plot => { var other = plot.TakeEnglish(other => other.Town.Sources.Count == 1); Twice(plot, text => $"{text[..text.LastIndexOf(' ')]} [{text[(text.LastIndexOf(' ') + 1)..^1]}](/{other.Path})."); }),
        new("as an item", plot => Twice(plot, text => text[..^1], "- ")),
    ],
    [
        new("on another page", plot => { var (one, other) = (plot.TakeEnglish(), plot.TakeEnglish()); var said = plot.Prose(10); plot.Add(one, said); plot.Add(other, said); }),
        new("number differs", plot => plot.Add(plot.TakeEnglish(), "The shed on the left has two hooks. The shed on the left has two hooks and a nail.")),
        new("word differs", plot => plot.Add(plot.TakeEnglish(), "The north wall is made of slate. The south wall is made of slate.")),
        new("short", plot => plot.Add(plot.TakeEnglish(), "It is damp there. Nobody minds much. It is damp there.")),
        new("in a table", plot => plot.Add(plot.TakeEnglish(), "The old wall is made of slate.\n\n| what | note |\n|---|---|\n| wall | The old wall is made of slate. |")),
        new("in code", plot => plot.Add(plot.TakeEnglish(), "The old wall is made of slate.\n\n```text\nThe old wall is made of slate.\n```")),
        new("as a heading", plot => plot.Add(plot.TakeEnglish(), "The old wall is made of slate.\n\n### The old wall is made of slate\n\nIt is cold.")),
    ]);

    private static int Value(Fact fact) => int.Parse(fact.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    /// <summary>A value that is at most four in a hundred away.</summary>
    private static string Drifted(Fact fact) => CleanWiki.Number(Value(fact) + Math.Max(1, Value(fact) * 3 / 100));

    private static bool IsLarge(Fact fact) => Value(fact) >= 40;

    private static Topic Taken(Plot plot, FactKind kind) => plot.TakeEnglish(topic => topic.Facts.Any(fact => fact.Form.Kind == kind));

    private static void Drift(Plot plot, FactKind kind, Func<Fact, string> template)
    {
        bool Fits(Fact fact) => fact.Form.Kind == kind && IsLarge(fact) && fact.Form.Others.Length > 0;
        var topic = plot.TakeEnglish(topic => topic.Facts.Any(Fits));
        var fact = plot.Pick(topic.Facts.Where(Fits).ToArray());
        var sentence = topic.Say(template(fact), Drifted(fact)).Replace("Today The", "Today the", StringComparison.Ordinal).Replace("Today Cloth", "Today cloth", StringComparison.Ordinal).Replace("Today A ", "Today a ", StringComparison.Ordinal);
        var page = topic;
        if (plot.Random.Next(2) == 0)
        {
            page = plot.TakeEnglish(page => page.Town != topic.Town && page.Town.Sources.Count == 1);
            sentence = sentence.Replace(topic.Title, $"[{topic.Title}](/{topic.Path})", StringComparison.Ordinal);
        }

        plot.Say(page, sentence);
        plot.ExpectLater(new Spot(topic.Path, fact.Text), new Spot(page.Path, sentence));
    }

    private static void NoDrift(Plot plot, Func<Fact, string> value, string before = "", string verb = " is ")
    {
        static bool Fits(Fact fact) => fact.Form.Kind == FactKind.Measure && fact.Form.Said.StartsWith("{T} is {v}", StringComparison.Ordinal) && IsLarge(fact);
        var topic = plot.TakeEnglish(topic => topic.Facts.Any(Fits));
        var fact = topic.Facts.First(Fits);
        plot.Allow("duplicate-statement", topic.Path);
        plot.Say(topic, before + topic.Say(fact.Form.Said, value(fact)).Replace(" is ", verb, StringComparison.Ordinal));
    }

    private static void Overtaken(Plot plot, Func<string, string, string, string, string> say, Func<string, string, string, string, string>? sayLater = null, bool isOtherPage = false)
    {
        var topic = plot.TakeEnglish(topic => topic.Kind.IsEntity && topic.Title.Contains(' ', StringComparison.Ordinal));
        var thing = plot.Pick("keepers", "members", "guides", "apprentices", "volunteers");
        var old = plot.Random.Next(20, 60);
        var older = say(topic.Title, old.ToString(CultureInfo.InvariantCulture), thing, plot.Pick("2021", "2022", "2023"));
        var younger = (sayLater ?? say)(topic.Title, (old + plot.Random.Next(5, 30)).ToString(CultureInfo.InvariantCulture), thing, plot.Pick("2024", "2025", "2026"));
        plot.Say(topic, older);
        if (isOtherPage)
        {
            plot.Say(plot.TakeEnglish(page => page.Town != topic.Town && page.Town.Sources.Count == 1), younger.Replace(topic.Title, $"[{topic.Title}](/{topic.Path})", StringComparison.Ordinal));
        }
        else
        {
            plot.Say(topic, younger);
        }

        plot.Expect(topic.Path, older);
    }

    private static void Standing(Plot plot, Func<string, string, string> say)
    {
        var topic = plot.TakeEnglish(topic => topic.Kind.IsEntity && topic.Title.Contains(' ', StringComparison.Ordinal));
        plot.Say(topic, say(topic.Title, plot.Pick("keepers", "members", "guides")));
    }

    private static void Old(Plot plot, Func<string, string> say, params string[] languages)
    {
        var topic = plot.Take(topic => languages.Length == 0 ? topic.Language == "en" : languages.Contains(topic.Language));
        var sentence = say(plot.Random.Next(1990, 2020).ToString(CultureInfo.InvariantCulture));
        plot.Say(topic, sentence);
        plot.Expect(topic.Path, sentence);
    }

    private static void Twice(Plot plot, Func<string, string> again, string mark = "")
    {
        var topic = plot.Take(topic => topic.Language != "de");
        var sentence = mark + again(plot.Pick(topic.Facts.Where(fact => fact.Text.Count(c => c == ' ') >= 5).ToArray()).Text);

        // At the end of the text: what stands above it came first.
        plot.Files[topic.Path] = plot.Files[topic.Path].Insert(plot.Files[topic.Path].LastIndexOf("\n## ", StringComparison.Ordinal), $"\n{sentence}\n");
        plot.Expected.Add(new Expected(plot.Form, [new Spot(topic.Path, sentence + "\n") { IsLast = true }]));
    }
}
