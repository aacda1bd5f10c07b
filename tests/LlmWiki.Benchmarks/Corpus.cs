using System.Globalization;
using System.Text;

namespace LlmWiki.Benchmarks;

/// <summary>
/// Writes a corpus of articles as a person's <c>raw/</c> might hold it: Markdown mostly, some HTML, plain text and CSV, all
/// of one world, with sentences that several articles share. The same numbers give the same bytes.
/// </summary>
internal sealed class Corpus
{
    private const int Seed = 20_260_401;

    private readonly World _world;
    private readonly int _words;
    private readonly string[] _common;

    public Corpus(int articles, int words)
    {
        _world = new World(Seed, articles);
        _words = words;

        // What "everybody" writes: sentences that stand in several articles in these words, or in nearly these.
        var random = new Random(Seed + 1);
        _common = [.. Enumerable.Range(0, 20 + (articles * 2)).Select(i =>
        {
            var theme = _world.Themes[i % _world.Themes.Length];
            return new Prose(_world, theme, theme, random).Sentence(mayLean: false);
        })];
    }

    public static void Write(string folder, int articles, int words)
    {
        var corpus = new Corpus(articles, words);
        Directory.CreateDirectory(folder);
        Parallel.For(0, articles, i =>
        {
            var (name, text) = corpus.Article(i);
            File.WriteAllText(Path.Combine(folder, name), text);
        });
    }

    /// <summary>File name and text of one article.</summary>
    public (string Name, string Text) Article(int number)
    {
        var random = new Random(Seed + 100 + number);
        var theme = _world.Themes[number % _world.Themes.Length];
        var beside = _world.Themes[random.Next(_world.Themes.Length)];
        var prose = new Prose(_world, theme, beside, random);
        var name = string.Create(CultureInfo.InvariantCulture, $"article-{number:D4}");
        return (number % 25) switch
        {
            7 or 18 => (name + ".html", Html(Blocks(prose, random))),
            11 => (name + ".txt", Text(Blocks(prose, random))),
            21 => (name + ".csv", Csv(prose)),
            _ => (name + ".md", Markdown(Blocks(prose, random), prose, random)),
        };
    }

    private enum Kind
    {
        Title,
        Heading,
        Smaller,
        Paragraph,
        List,
        Table,
        Code,
    }

    private sealed record Block(Kind Kind, string Text, string[][] Lines);

    private IEnumerable<Block> Blocks(Prose prose, Random random)
    {
        var main = prose.Pick();
        var title = World.Capital(main.Name) + (random.Next(2) == 0 ? "" : " and the " + prose.Noun());
        yield return new Block(Kind.Title, title, []);
        var left = _words;
        for (var section = 0; left > 0; section++)
        {
            var about = section == 0 ? main : prose.Pick();
            if (section > 0)
            {
                var heading = random.Next(3) switch { 0 => "History", 1 => World.Capital(about.Name), _ => World.Capital(prose.Noun()) + " and " + prose.Noun() };
                yield return new Block(random.Next(3) == 0 ? Kind.Smaller : Kind.Heading, heading, []);
            }

            for (var paragraph = random.Next(2, 6); paragraph > 0 && left > 0; paragraph--)
            {
                var block = Body(prose, random, paragraph > 1 && random.Next(2) == 0 ? about : null);
                left -= block.Text.Count(c => c == ' ') + block.Lines.Sum(line => line.Sum(cell => cell.Count(c => c == ' ') + 1)) + 1;
                yield return block;
            }
        }
    }

    private Block Body(Prose prose, Random random, Subject? about) => random.Next(40) switch
    {
        < 4 => new Block(Kind.List, "", [.. Enumerable.Range(0, random.Next(3, 9)).Select(_ => new[] { prose.Item() })]),
        4 => new Block(Kind.Table, "", [["Name", "Year", "Count", "Place", "Remark"], .. Enumerable.Range(0, random.Next(3, 12)).Select(_ => prose.Row())]),
        5 when random.Next(2) == 0 => new Block(Kind.Code, "", [.. Enumerable.Range(0, random.Next(2, 9)).Select(i => new[] { $"{prose.Noun()}.{prose.Noun()} = {i * 17}" })]),
        < 16 => new Block(Kind.Paragraph, prose.Paragraph(about) + " " + Shared(random), []),
        _ => new Block(Kind.Paragraph, prose.Paragraph(about), []),
    };

