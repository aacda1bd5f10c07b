using System.Diagnostics;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Ingest;

/// <summary>Promise 10: kill it anywhere; the next run goes on where it stopped.</summary>
public sealed class KillTests
{
    private const int Kills = 50;

    [Fact]
    public async Task Fifty_kills_at_random_moments_end_in_the_bytes_of_an_undisturbed_run()
    {
        using var undisturbed = Wiki();
        var watch = Stopwatch.StartNew();
        await WikiProcess.Ingest(undisturbed, killAfter: null);
        var length = watch.Elapsed;
        var expected = undisturbed.State();
        expected.Count.ShouldBeGreaterThan(20);

        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var (killed, wikis) = (0, 0); killed < Kills; wikis++)
        {
            wikis.ShouldBeLessThan(4 * Kills, "hardly any run was killed before it ended");
            using var wiki = Wiki();
            for (var ended = false; !ended && killed < Kills;)
            {
                ended = await WikiProcess.Ingest(wiki, length * random.NextDouble());
                killed += ended ? 0 : 1;
            }

            await WikiProcess.Ingest(wiki, killAfter: null);
            wiki.State().ShouldBe(expected, $"seed {seed}, wiki {wikis}");
            Directory.EnumerateFiles(wiki.Root, "*", SearchOption.AllDirectories).ShouldAllBe(file => !file.EndsWith(".tmp", StringComparison.Ordinal));
        }
    }

    private static TempWiki Wiki()
    {
        var wiki = new TempWiki();
        foreach (var source in new[] { "notes/glossary.md", "clips/Women on Wheels.md", "data/bicycles.csv", "clips/the-first-tours.html", "notes/people/John Kemp Starley.md" })
        {
            wiki.Write("raw/" + source, File.ReadAllBytes(RepositoryFolder.At("raw/" + source)));
        }

        return wiki;
    }
}
