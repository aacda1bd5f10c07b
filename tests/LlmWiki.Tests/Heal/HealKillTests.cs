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

        await WikiProcess.KillAtRandom(Wiki, "heal", Kills, length, from: 0.3, (wiki, name) =>
        {
            wiki.State().ShouldBe(expected, name);
            wiki.State(".wiki/review").ShouldBe(queue, name);
        });
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