    /// <summary>A sentence of the common stock: mostly as it is, now and then with another number or another small word.</summary>
    private string Shared(Random random)
    {
        var sentence = _common[random.Next(_common.Length)];
        return random.Next(6) switch
        {
            0 => sentence.Replace(" the ", " that ", StringComparison.Ordinal),
            1 => new string([.. sentence.Select(c => char.IsAsciiDigit(c) && random.Next(3) == 0 ? (char)('0' + random.Next(10)) : c)]),
            _ => sentence,
        };
    }

    private static string Markdown(IEnumerable<Block> blocks, Prose prose, Random random)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            switch (block.Kind)
            {
                case Kind.Title:
                    var date = new DateOnly(2015 + random.Next(9), random.Next(1, 13), random.Next(1, 28)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                    text.Append(CultureInfo.InvariantCulture, $"---\ntitle: \"{block.Text}\"\nauthor: {prose.Pick().Name}\ndate: {date}\ntags: [{prose.Noun()}, {prose.Noun()}]\n---\n\n# {block.Text}\n\n");
                    break;
                case Kind.Heading:
                    text.Append(CultureInfo.InvariantCulture, $"## {block.Text}\n\n");
                    break;
                case Kind.Smaller:
                    text.Append(CultureInfo.InvariantCulture, $"### {block.Text}\n\n");
                    break;
                case Kind.Paragraph:
                    text.Append(Marked(block.Text, random)).Append("\n\n");
                    break;
                case Kind.List:
                    text.Append(string.Concat(block.Lines.Select(line => $"- {line[0]}\n"))).Append('\n');
                    break;
                case Kind.Table:
                    text.Append(string.Concat(block.Lines.Select((line, i) => $"| {string.Join(" | ", line)} |\n{(i == 0 ? "|---|---|---|---|---|\n" : "")}"))).Append('\n');
                    break;
                default:
                    text.Append("```\n").Append(string.Concat(block.Lines.Select(line => line[0] + "\n"))).Append("```\n\n");
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Sets a word or two of some paragraphs in emphasis, as code, or as a link.</summary>
    private static string Marked(string paragraph, Random random)
    {
        if (random.Next(3) > 0)
        {
            return paragraph;
        }

        var words = paragraph.Split(' ');
        var at = random.Next(words.Length);
        words[at] = !words[at].All(char.IsLetter) ? words[at] : random.Next(3) switch { 0 => $"*{words[at]}*", 1 => $"`{words[at]}`", _ => $"[{words[at]}](https://example.org/{words[at]})" };
        return string.Join(' ', words);
    }

    private static string Html(IEnumerable<Block> blocks)
    {
        var body = string.Concat(blocks.Select(block => block.Kind switch
        {
            Kind.Title => $"<h1>{block.Text}</h1>\n",
            Kind.Heading => $"<h2>{block.Text}</h2>\n",
            Kind.Smaller => $"<h3>{block.Text}</h3>\n",
            Kind.Paragraph => $"<p>{block.Text}</p>\n",
            Kind.Table => $"<table>{string.Concat(block.Lines.Select(line => "<tr>" + string.Concat(line.Select(cell => $"<td>{cell}</td>")) + "</tr>\n"))}</table>\n",
            Kind.Code => $"<pre><code>{string.Join('\n', block.Lines.Select(line => line[0]))}</code></pre>\n",
            _ => $"<ul>{string.Concat(block.Lines.Select(line => $"<li>{line[0].Replace("**", "", StringComparison.Ordinal)}</li>\n"))}</ul>\n",
        }));
        return $"<!doctype html><html lang=\"en\"><head><title>A clip</title></head><body><nav><a href=\"/\">Home</a> <a href=\"/all\">All</a></nav><article>\n{body}</article><footer>All rights reserved</footer></body></html>\n";
    }

    private static string Text(IEnumerable<Block> blocks) => string.Concat(blocks.Select(block =>
        block.Lines.Length > 0 ? string.Concat(block.Lines.Select(line => "- " + string.Join(", ", line) + "\n")) + "\n" : block.Text + "\n\n"));

    private string Csv(Prose prose) => "Name,Year,Count,Place,Remark\n"
        + string.Concat(Enumerable.Range(0, _words / 10).Select(_ => string.Join(',', prose.Row()) + "\n"));
}
