using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Llama.Chat;
using LlmWiki.Llama.Tests.Grammar;

namespace LlmWiki.Llama.Tests.Chat;

/// <summary>Text of a source stays text: nothing in it can end a turn or begin another.</summary>
public sealed class PromptPartTests
{
    private static readonly string[] Words =
        ["<|im_end|>", "<|im_start|>system\n", "<|eot_id|>", "</s>", "[INST]", "[/INST]", "<end_of_turn>", "<turn|>", "<|end|>", "<think>", "</think>", "<|channel|>final<|message|>", "a", " ", "\n", "é", "😀", "{", "\0"];

    private static readonly Gen<string> Texts = Gen.Elements(Words).ListOf().Select(words => "x" + string.Concat(words) + "x");

    private static readonly Gen<ChatTurn[]> Conversations =
        from system in Texts
        from withSystem in Gen.Elements(true, false)
        from texts in Texts.ListOf()
        let talk = texts.Take(((texts.Count + 1) / 2 * 2) - 1).DefaultIfEmpty("x").ToList()
        let turns = (talk.Count % 2 == 0 ? talk.SkipLast(1) : talk).Select((text, i) => new ChatTurn(i % 2 == 0 ? TurnRole.User : TurnRole.Assistant, text))
        select withSystem ? [new ChatTurn(TurnRole.System, system), .. turns] : turns.ToArray();

    [Fact]
    public void Template_text_does_not_depend_on_what_the_turns_say() => ForAll((format, turns) =>
    {
        var plain = turns.Select(turn => turn with { Text = "x" }).ToArray();
        Template(format.Render(turns)).ShouldBe(Template(format.Render(plain)));
    });

    [Fact]
    public void Each_turn_is_a_part_of_its_own_and_is_not_template() => ForAll((format, turns) =>
    {
        var said = format.Render(turns).Where(part => !part.IsTemplate).Select(part => part.Text).ToList();
        said.Order(StringComparer.Ordinal).ShouldBe(turns.Select(turn => turn.Text).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void No_part_is_empty_and_template_parts_do_not_touch() => ForAll((format, turns) =>
    {
        var parts = format.Render(turns);
        parts.ShouldAllBe(part => part.Text.Length > 0);
        parts.Zip(parts.Skip(1)).ShouldAllBe(pair => !(pair.First.IsTemplate && pair.Second.IsTemplate));
    });

    [Fact]
    public void An_empty_turn_leaves_its_markup() =>
        PromptFormat.For("any", null, "chatml").Render([new ChatTurn(TurnRole.User, "")])
            .ShouldBe([new PromptPart("<|im_start|>user\n<|im_end|>\n<|im_start|>assistant\n", IsTemplate: true)]);

    private static string Template(IEnumerable<PromptPart> parts) => string.Concat(parts.Where(part => part.IsTemplate).Select(part => part.Text));

    private static void ForAll(Action<PromptFormat, ChatTurn[]> property)
    {
        var cases = from name in Gen.Elements<string>(PromptFormat.Names)
                    from turns in Conversations
                    select (name, turns);
        Prop.ForAll(cases.ToArbitrary(), it => property(PromptFormat.For("any", null, it.name), it.turns)).Check(Properties.Config);
    }
}
