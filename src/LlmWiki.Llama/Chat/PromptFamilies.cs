using System.Collections.Immutable;

namespace LlmWiki.Llama.Chat;

/// <summary>
/// The families, after the chat templates that their makers publish (tokenizer.chat_template of the model files). Left out on purpose: tools,
/// system texts that a template invents where there is none, and dates, which would change the prompt's start every day and with it all that
/// is kept of it.
/// </summary>
internal static class PromptFamilies
{
    private static readonly Wrap ChatMlUser = new("<|im_start|>user\n", "<|im_end|>\n");
    private static readonly Wrap ChatMlSystem = new("<|im_start|>system\n", "<|im_end|>\n");

    /// <summary>Qwen 2.5, Qwen 3 Instruct 2507, LFM2, Hermes and many others.</summary>
    public static PromptFamily ChatMl { get; } = new("chatml", ChatMlUser, new("<|im_start|>assistant\n", "<|im_end|>\n"))
    {
        System = ChatMlSystem,
        Answer = "<|im_start|>assistant\n",
        Stops = ["<|im_end|>", "<|endoftext|>"],
    };

    /// <summary>Qwen 3 and 3.5, and others that open with a block of thoughts: here it is closed before it begins.</summary>
    public static PromptFamily Qwen3 { get; } = ChatMl with { Name = "qwen3", Answer = "<|im_start|>assistant\n<think>\n\n</think>\n\n", ThinkingClosed = true };

    private const string SmolLm3Head =
        "<|im_start|>system\n## Metadata\n\nKnowledge Cutoff Date: June 2025\nReasoning Mode: /no_think\n\n## Custom Instructions\n\n";

    public static PromptFamily SmolLm3 { get; } = ChatMl with
    {
        Name = "smollm3",
        System = new(SmolLm3Head, "\n\n<|im_end|>\n"),
        WithoutSystem = SmolLm3Head + "You are a helpful AI assistant named SmolLM, trained by Hugging Face.\n\n<|im_end|>\n",
        Assistant = new("<|im_start|>assistant\n<think>\n\n</think>\n", "<|im_end|>\n"),
        Answer = "<|im_start|>assistant\n<think>\n\n</think>\n",
        ThinkingClosed = true,
    };

    public static PromptFamily Llama3 { get; } = new("llama3", Llama("user"), Llama("assistant"))
    {
        System = Llama("system"),
        Answer = Llama("assistant").Before,
        Trims = true,
        StartsWithBos = true,
        Stops = ["<|eot_id|>", "<|eom_id|>", "<|end_of_text|>"],
    };

    /// <summary>Gemma 2 and 3: there is no system turn.</summary>
    public static PromptFamily Gemma { get; } = new("gemma", new("<start_of_turn>user\n", "<end_of_turn>\n"), new("<start_of_turn>model\n", "<end_of_turn>\n"))
    {
        SystemPlace = SystemPlace.FirstUserTurn,
        Answer = "<start_of_turn>model\n",
        Trims = true,
        StartsWithBos = true,
        Stops = ["<end_of_turn>"],
    };

    /// <summary>Gemma 4 from 12B on: without an empty block of thoughts they write one themselves.</summary>
    public static PromptFamily Gemma4 { get; } = new("gemma4", new("<|turn>user\n", "<turn|>\n"), new("<|turn>model\n", "<turn|>\n"))
    {
        System = new("<|turn>system\n", "<turn|>\n"),
        Answer = "<|turn>model\n<|channel>thought\n<channel|>",
        Trims = true,
        ThinkingClosed = true,
        StartsWithBos = true,
        Stops = ["<turn|>"],
    };

    /// <summary>Gemma 4 E2B and E4B: an empty block of thoughts would make them think aloud (Comfy-Org/ComfyUI pull request 15278).</summary>
    public static PromptFamily Gemma4Small { get; } = Gemma4 with { Name = "gemma4-small", Answer = "<|turn>model\n", ThinkingClosed = false };

    public static PromptFamily Phi3 { get; } = new("phi3", new("<|user|>\n", "<|end|>\n"), new("<|assistant|>\n", "<|end|>\n"))
    {
        System = new("<|system|>\n", "<|end|>\n"),
        Answer = "<|assistant|>\n",
        Stops = ["<|end|>", "<|endoftext|>"],
    };

