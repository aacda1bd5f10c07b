using LlmWiki.Llama.Chat;

namespace LlmWiki.Llama.Tests.Chat;

/// <summary>Prompts of each family, written out after the rules of its makers' template.</summary>
public sealed class PromptFormatTests
{
    private static readonly ChatTurn System = new(TurnRole.System, "S s.");
    private static readonly ChatTurn User = new(TurnRole.User, "U\nu?");
    private static readonly ChatTurn Assistant = new(TurnRole.Assistant, "A.");
    private static readonly ChatTurn Again = new(TurnRole.User, "V?");

    /// <summary>Family; system and user; user alone; system, user, assistant, user.</summary>
    public static TheoryData<string, string, string, string> Prompts => new()
    {
        {
            "chatml",
            "<|im_start|>system\nS s.<|im_end|>\n<|im_start|>user\nU\nu?<|im_end|>\n<|im_start|>assistant\n",
            "<|im_start|>user\nU\nu?<|im_end|>\n<|im_start|>assistant\n",
            "<|im_start|>system\nS s.<|im_end|>\n<|im_start|>user\nU\nu?<|im_end|>\n<|im_start|>assistant\nA.<|im_end|>\n<|im_start|>user\nV?<|im_end|>\n<|im_start|>assistant\n"
        },
        {
            "qwen3",
            "<|im_start|>system\nS s.<|im_end|>\n<|im_start|>user\nU\nu?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n",
            "<|im_start|>user\nU\nu?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n",
            "<|im_start|>system\nS s.<|im_end|>\n<|im_start|>user\nU\nu?<|im_end|>\n<|im_start|>assistant\nA.<|im_end|>\n<|im_start|>user\nV?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n"
        },
        {
            "smollm3",
            "<|im_start|>system\n## Metadata\n\nKnowledge Cutoff Date: June 2025\nReasoning Mode: /no_think\n\n## Custom Instructions\n\nS s.\n\n<|im_end|>\n<|im_start|>user\nU\nu?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n",
            "<|im_start|>system\n## Metadata\n\nKnowledge Cutoff Date: June 2025\nReasoning Mode: /no_think\n\n## Custom Instructions\n\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face.\n\n<|im_end|>\n<|im_start|>user\nU\nu?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n",
            "<|im_start|>system\n## Metadata\n\nKnowledge Cutoff Date: June 2025\nReasoning Mode: /no_think\n\n## Custom Instructions\n\nS s.\n\n<|im_end|>\n<|im_start|>user\nU\nu?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\nA.<|im_end|>\n<|im_start|>user\nV?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n"
        },
        {
            "llama3",
            "<|start_header_id|>system<|end_header_id|>\n\nS s.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nU\nu?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
            "<|start_header_id|>user<|end_header_id|>\n\nU\nu?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
            "<|start_header_id|>system<|end_header_id|>\n\nS s.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nU\nu?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nA.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nV?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
        },
        {
            "gemma",
            "<start_of_turn>user\nS s.\n\nU\nu?<end_of_turn>\n<start_of_turn>model\n",
            "<start_of_turn>user\nU\nu?<end_of_turn>\n<start_of_turn>model\n",
            "<start_of_turn>user\nS s.\n\nU\nu?<end_of_turn>\n<start_of_turn>model\nA.<end_of_turn>\n<start_of_turn>user\nV?<end_of_turn>\n<start_of_turn>model\n"
        },
        {
            "gemma4",
            "<|turn>system\nS s.<turn|>\n<|turn>user\nU\nu?<turn|>\n<|turn>model\n<|channel>thought\n<channel|>",
            "<|turn>user\nU\nu?<turn|>\n<|turn>model\n<|channel>thought\n<channel|>",
            "<|turn>system\nS s.<turn|>\n<|turn>user\nU\nu?<turn|>\n<|turn>model\nA.<turn|>\n<|turn>user\nV?<turn|>\n<|turn>model\n<|channel>thought\n<channel|>"
        },
        {
            "gemma4-small",
            "<|turn>system\nS s.<turn|>\n<|turn>user\nU\nu?<turn|>\n<|turn>model\n",
            "<|turn>user\nU\nu?<turn|>\n<|turn>model\n",
            "<|turn>system\nS s.<turn|>\n<|turn>user\nU\nu?<turn|>\n<|turn>model\nA.<turn|>\n<|turn>user\nV?<turn|>\n<|turn>model\n"
        },
        {
            "phi3",
            "<|system|>\nS s.<|end|>\n<|user|>\nU\nu?<|end|>\n<|assistant|>\n",
            "<|user|>\nU\nu?<|end|>\n<|assistant|>\n",
            "<|system|>\nS s.<|end|>\n<|user|>\nU\nu?<|end|>\n<|assistant|>\nA.<|end|>\n<|user|>\nV?<|end|>\n<|assistant|>\n"
        },
        {
            "phi4-mini",
            "<|system|>S s.<|end|><|user|>U\nu?<|end|><|assistant|>",
            "<|user|>U\nu?<|end|><|assistant|>",
            "<|system|>S s.<|end|><|user|>U\nu?<|end|><|assistant|>A.<|end|><|user|>V?<|end|><|assistant|>"
        },
        {
            "phi4",
            "<|im_start|>system<|im_sep|>S s.<|im_end|><|im_start|>user<|im_sep|>U\nu?<|im_end|><|im_start|>assistant<|im_sep|>",
            "<|im_start|>user<|im_sep|>U\nu?<|im_end|><|im_start|>assistant<|im_sep|>",
            "<|im_start|>system<|im_sep|>S s.<|im_end|><|im_start|>user<|im_sep|>U\nu?<|im_end|><|im_start|>assistant<|im_sep|>A.<|im_end|><|im_start|>user<|im_sep|>V?<|im_end|><|im_start|>assistant<|im_sep|>"
        },
        { "mistral-v0", "[INST] S s.\n\nU\nu? [/INST]", "[INST] U\nu? [/INST]", "[INST] S s.\n\nU\nu? [/INST]A.</s>[INST] V? [/INST]" },
        { "mistral-v1", " [INST] S s.\n\nU\nu? [/INST]", " [INST] U\nu? [/INST]", " [INST] S s.\n\nU\nu? [/INST] A.</s> [INST] V? [/INST]" },
        { "mistral-v3", "[INST] S s.\n\nU\nu?[/INST]", "[INST] U\nu?[/INST]", "[INST] U\nu?[/INST] A.</s>[INST] S s.\n\nV?[/INST]" },
        { "mistral-v3-tekken", "[INST]S s.\n\nU\nu?[/INST]", "[INST]U\nu?[/INST]", "[INST]U\nu?[/INST]A.</s>[INST]S s.\n\nV?[/INST]" },
        {
            "mistral-v7", "[SYSTEM_PROMPT] S s.[/SYSTEM_PROMPT][INST] U\nu?[/INST]", "[INST] U\nu?[/INST]",
            "[SYSTEM_PROMPT] S s.[/SYSTEM_PROMPT][INST] U\nu?[/INST] A.</s>[INST] V?[/INST]"
        },
        {
            "mistral-v7-tekken", "[SYSTEM_PROMPT]S s.[/SYSTEM_PROMPT][INST]U\nu?[/INST]", "[INST]U\nu?[/INST]",
            "[SYSTEM_PROMPT]S s.[/SYSTEM_PROMPT][INST]U\nu?[/INST]A.</s>[INST]V?[/INST]"
        },
        {
            "granite",
            "<|start_of_role|>system<|end_of_role|>S s.<|end_of_text|>\n<|start_of_role|>user<|end_of_role|>U\nu?<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>",
            "<|start_of_role|>user<|end_of_role|>U\nu?<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>",
            "<|start_of_role|>system<|end_of_role|>S s.<|end_of_text|>\n<|start_of_role|>user<|end_of_role|>U\nu?<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>A.<|end_of_text|>\n<|start_of_role|>user<|end_of_role|>V?<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>"
        },
        {
            "gpt-oss",
            Harmony + "<|start|>developer<|message|># Instructions\n\nS s.\n\n<|end|><|start|>user<|message|>U\nu?<|end|><|start|>assistant<|channel|>final<|message|>",
            Harmony + "<|start|>user<|message|>U\nu?<|end|><|start|>assistant<|channel|>final<|message|>",
            Harmony + "<|start|>developer<|message|># Instructions\n\nS s.\n\n<|end|><|start|>user<|message|>U\nu?<|end|><|start|>assistant<|channel|>final<|message|>A.<|end|><|start|>user<|message|>V?<|end|><|start|>assistant<|channel|>final<|message|>"
        },
    };

