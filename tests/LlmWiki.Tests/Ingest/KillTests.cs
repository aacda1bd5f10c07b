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

        await WikiProcess.KillAtRandom(Wiki, "ingest", Kills, length, from: 0, (wiki, name) => wiki.State().ShouldBe(expected, name));
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
