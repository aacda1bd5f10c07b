using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LlmWiki.Evals.Clean;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Evals.Plants;

/// <summary>A sentence that cannot be true beside what some page of the wiki says.</summary>
internal static partial class ContradictionPlants
{
    private static readonly string[] NumberWords = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];
    private static readonly string[] Openings = ["As every child in town knows, {0}", "To this day {0}", "Restored twice, {0}", "For all its fame {0}"];

    public static RulePlants All => new("contradiction",
    [
        new("count, same words", plot => Against(plot, FactKind.Count, Same)),
        new("count, other words", plot => Against(plot, FactKind.Count, Other)),
        new("count, as a word", plot => Against(plot, FactKind.Count, (plot, topic, fact) => topic.Say(fact.Form.Said, Word(plot, fact)), fact => int.TryParse(fact.Value, out var value) && value <= 20)),
        new("count, behind an opening", plot => Against(plot, FactKind.Count, Opened)),
        new("count, by a pronoun", plot => Against(plot, FactKind.Count, (plot, topic, fact) => $"{Capital(topic.Title)} is known far and wide. {fact.Form.Said.Replace("The {T}", "It", StringComparison.Ordinal).Replace("{T}", "It", StringComparison.Ordinal).Replace("{v}", Changed(plot, fact), StringComparison.Ordinal)}", fact => fact.Form.Said.StartsWith("{T}", StringComparison.Ordinal))),
        new("count, as label and value", plot => Against(plot, FactKind.Count, (plot, _, fact) => $"{Capital(Counted(fact))}: {Changed(plot, fact)}", isOwnPage: true)),
        new("measure, same words", plot => Against(plot, FactKind.Measure, Same)),
        new("measure, other words", plot => Against(plot, FactKind.Measure, Other)),
        new("measure, other unit", plot => Against(plot, FactKind.Measure, (plot, topic, fact) => topic.Say(fact.Form.Said, Changed(plot, fact) + "00").Replace("00 m ", "00 cm ", StringComparison.Ordinal), fact => fact.Form.Said.Contains("{v} m ", StringComparison.Ordinal) && !fact.Value.Contains(',', StringComparison.Ordinal))),
        new("year, same words", plot => Against(plot, FactKind.Year, Same)),
        new("year, other words", plot => Against(plot, FactKind.Year, Other)),
        new("year, behind an opening", plot => Against(plot, FactKind.Year, Opened)),
        new("name, same words", plot => Against(plot, FactKind.Name, Same)),
        new("name, active and passive", plot => Against(plot, FactKind.Name, (plot, topic, fact) => topic.Say(fact.Form.Others[0], Person(plot)))),
        new("name, other words", plot => Against(plot, FactKind.Name, (plot, topic, fact) => topic.Say(fact.Form.Others[^1], Person(plot)), fact => fact.Form.Others.Length > 1)),
        new("denial", plot => Against(plot, FactKind.State, (_, topic, fact) => topic.Say(fact.Form.Against[0], ""))),
        new("opposite word", plot => Against(plot, FactKind.State, (_, topic, fact) => topic.Say(fact.Form.Against[1], ""), HasOpposite)),
        new("opposite in other words", plot => Against(plot, FactKind.State, (_, topic, fact) => topic.Say(fact.Form.Against[^1], ""), fact => fact.Form.Against.Length > 2 || !HasOpposite(fact))),
        new("German, same words", plot => Against(plot, null, Same, language: "de")),
        new("German, other words", plot => Against(plot, null, Other, fact => fact.Form.Others.Length > 0, language: "de")),
        new("French, same words", plot => Against(plot, null, Same, language: "fr")),
        new("French, other words", plot => Against(plot, null, Other, fact => fact.Form.Others.Length > 0, language: "fr")),
    ], ContradictionDecoys.All, EachForm: 5);

    public static string Person(Plot plot) => $"{plot.Pick("Anselm", "Beata", "Cosimo", "Delphine", "Eskil", "Fiona", "Gudrun", "Harald")} {plot.Pick("Tre", "Bran", "Kol", "Wil", "Sten", "Mar")}{plot.Pick("vik", "dorf", "lund", "sen", "mond", "ley")}{plot.Pick("a", "e", "o", "")}";

    /// <summary>A value that is more than five in a hundred away.</summary>
    public static string Changed(Plot plot, Fact fact)
    {
        var value = int.Parse(fact.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        if (fact.Form.Kind == FactKind.Year)
        {
            return (value + (plot.Random.Next(2) == 0 ? 1 : -1) * plot.Random.Next(1, 40)).ToString(CultureInfo.InvariantCulture);
        }

        var by = Math.Max(1, value * plot.Random.Next(12, 60) / 100);
        return CleanWiki.Number(plot.Random.Next(2) == 0 || value - by < 2 ? value + by : value - by);
    }

    public static string Same(Plot plot, Topic topic, Fact fact) => topic.Say(fact.Form.Said, fact.Form.Kind == FactKind.Name ? Person(plot) : Changed(plot, fact));

    public static bool IsNumber(Fact fact) => fact.Form.Kind is FactKind.Count or FactKind.Measure or FactKind.Year;

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Other(Plot plot, Topic topic, Fact fact) => topic.Say(plot.Pick(fact.Form.Others), Changed(plot, fact));

    private static string Opened(Plot plot, Topic topic, Fact fact)
    {
        var said = Same(plot, topic, fact);
        return plot.Pick(Openings).Replace("{0}", said.StartsWith("The ", StringComparison.Ordinal) ? "the" + said[3..] : said, StringComparison.Ordinal);
    }

    private static string Word(Plot plot, Fact fact)
    {
        var value = int.Parse(fact.Value, CultureInfo.InvariantCulture);
        return NumberWords[value > 10 ? value - plot.Random.Next(2, 8) : value + plot.Random.Next(2, 8)];
    }

    private static bool HasOpposite(Fact fact) => fact.Form.Against.Length > 1;

    /// <summary>The thing that is counted: the word behind the number.</summary>
    private static string Counted(Fact fact) => fact.Form.Said[(fact.Form.Said.IndexOf("{v} ", StringComparison.Ordinal) + 4)..].Split(' ', '.')[0];

    private static void Against(Plot plot, FactKind? kind, Func<Plot, Topic, Fact, string> say, Func<Fact, bool>? fits = null, string language = "en", bool isOwnPage = false)
    {
        bool Fits(Fact fact) => (kind is null ? IsNumber(fact) : fact.Form.Kind == kind) && (kind is null or FactKind.Name or FactKind.State || fact.Form.Others.Length > 0) && (fits is null || fits(fact));
        var topic = plot.Take(topic => topic.Language == language && topic.Facts.Any(Fits));
        var fact = plot.Pick(topic.Facts.Where(Fits).ToArray());
        var sentence = say(plot, topic, fact);
        var page = topic;
        if (!isOwnPage && plot.Random.Next(2) == 0)
        {
            // Told on another page, with a link.
            page = plot.Take(page => page.Language == language && page.Town != topic.Town && page.Town.Sources.Count == 1);
            var at = sentence.IndexOf(topic.Title, StringComparison.OrdinalIgnoreCase);
            sentence = $"{sentence[..at]}[{sentence[at..(at + topic.Title.Length)]}](/{topic.Path}){sentence[(at + topic.Title.Length)..]}";
        }

        if (plot.Random.Next(3) == 0)
        {
            Cited(plot, page, sentence);
        }
        else
        {
            plot.Say(page, sentence);
        }

        plot.ExpectLater(new Spot(topic.Path, fact.Text), new Spot(page.Path, sentence));
    }

    /// <summary>The sentence stands in a source of its own, which is compiled and cited.</summary>
    private static void Cited(Plot plot, Topic page, string sentence)
    {
        var (name, title) = (plot.Unused(), plot.Title());
        var source = $"raw/letters/{name}.txt";
        var plain = Link().Replace(sentence, "${words}");
        plot.Files[source] = plain + "\n";
        plot.ListedPage($"wiki/sources/{name}.md", title, type: "source", head: $"sources:\n  - {{ id: {name}, resource: ../../{source} }}\n");
        var quotes = SourceReader.Read(new RelPath(source), Encoding.UTF8.GetBytes(plot.Files[source]), null)!.Passages.Select(passage => new Quote(source, passage)).ToList();
        plot.Say(page, $"{sentence}{string.Concat(quotes.Select(quote => $"[^{quote.Of().Label}]"))}");
        plot.Files[page.Path] += string.Concat(quotes.Select(quote => quote.Of().ToMarkdown(new RelPath(page.Path)) + "\n"));
    }

    [GeneratedRegex(@"\[(?<words>.+?)\]\(.+?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