    public static PromptFamily Phi4Mini { get; } = new("phi4-mini", new("<|user|>", "<|end|>"), new("<|assistant|>", "<|end|>"))
    {
        System = new("<|system|>", "<|end|>"),
        Answer = "<|assistant|>",
        Stops = ["<|end|>", "<|endoftext|>"],
    };

    public static PromptFamily Phi4 { get; } = new("phi4", new("<|im_start|>user<|im_sep|>", "<|im_end|>"), new("<|im_start|>assistant<|im_sep|>", "<|im_end|>"))
    {
        System = new("<|im_start|>system<|im_sep|>", "<|im_end|>"),
        Answer = "<|im_start|>assistant<|im_sep|>",
        Stops = ["<|im_end|>", "<|endoftext|>"],
    };

    /// <summary>Mistral 7B 0.1 and 0.2 and Mixtral with the templates of their first files.</summary>
    public static PromptFamily MistralV0 { get; } = new("mistral-v0", new("[INST] ", " [/INST]"), new("", "</s>"))
    {
        SystemPlace = SystemPlace.FirstUserTurn,
        Answer = "",
        StartsWithBos = true,
        Stops = ["</s>"],
    };

    /// <summary>The same models with their makers' later templates.</summary>
    public static PromptFamily MistralV1 { get; } = MistralV0 with { Name = "mistral-v1", User = new(" [INST] ", " [/INST]"), Assistant = new(" ", "</s>") };

    /// <summary>Mistral 7B 0.3, Mistral Large 2407.</summary>
    public static PromptFamily MistralV3 { get; } = MistralV1 with { Name = "mistral-v3", User = new("[INST] ", "[/INST]"), SystemPlace = SystemPlace.LastUserTurn };

    /// <summary>Mistral Nemo.</summary>
    public static PromptFamily MistralV3Tekken { get; } = MistralV3 with { Name = "mistral-v3-tekken", User = new("[INST]", "[/INST]"), Assistant = new("", "</s>") };

    /// <summary>Mistral Large 2411.</summary>
    public static PromptFamily MistralV7 { get; } = MistralV3 with
    {
        Name = "mistral-v7",
        System = new("[SYSTEM_PROMPT] ", "[/SYSTEM_PROMPT]"),
        SystemPlace = SystemPlace.OwnTurn,
    };

    /// <summary>Mistral Small 3, Ministral 3, Devstral, Magistral.</summary>
    public static PromptFamily MistralV7Tekken { get; } = MistralV3Tekken with
    {
        Name = "mistral-v7-tekken",
        System = new("[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]"),
        SystemPlace = SystemPlace.OwnTurn,
    };

    /// <summary>Granite 3 and 4.</summary>
    public static PromptFamily Granite { get; } = new("granite", GraniteTurn("user"), GraniteTurn("assistant"))
    {
        System = GraniteTurn("system"),
        Answer = GraniteTurn("assistant").Before,
        Stops = ["<|end_of_text|>"],
    };

    /// <summary>OpenAI's harmony format: low effort, and the channel of the answer is open from the start.</summary>
    public static PromptFamily GptOss { get; } = new("gpt-oss", new("<|start|>user<|message|>", "<|end|>"), new("<|start|>assistant<|channel|>final<|message|>", "<|end|>"))
    {
        Start = "<|start|>system<|message|>You are ChatGPT, a large language model trained by OpenAI.\nKnowledge cutoff: 2024-06\n\nReasoning: low\n\n"
            + "# Valid channels: analysis, commentary, final. Channel must be included for every message.<|end|>",
        System = new("<|start|>developer<|message|># Instructions\n\n", "\n\n<|end|>"),
        Answer = "<|start|>assistant<|channel|>final<|message|>",
        ThinkingClosed = true,
        Stops = ["<|return|>", "<|end|>", "<|call|>"],
    };

    public static ImmutableArray<PromptFamily> All { get; } =
    [
        ChatMl, Qwen3, SmolLm3, Llama3, Gemma, Gemma4, Gemma4Small, Phi3, Phi4Mini, Phi4,
        MistralV0, MistralV1, MistralV3, MistralV3Tekken, MistralV7, MistralV7Tekken, Granite, GptOss,
    ];

    private static Wrap Llama(string role) => new($"<|start_header_id|>{role}<|end_header_id|>\n\n", "<|eot_id|>");

    private static Wrap GraniteTurn(string role) => new($"<|start_of_role|>{role}<|end_of_role|>", "<|end_of_text|>\n");
}
