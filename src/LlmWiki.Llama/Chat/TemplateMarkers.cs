namespace LlmWiki.Llama.Chat;

/// <summary>
/// Tells a family by marks in the model's chat template, which is a program (Jinja) that is read here and never run. What is not surely one of
/// the families is none: a wrong format costs more than a question to the person.
/// </summary>
internal static class TemplateMarkers
{
    public static PromptFamily? Family(string architecture, string template)
    {
        // In a template a line feed is written out or stands for itself, and a text may be put together from two.
        var text = template.Replace("\\n", "\n", StringComparison.Ordinal).Replace("' + '", "", StringComparison.Ordinal);
        bool Has(string mark) => text.Contains(mark, StringComparison.Ordinal);

        return Has("<|start|>") && Has("<|channel|>") && Has("<|message|>") ? PromptFamilies.GptOss
            : Has("<|im_start|>") ? OfChatMl(architecture, Has)
            : Has("[INST]") && Has("[/INST]") ? Mistral(Has)
            : Has("<|turn>") && Has("<turn|>") ? Has("<|channel>thought\n<channel|>") ? PromptFamilies.Gemma4 : PromptFamilies.Gemma4Small
            : Has("<start_of_turn>") && Has("<end_of_turn>") ? PromptFamilies.Gemma
            : Has("<|start_header_id|>") && Has("<|eot_id|>") && !Has(">>>") ? PromptFamilies.Llama3
            : Has("<|start_of_role|>") && Has("<|end_of_text|>") ? PromptFamilies.Granite
            : Has("<|assistant|>") && Has("<|end|>") && !Has("\n<|end|>") ? Has("<|assistant|>\n") ? PromptFamilies.Phi3 : PromptFamilies.Phi4Mini
            : null;
    }

    private static PromptFamily? OfChatMl(string architecture, Func<string, bool> has) =>
        has("<|im_sep|>") ? PromptFamilies.Phi4
        : architecture == "smollm3" || (has("Reasoning Mode: ") && has("## Custom Instructions")) ? PromptFamilies.SmolLm3
        : has("<think>\n\n</think>\n\n") ? PromptFamilies.Qwen3
        : has("<|im_start|>assistant\n<think>") ? architecture.StartsWith("qwen", StringComparison.Ordinal) ? PromptFamilies.Qwen3 : null
        : has("enable_thinking") || !has("<|im_end|>") ? null
        : PromptFamilies.ChatMl;

    private static PromptFamily? Mistral(Func<string, bool> has) =>
        has("<<SYS>>") ? null
        : has("[SYSTEM_PROMPT] ") ? PromptFamilies.MistralV7
        : has("[SYSTEM_PROMPT]") ? PromptFamilies.MistralV7Tekken
        : has(" [INST]") ? PromptFamilies.MistralV1
        : has(" [/INST]") ? PromptFamilies.MistralV0
        : has("[INST] ") ? PromptFamilies.MistralV3
        : PromptFamilies.MistralV3Tekken;
}
