using System.Globalization;
using System.Text;
using LlmWiki.Ingest;
using LlmWiki.Models;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>A book of 300 pages: read in parts, each of which fits, and gone on with where it was cut off.</summary>
public sealed class BookTests
{
    private const int Pages = 300;
    private const int Context = 2048;

    [Fact]
    public void A_book_of_300_pages_is_read_in_parts_that_fit_and_a_run_that_was_cut_off_goes_on()
    {
        var book = Book();
        book.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeGreaterThan(70_000);
        using var whole = new IngestWiki(("book.md", book));
        var model = new PlayedModel(LiteralModel.Reply);
        var report = whole.Ingest(Engine(model));
        model.Extractions.Count().ShouldBeGreaterThan(100);
        model.Most.Together.ShouldBeLessThanOrEqualTo(Context);
        var outcome = report.Outcomes.ShouldHaveSingleItem();
        ((double)outcome.Cited / outcome.Passages).ShouldBeGreaterThan(0.97);
        WikiCheck.BadCitations(whole.Root).ShouldBeEmpty();
        WikiCheck.Uncited(whole.Root).ShouldBeEmpty();
        WikiCheck.BadLinks(whole.Root).ShouldBeEmpty();

        using var wiki = new IngestWiki(("book.md", book));
        var asked = new List<(string, string)>();
        var runs = 0;
        foreach (var patience in (int[])[1, 70, 90, int.MaxValue])
        {
            using var stop = new CancellationTokenSource();
            var left = patience;
            var player = new PlayedModel((system, user) =>
            {
                if (Interlocked.Decrement(ref left) < 0)
                {
                    stop.Cancel();
                    throw new OperationCanceledException(stop.Token);
                }

                return LiteralModel.Reply(system, user);
            });
            var run = new IngestRun(wiki.Folder, FixedTime.Noon, () => Engine(player));
            if (patience == int.MaxValue)
            {
                run.Run(new IngestOptions(), null, stop.Token);
            }
            else
            {
                Should.Throw<OperationCanceledException>(() => run.Run(new IngestOptions(), null, stop.Token));
            }

            asked.AddRange(player.Asked.Take(patience));
            runs++;
        }

        runs.ShouldBe(4);
        asked.Count.ShouldBe(asked.Distinct().Count(), "nothing is asked twice");
        asked.Count.ShouldBe(model.Asked.Count);
        wiki.State().ShouldBe(whole.State());
    }

    private static TextEngine Engine(PlayedModel model) => new("played:literal", model, 4) { Context = Context };

    /// <summary>Thirty chapters on towns and what was made there; every sentence has a figure of its own.</summary>
    private static string Book()
    {
        string[] towns = ["Alder", "Birch", "Cotton", "Dunmore", "Elder", "Fenwick", "Garth", "Holm", "Ivel", "Jarrow"];
        string[] works = ["Mill", "Foundry", "Bridge"];
        var text = new StringBuilder("# A history of the Lindow valley\n");
        for (var page = 0; page < Pages; page++)
        {
            var name = $"{towns[page / 30]} {works[page / 10 % 3]}";
            if (page % 10 == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n## {name}\n");
            }

            for (var paragraph = 0; paragraph < 4; paragraph++)
            {
                var number = (page * 4) + paragraph;
                text.Append(CultureInfo.InvariantCulture, $"\n{name} made {1200 + (number * 7)} iron wheels for the railway of the valley in its season number {number + 1}, and sold most of them to carters who lived on the other bank. ");
                text.Append(CultureInfo.InvariantCulture, $"{name} paid {300 + number} workers at that time, each of whom received {number + 11} pence for a working day that began before the sun was up. ");
                text.Append(CultureInfo.InvariantCulture, $"{name} burned {5000 + (number * 3)} tons of coal.\n");
            }
        }

        return text.ToString();
    }
}
