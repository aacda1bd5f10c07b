using System.Globalization;
using LlmWiki.Evals.Plants;
using LlmWiki.Text;

namespace LlmWiki.Evals.Mend;

/// <summary>Links to a file where one passage of it says what the sentence says.</summary>
internal static class RawLinkMend
{
    public static RulePlants Plants => new("link-to-raw",
    [
        new("behind the sentence, in brackets", plot => Shed(plot, (said, path) => $"{said.TrimEnd('.')} ([notes](../../{path})).")),
        new("see", plot => Shed(plot, (said, path) => $"{said.TrimEnd('.')}, see [the notes](../../{path}).")),
        new("according to", plot => Shed(plot, (said, path) => $"According to [the notes](../../{path}) {char.ToLowerInvariant(said[0])}{said[1..]}")),
        new("a sentence of its own", plot => Shed(plot, (said, path) => $"{said} [Source](../../{path})")),
        new("a sentence of its own with a word", plot => Shed(plot, (said, path) => $"{said} Source: [notes](../../{path}).")),
        new("words of the sentence", plot => Shed(plot, (said, path) => said.Replace("slates", $"[slates](../../{path})", StringComparison.Ordinal))),
        new("wikilink", plot => Shed(plot, (said, path) => $"{said.TrimEnd('.')}, as [[{path}|the notes]] say.")),
        new("angle brackets", plot => Shed(plot, (said, path) => $"{said.TrimEnd('.')} ([notes](<../../{path}>)).")),
        new("from the root, in an item", plot => Shed(plot, (said, path) => $"- {said.TrimEnd('.')} ([notes](/{path}))")),
        new("with its line", plot => Shed(plot, (said, path) => $"{said.TrimEnd('.')} ([notes](../../{path}#L{plot.Files.LineOf(path, said)})).")),
        new("between others of the kind", plot => Shed(plot, (said, path) => $"{said.TrimEnd('.')} ([notes](../../{path})).", others: 2)),
        new("other words", plot => Said(plot, "en", n => $"The shed behind it has {n} slates, which the roofer laid in a week.", (n, path) => $"There are {n} slates on the shed, laid in a week by the roofer ([notes](../../{path})).")),
        new("part of a longer passage", plot => Said(plot, "en", n => $"In the fire of {1500 + (n % 300)}, which burned for two days, the baker had left his oven open, and nobody was awake.", (n, path) => $"In the fire of {1500 + (n % 300)} the baker had left his oven open ([notes](../../{path})).")),
        new("year", plot => Said(plot, "en", n => $"The weir was broken by ice in {1500 + (n % 300)}.", (n, path) => $"Ice broke the weir in {1500 + (n % 300)} ([notes](../../{path})).")),
        new("name", plot => { var name = ContradictionPlants.Person(plot); Said(plot, "en", _ => $"The key of the gate is kept by {name}.", (_, path) => $"{name} keeps the key of the gate ([notes](../../{path}))."); }),
        new("German", plot => Said(plot, "de", n => $"Das Dach wurde mit {n} Ziegeln gedeckt.", (n, path) => $"Das Dach wurde mit {n} Ziegeln gedeckt (siehe [Notizen](../../{path})).")),
        new("French", plot => Said(plot, "fr", n => $"Le toit est couvert de {n} ardoises.", (n, path) => $"Le toit est couvert de {n} ardoises, voir [les notes](../../{path}).")),
        new("letter", plot => Said(plot, "en", n => $"The barn was sold for {n} crowns.", (n, path) => $"The barn was sold for {n} crowns ([letter](../../{path})).", isLetter: true)),
    ], NamePlants.LinkToRaw.Decoys, EachForm: 3);

    private static void Shed(Plot plot, Func<string, string, string> say, int others = 0)
    {
        static string Slates(int n) => $"The shed behind it has {n} slates.";
        Said(plot, "en", Slates, (n, path) => say(Slates(n), path), others);
    }

    /// <param name="others">Passages beside it that differ in the number alone.</param>
    private static void Said(Plot plot, string language, Func<int, string> source, Func<int, string, string> say, int others = 0, bool isLetter = false)
    {
        var topic = plot.Take(topic => topic.Language == language);
        var path = isLetter ? $"raw/letters/{plot.Unused()}.txt" : topic.Town.Sources[0];
        var number = plot.Random.Next(100, 900);
        while (source(1) != source(2) && Enumerable.Range(0, others + 1).Any(i => plot.Files.Has(path) && plot.Files[path].Contains(source(number + i), StringComparison.Ordinal)))
        {
            number = plot.Random.Next(100, 900);
        }

        plot.Files[path] = (isLetter ? "The hay is in, and all are well.\n" : plot.Files[path]) + string.Concat(Enumerable.Range(0, others + 1).Select(i => $"\n{source(number + i)}\n"));
        var sentence = say(number, path);
        plot.Add(topic, sentence);
        plot.Expect(topic.Path, sentence);
        var text = source(number);
        plot.Says(topic.Path, string.Create(CultureInfo.InvariantCulture, $"({new RelPath(topic.Path).LinkTo(new RelPath(path))}#L{plot.Files.LineOf(path, text)}) \"{Quote(text)}"));
        plot.Answer($"{topic.Path}: no link of the text leads to {path}", wiki => !wiki.PageAt(topic.Path)!.Outline.Links.Zip(wiki.PageAt(topic.Path)!.Targets).Any(pair => !pair.First.IsInFootnote && pair.Second.File?.Value == path));
    }

    /// <summary>Its beginning: long quotes are cut.</summary>
    private static string Quote(string text) => text[..Math.Min(text.Length, 30)];
}
