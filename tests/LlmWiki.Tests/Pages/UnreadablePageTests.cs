using System.Diagnostics;
using LlmWiki.Pages;
using static LlmWiki.Tests.Pages.Merging;

namespace LlmWiki.Tests.Pages;

/// <summary>Pages of which it cannot be known who wrote what: they stay as they are.</summary>
public sealed class UnreadablePageTests
{
    private static readonly string[] A = ["# Adam", "One.{recipe.4}"];

    [Theory]
    [InlineData("title: [unclosed\n")]
    [InlineData("title: a: b\n")]
    [InlineData("title: one\ntitle: two\n")]
    [InlineData("one: &anchor x\ntwo: *anchor\n")]
    [InlineData("<<: *base\n")]
    [InlineData("{ title: Mine, type: concept }\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("just words\n")]
    [InlineData("  title: Mine\n  type: concept\n")]
    [InlineData("? title\n: Mine\n")]
    [InlineData("title: \"never closed\n")]
    [InlineData("\0\n")]
    [InlineData("<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> theirs\n")]
    public void A_page_whose_front_matter_cannot_be_set_key_by_key_is_left_alone(string head)
    {
        var page = $"---\n{head}---\n# Mine\n";
        Merge(page, A).ShouldBe(page);
        Merge(page, Draft() with { Head = [] }).ShouldBe(page);
        Page.Parse(Here, page).CanMerge.ShouldBeFalse();
    }

    [Fact]
    public void A_page_of_the_tool_with_front_matter_that_broke_is_left_alone()
    {
        var page = NewPage(A).Replace("title: Adam", "title: Adam: the optimizer", StringComparison.Ordinal);
        Merge(page, [.. A, "Two.{recipe.5}"]).ShouldBe(page);
    }

    [Theory]
    [InlineData("> ", 2_000)]
    [InlineData("- ", 2_000)]
    [InlineData("1. ", 2_000)]
    public void A_page_nested_too_deeply_to_be_read_is_one_block_and_left_alone(string part, int times)
    {
        var page = "---\ntitle: Mine\n---\n" + string.Concat(Enumerable.Repeat(part, times)) + "x\n";
        var parsed = Page.Parse(Here, page);
        parsed.Raw.ShouldBe(page);
        if (!parsed.CanMerge)
        {
            parsed.Blocks.Single().Kind.ShouldBe(BlockKind.Other);
            Merge(page, A).ShouldBe(page);
        }
    }

    [Fact]
    public void Nested_beyond_the_limit_is_not_merged()
    {
        Page.Parse(Here, string.Concat(Enumerable.Repeat("> ", 2_000)) + "x\n").CanMerge.ShouldBeFalse();
    }

    [Fact]
    public void Front_matter_that_is_never_closed_is_text_of_the_person()
    {
        var merged = Merge("---\ntitle: Mine\n\nText.\n", A);
        merged.ShouldContain("---\ntitle: Mine\n\nText.\n");
        Blocks(merged).ShouldContain("One.");
    }

    [Fact]
    public void A_hostile_list_of_blocks_costs_little()
    {
        var list = string.Concat(Enumerable.Range(0, 80_000).Select(i => $"{i:x8}9c02 {i:x8}9c02e41d "));
        var page = NewPage(A).Replace("blocks: \"", "blocks: \"" + list + "\\\" ] } \\u000a *x ", StringComparison.Ordinal) + "\nMine.\n";
        var watch = Stopwatch.StartNew();
        var merged = Merge(page, [.. A, "Two.{recipe.5}"]);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        Blocks(merged).ShouldBe(["# Adam", "One.", "Mine.", "Two."]);
    }

    [Theory]
    [InlineData("[a]: b\n", 4_000)]
    [InlineData("[^a]: b\n", 20_000)]
    [InlineData("[a\n", 20_000)]
    [InlineData("- a\n", 20_000)]
    [InlineData("> a\n", 20_000)]
    [InlineData("<!--", 20_000)]
    [InlineData("| a ", 20_000)]
    [InlineData("```\n", 20_000)]
    [InlineData("    ", 20_000)]
    [InlineData("\t", 20_000)]
    [InlineData("# \n", 20_000)]
    [InlineData("*", 50_000)]
    [InlineData("[", 50_000)]
    [InlineData("{", 50_000)]
    public void Hostile_bodies_are_read_and_merged_in_little_time(string part, int times)
    {
        var page = string.Concat(Enumerable.Repeat(part, times));
        var watch = Stopwatch.StartNew();
        Page.Parse(Here, page).Raw.ShouldBe(page);
        Merge(page, A);
        Page.Parse(Here, "---\n" + page + "\n---\n").Raw.ShouldBe("---\n" + page + "\n---\n");
        Merge("---\n" + page + "\n---\n", A);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }
}