    private const string Harmony =
        "<|start|>system<|message|>You are ChatGPT, a large language model trained by OpenAI.\nKnowledge cutoff: 2024-06\n\nReasoning: low\n\n# Valid channels: analysis, commentary, final. Channel must be included for every message.<|end|>";

    [Theory]
    [MemberData(nameof(Prompts))]
    public void A_family_is_spoken_to_in_its_own_way(string family, string withSystem, string alone, string several)
    {
        Prompt(family, System, User).ShouldBe(withSystem);
        Prompt(family, User).ShouldBe(alone);
        Prompt(family, System, User, Assistant, Again).ShouldBe(several);
    }

    [Fact]
    public void Every_family_has_a_prompt_here() => Prompts.Select(row => (string)row.Data.Item1).Order().ShouldBe(PromptFormat.Names.Order());

    [Theory]
    [InlineData("chatml", false, false, "<|im_end|>")]
    [InlineData("qwen3", true, false, "<|im_end|>")]
    [InlineData("smollm3", true, false, "<|im_end|>")]
    [InlineData("llama3", false, true, "<|eot_id|>")]
    [InlineData("gemma", false, true, "<end_of_turn>")]
    [InlineData("gemma4", true, true, "<turn|>")]
    [InlineData("gemma4-small", false, true, "<turn|>")]
    [InlineData("phi3", false, false, "<|end|>")]
    [InlineData("phi4-mini", false, false, "<|end|>")]
    [InlineData("phi4", false, false, "<|im_end|>")]
    [InlineData("mistral-v0", false, true, "</s>")]
    [InlineData("mistral-v3-tekken", false, true, "</s>")]
    [InlineData("mistral-v7", false, true, "</s>")]
    [InlineData("granite", false, false, "<|end_of_text|>")]
    [InlineData("gpt-oss", true, false, "<|return|>")]
    public void A_family_says_how_it_thinks_begins_and_ends(string family, bool closed, bool bos, string stop)
    {
        var format = PromptFormat.For("any", null, family);
        format.ThinkingClosed.ShouldBe(closed);
        format.AddBos.ShouldBe(bos);
        format.Stops.ShouldContain(stop);
    }

    [Fact]
    public void White_space_around_a_turn_goes_where_the_template_takes_it_off()
    {
        var padded = new ChatTurn(TurnRole.User, " \n U \n");
        Prompt("llama3", padded).ShouldContain("\n\nU<|eot_id|>");
        Prompt("gemma", padded).ShouldContain("user\nU<end_of_turn>");
        Prompt("gemma4", padded).ShouldContain("user\nU<turn|>");
        Prompt("qwen3", padded).ShouldContain("user\n \n U \n<|im_end|>");
    }

    [Fact]
    public void Turns_in_another_order_are_a_mistake_of_the_caller()
    {
        var format = PromptFormat.For("any", null, "chatml");
        ChatTurn[][] wrong = [[], [System], [Assistant], [User, User], [User, Assistant], [User, System], [System, System, User], [System, Assistant, User], [User, Assistant, Assistant, User]];
        foreach (var turns in wrong)
            Should.Throw<ArgumentException>(() => format.Render(turns));
    }

    private static string Prompt(string family, params ChatTurn[] turns) =>
        string.Concat(PromptFormat.For("any", null, family).Render(turns).Select(part => part.Text));
}
