using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Models;

namespace LlmWiki.Tests.Models;

/// <summary>A reply without its thoughts, whole or as it streams.</summary>
public sealed class ThinkingFilterTests
{
    private static readonly string[] Words =
        ["<think>", "</think>", "[THINK]", "[/THINK]", "<seed:think>", "</seed:think>", "<|channel>thought", "<channel|>", "<|channel|>analysis<|message|>", "<|end|>", "<|start|>assistant", "<|channel|>final<|message|>", "<", "</", "<t", "[", "|>", " ", "\n\n", "think", "{\"a\":1}", "é", "😀"];

    [Theory]
    [InlineData("Hello.", "Hello.")]
    [InlineData("", "")]
    [InlineData(" \n", " \n")]
    [InlineData("  Hello. ", "  Hello. ")]
    [InlineData("<think>hm</think>Hello.", "Hello.")]
    [InlineData("<think>\n\n</think>\n\nHello.\n", "Hello.\n")]
    [InlineData("\n<think>a < b </thin k></think>\nHello.", "Hello.")]
    [InlineData("<think>a</think>\n<think>b</think> Hello.", "Hello.")]
    [InlineData("[THINK]hm[/THINK]Hello.", "Hello.")]
    [InlineData("<seed:think>hm</seed:think>Hello.", "Hello.")]
    [InlineData("<|channel>thought\nhm\n<channel|>Hello.", "Hello.")]
    [InlineData("<|channel>thought\n<channel|>Hello.", "Hello.")]
    [InlineData("<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Hello.", "Hello.")]
    [InlineData("<|start|>assistant<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>commentary<|message|>so<|end|><|start|>assistant<|channel|>final<|message|>Hello.", "Hello.")]
    [InlineData("<|channel|>final<|message|>Hello.", "Hello.")]
    [InlineData("<think>hm</think>", "")]
    [InlineData("<thinker>", "<thinker>")]
    [InlineData("<b>bold</b>", "<b>bold</b>")]
    [InlineData("[1] Hello.", "[1] Hello.")]
    public void Thoughts_are_cut_out(string reply, string text) => ThinkingFilter.Cut(reply).ShouldBe((text, false));

    [Theory]
    [InlineData("The tag <think> opens a block, </think> closes it.")]
    [InlineData("{\"quote\":\"<think>no</think>\"}")]
    [InlineData("</think>Hello.")]
    public void A_mark_further_on_is_what_the_reply_speaks_of(string reply) => ThinkingFilter.Cut(reply).ShouldBe((reply, false));

    [Theory]
    [InlineData("<think>hm")]
    [InlineData("<think>")]
    [InlineData("<think>hm</thin")]
    [InlineData("<think>a</think><think>b")]
    [InlineData("[THINK]hm</think>")]
    [InlineData("<|channel|>analysis<|message|>hm<|end|><|start|>assistant")]
    public void A_reply_that_ends_in_thought_has_no_text(string reply) => ThinkingFilter.Cut(reply).ShouldBe(("", true));

    [Fact]
    public void Text_is_shown_as_soon_as_it_is_text()
    {
        var filter = new ThinkingFilter();
        filter.Add(" <").ShouldBe("");
        filter.Add("think>hm</").ShouldBe("");
        filter.Add("think>\n").ShouldBe("");
        filter.Add("H").ShouldBe("H");
        filter.Add("ello <think>").ShouldBe("ello <think>");
        filter.End().ShouldBe("");
        filter.Unclosed.ShouldBeFalse();

        var other = new ThinkingFilter();
        other.Add("<th").ShouldBe("");
        other.Add("e end").ShouldBe("<the end");
    }

    [Fact]
    public void However_a_reply_is_cut_into_pieces_the_text_is_the_same()
    {
        var cases = from words in Gen.Elements(Words).ListOf()
                    from lengths in Gen.Choose(0, 9).ListOf()
                    select (Reply: string.Concat(words), Lengths: lengths);
        Prop.ForAll(cases.ToArbitrary(), it =>
        {
            var filter = new ThinkingFilter();
            var text = string.Concat(Pieces(it.Reply, it.Lengths).Select(filter.Add)) + filter.End();
            (text, filter.Unclosed).ShouldBe(ThinkingFilter.Cut(it.Reply));
        }).Check(Properties.Config);
    }

    [Fact]
    public void A_block_and_what_follows_are_parted_whatever_they_say()
    {
        var cases = from thought in Gen.Elements(Words).ListOf().Select(string.Concat)
                    from answer in Gen.Elements(Words).ListOf().Select(words => "So: " + string.Concat(words))
                    from mark in Gen.Elements(("<think>", "</think>"), ("[THINK]", "[/THINK]"), ("<|channel>thought", "<channel|>"))
                    where !thought.Contains(mark.Item2, StringComparison.Ordinal)
                    select (Reply: mark.Item1 + thought + mark.Item2 + answer, Answer: answer);
        Prop.ForAll(cases.ToArbitrary(), it => ThinkingFilter.Cut(it.Reply).ShouldBe((it.Answer, false))).Check(Properties.Config);
    }

    /// <summary>The lengths again and again; empty pieces too.</summary>
    private static IEnumerable<string> Pieces(string text, IReadOnlyList<int> lengths)
    {
        var at = 0;
        for (var i = 0; at < text.Length; i++)
        {
            var length = lengths.Count == 0 ? 1 : lengths[i % lengths.Count] + (i / lengths.Count);
            yield return text[at..Math.Min(text.Length, at + length)];
            at += length;
        }
    }
}
