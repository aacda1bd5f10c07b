using System.Globalization;
using System.Text;

namespace LlmWiki.Benchmarks;

/// <summary>
/// Sources of unlucky shapes, each at a quarter of its size and whole: where the time grows much more than fourfold,
/// something is worse than linear.
/// </summary>
internal static class Shapes
{
    private static readonly (string Name, Action<string, int> Write)[] All =
    [
        ("2,000 sources that speak of one thing", (raw, quarters) => Hub(raw, quarters * 500)),
        ("CSV of 50,000 rows", (raw, quarters) => Csv(raw, quarters * 12_500)),
        ("a single line of 10 MB", (raw, quarters) => File.WriteAllText(Path.Combine(raw, "line.txt"), Text(2, quarters * 2_500_000))),
        ("Markdown of 5,000 headings", (raw, quarters) => Headings(raw, quarters * 1_250)),
        ("the same sentence 5,000 times", (raw, quarters) => Same(raw, quarters * 1_250)),
        ("5,000 statements on one page", (raw, quarters) => OnePage(raw, quarters * 1_250)),
        ("a list of 20,000 items", (raw, quarters) => List(raw, quarters * 5_000)),
        ("5,000 people of one family", (raw, quarters) => Family(raw, quarters * 1_250)),
    ];

    public static void Run()
    {
        Console.WriteLine("| source | quarter: processor s | whole: processor s | whole: peak MB | times |\n|---|---|---|---|---|");
        foreach (var (name, write) in All)
        {
            var (quarter, whole) = (Ingest(write, 1), Ingest(write, 4));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {quarter.Processor.TotalSeconds:0.0} | {whole.Processor.TotalSeconds:0.0} | {whole.Peak / 1e6:0} | {whole.Processor / quarter.Processor:0.0} |"));
        }
    }

    private static Measured Ingest(Action<string, int> write, int quarters)
    {
        var folder = Directory.CreateTempSubdirectory("llmwiki-bench-").FullName;
        try
        {
            var raw = Directory.CreateDirectory(Path.Combine(folder, "raw")).FullName;
            Directory.CreateDirectory(Path.Combine(folder, "wiki"));
            File.WriteAllText(Path.Combine(folder, "wiki.config.yaml"), "git: off\n");
            write(raw, quarters);
            return WikiCommand.Run(folder, "ingest");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Prose Prose(int seed, int articles = 20)
    {
        var world = new World(seed, articles);
        return new Prose(world, world.Themes[0], world.Themes[^1], new Random(seed));
    }

    private static string Text(int seed, int length)
    {
        var prose = Prose(seed);
        var text = new StringBuilder(length + 400);
        while (text.Length < length)
        {
            text.Append(prose.Sentence(mayLean: false)).Append(' ');
        }

        return text.ToString(0, length);
    }

    private static void Hub(string raw, int sources)
    {
        var prose = Prose(3);
        for (var i = 0; i < sources; i++)
        {
            File.WriteAllText(Path.Combine(raw, string.Create(CultureInfo.InvariantCulture, $"note-{i:D4}.md")),
                string.Create(CultureInfo.InvariantCulture, $"# Note {i}\n\nThe Marvel Works was a maker of tools in the year {i}. {prose.Sentence(false)}\n\nThe Marvel Works sold {i} {prose.Noun()}s in that year. {prose.Sentence(false)}\n"));
        }
    }

    private static void Csv(string raw, int rows)
    {
        var prose = Prose(4, 400);
        File.WriteAllText(Path.Combine(raw, "table.csv"), "Name,Year,Count,Place,Remark\n" + string.Concat(Enumerable.Range(0, rows).Select(_ => string.Join(',', prose.Row()) + "\n")));
    }

    private static void Headings(string raw, int headings)
    {
        var prose = Prose(5, 400);
        File.WriteAllText(Path.Combine(raw, "headings.md"), string.Concat(Enumerable.Range(0, headings).Select(i =>
            $"{new string('#', 1 + (i % 4))} {World.Capital(prose.Noun())} {prose.Noun()}\n\n{prose.Sentence(false)} {prose.Sentence(true)}\n\n")));
    }

    private static void Same(string raw, int times)
    {
        var prose = Prose(6);
        var same = prose.Sentence(mayLean: false);
        File.WriteAllText(Path.Combine(raw, "same.md"), "# Same\n\n" + string.Concat(Enumerable.Range(0, times).Select(_ => same + "\n\n")));
    }

    private static void OnePage(string raw, int statements)
    {
        var prose = Prose(7);
        File.WriteAllText(Path.Combine(raw, "one.md"), "# Great Marvel\n\nThe Great Marvel is a machine that makes tools.\n\n"
            + string.Concat(Enumerable.Range(0, statements).Select(i => string.Create(CultureInfo.InvariantCulture, $"The Great Marvel took {i} {prose.Noun()}s to the {prose.Noun()} without the {prose.Noun()}.\n\n"))));
    }

    private static void List(string raw, int items)
    {
        var prose = Prose(8);
        File.WriteAllText(Path.Combine(raw, "list.md"), "# Things\n\n" + string.Concat(Enumerable.Range(0, items).Select(_ => $"- {prose.Item()}\n")));
    }

    private static void Family(string raw, int people)
    {
        var prose = Prose(9);
        File.WriteAllText(Path.Combine(raw, "family.md"), "# The family\n\n" + string.Concat(Enumerable.Range(0, people).Select(_ =>
        {
            var name = World.Capital(prose.Noun()) + " Marvel";
            return $"{name} was a {prose.Noun()} of the {prose.Noun()}. {name} had some {prose.Noun()}s in the {prose.Noun()} with a {prose.Noun()}.\n\n";
        })));
    }
}
