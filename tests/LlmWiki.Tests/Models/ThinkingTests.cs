using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Models;

namespace LlmWiki.Tests.Models;

public sealed class ThinkingTests
{
    [Theory]
    [InlineData("Yes.", "Yes.")]
    [InlineData("  Yes.", "  Yes.")]
    [InlineData("<think>Hm.</think>Yes.", "Yes.")]
    [InlineData("\n<think>\nHm.\n</think>\n\nYes.\n", "Yes.\n")]
    [InlineData("<think></think>Yes.", "Yes.")]
    [InlineData("<think>a</think><think>b</think>Yes.", "Yes.")]
    [InlineData("<thinking>Hm.</thinking>Yes.", "Yes.")]
    [InlineData("[THINK]Hm.[/THINK]Yes.", "Yes.")]
    [InlineData("<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Yes.", "Yes.")]
    [InlineData("<think>Hm, this never ends", "")]
    [InlineData("<thin", "<thin")]
    [InlineData("Hm.\n</think>\nYes.", "Yes.")]
    [InlineData("Models write <think>…</think> first.", "Models write <think>…</think> first.")]
    [InlineData("{\"text\":\"it ends with </think>\"}", "{\"text\":\"it ends with </think>\"}")]
    [InlineData("", "")]
    public void Thinking_is_cut_at_the_start_of_a_reply_only(string reply, string text) => Thinking.Cut(reply).ShouldBe(text);

    [Fact]
    public void In_pieces_a_reply_is_the_same_as_whole() => Prop.ForAll(
        Gen.Elements("<think>", "</think>", "<thi", "nk>", "[THINK]", "[/THINK]", "Hm", " ", "\n", "<", "{\"a\":1}").ListOf().Select(parts => (string[])[.. parts]).ToArbitrary(),
        parts =>
        {
            var (pieces, whole) = (new ThinkingFilter(), new ThinkingFilter());
            var inPieces = string.Concat(parts.Select(pieces.Add)) + pieces.End();
            return inPieces == whole.Add(string.Concat(parts)) + whole.End();
        }).Check(Properties.Config);
}
