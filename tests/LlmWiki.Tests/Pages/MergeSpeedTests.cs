using System.Diagnostics;
using static LlmWiki.Tests.Pages.Merging;

namespace LlmWiki.Tests.Pages;

public sealed class MergeSpeedTests
{
    private const int Count = 10_000;

    private static string[] Lines(string word) => ["# Adam", .. Enumerable.Range(1, Count).Select(i => i % 50 == 0 ? $"## {word} {i}" : $"- Statement {word} {i}.{{recipe.{i}}}")];

    [Fact]
    public void A_page_of_10000_blocks_merges_at_once()
    {
        var page = NewPage(Lines("a"));
        page = page.Replace("- Statement a 77.[^recipe.77]\n", "- Mine.\n", StringComparison.Ordinal);
        Merge(page, Lines("a"));

        var same = Time(() => Merge(page, Lines("a")));
        var other = Time(() => Merge(page, Lines("b")));
        var half = Time(() => Merge(page, [.. Lines("a"), .. Lines("b")[1..]]));

        // Well under a second each; a quadratic merge would take minutes. The limit leaves room for a busy machine.
        same.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        other.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        half.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_page_of_10000_equal_blocks_merges_at_once()
    {
        string[] lines = ["# Adam", .. Enumerable.Repeat("- The same.{recipe.4}", Count)];
        var page = NewPage(lines) + "\nMine.\n";
        Time(() => Merge(page, lines)).ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    private static TimeSpan Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }
}
