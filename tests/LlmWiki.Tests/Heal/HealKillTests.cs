using System.Diagnostics;
using LlmWiki.Tests.Ingest;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Heal;

/// <summary>A heal is killed as the system kills: at a moment that nobody chose.</summary>
public sealed class HealKillTests
{
    private const int Kills = 50;
    private const int Pages = 30;

    [Fact]
    public async Task Fifty_kills_at_random_moments_end_in_the_bytes_of_an_undisturbed_run()
    {
        using var undisturbed = Wiki();
        var watch = Stopwatch.StartNew();
        await WikiProcess.Run(undisturbed, "heal", killAfter: null);
        var length = watch.Elapsed;
        var (expected, queue) = (undisturbed.State(), undisturbed.State(".wiki/review"));
        undisturbed.Read("wiki/concepts/p0.md").ShouldContain("[the wheel](wheel.md)");
        queue.Count.ShouldBeGreaterThan(1);

        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var (killed, wikis) = (0, 0); killed < Kills; wikis++)
        {
            wikis.ShouldBeLessThan(4 * Kills, "hardly any run was killed before it ended");
            using var wiki = Wiki();
            for (var ended = false; !ended && killed < Kills;)
            {
                // The first part of a run only starts the process.
                ended = await WikiProcess.Run(wiki, "heal", length * (0.3 + (0.7 * random.NextDouble())));
                killed += ended ? 0 : 1;
            }

            await WikiProcess.Run(wiki, "heal", killAfter: null);
            wiki.State().ShouldBe(expected, $"seed {seed}, wiki {wikis}");
            wiki.State(".wiki/review").ShouldBe(queue, $"seed {seed}, wiki {wikis}");
            Directory.EnumerateFiles(wiki.Root, "*", SearchOption.AllDirectories).ShouldAllBe(file => !file.EndsWith(".tmp", StringComparison.Ordinal));
        }
    }

    private static TempWiki Wiki()
    {
        var wiki = new TempWiki();
        wiki.Write("wiki/concepts/wheel.md", ToolsPage.Of("wiki/concepts/wheel.md", "type: concept\ntitle: Wheel\ndescription: It is round.\n", "# Wheel\n\nIt is round and made of wood, with twelve spokes and a hub.\n"));
        for (var i = 0; i < Pages; i++)
        {
            var path = $"wiki/concepts/p{i}.md";
            wiki.Write(path, ToolsPage.Of(path, $"type: concept\ntitle: Page {i}\ndescription: Page number {i}.\n", $"# Page {i}\n\nSee [the wheel](Wheel.md) here, says person number {i} of the town.\n\n- And [again](WHEL.md).\n"));
        }

        wiki.Write("wiki/mine.md", "# Mine\n\nI like [wheels](concepts/Wheel.md) and [more wheels](concepts/WHEEL.md), and nothing else in the world.\n");
        return wiki;
    }
}
