using LlmWiki.Llama.Chat;

namespace LlmWiki.Llama.Tests.Chat;

/// <summary>Which family a template belongs to, told by a few of its marks.</summary>
public sealed class TemplateMarkersTests
{
    [Theory]
    [InlineData("qwen2", "{{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' }}", "chatml")]
    [InlineData("llama", "<|im_start|>{{ role }}\n{{ content }}<|im_end|>\n<|im_start|>assistant\n", "chatml")]
    [InlineData("lfm2", "{{- bos_token -}}{{- '<|im_start|>' -}} content.split('</think>')[-1] '<|im_end|>\\n'", "chatml")]
    [InlineData("qwen3", "'<|im_start|>assistant\\n' {%- if enable_thinking is false %} '<think>\\n\\n</think>\\n\\n' '<|im_end|>'", "qwen3")]
    [InlineData("qwen35", "'<|im_start|>' enable_thinking '<think>\\n\\n</think>\\n\\n' else '<think>\\n' '<|im_end|>'", "qwen3")]
    [InlineData("qwen3moe", "'<|im_end|>' '<|im_start|>assistant\\n<think>\\n'", "qwen3")]
    [InlineData("smollm3", "'<|im_start|>system\\n' enable_thinking '<|im_end|>\\n'", "smollm3")]
    [InlineData("llama", "'<|im_start|>' 'Reasoning Mode: ' + reasoning_mode '## Custom Instructions\\n\\n' '<|im_end|>'", "smollm3")]
    [InlineData("llama", "'<|start_header_id|>' + role + '<|end_header_id|>\\n\\n' content | trim + '<|eot_id|>'", "llama3")]
    [InlineData("gemma2", "'<start_of_turn>' + role + '\n' + content | trim + '<end_of_turn>\n'", "gemma")]
    [InlineData("gemma3", "first_user_prefix '<start_of_turn>' '<end_of_turn>\\n'", "gemma")]
    [InlineData("gemma4", "'<|turn>model\\n' if not enable_thinking '<|channel>thought\\n<channel|>' '<turn|>\\n'", "gemma4")]
    [InlineData("gemma4", "'<|turn>model\\n' '<|channel>thought\\n' + thinking_text + '\\n<channel|>' '<turn|>\\n'", "gemma4-small")]
    [InlineData("phi3", "'<|user|>\n' + content + '<|end|>\n' '<|assistant|>\n'", "phi3")]
    [InlineData("phi3", "'<|user|>' + '\\n' + content + '<|end|>' + '\\n' + '<|assistant|>' + '\\n'", "phi3")]
    [InlineData("phi3", "'<|' + role + '|>' + content + '<|end|>' '<|assistant|>'", "phi4-mini")]
    [InlineData("phi3", "'<|im_start|>user<|im_sep|>' + content + '<|im_end|><|im_start|>assistant<|im_sep|>'", "phi4")]
    [InlineData("llama", "bos_token '[INST] ' + content + ' [/INST]' content + eos_token", "mistral-v0")]
    [InlineData("llama", "' [INST] ' + system_message + '\\n\\n' + content + ' [/INST]'", "mistral-v1")]
    [InlineData("llama", "\"[INST] \" + content + \"[/INST]\"", "mistral-v3")]
    [InlineData("llama", "\"[INST]\" + content + \"[/INST]\"", "mistral-v3-tekken")]
    [InlineData("llama", "'[SYSTEM_PROMPT] ' + content + '[/SYSTEM_PROMPT]' '[INST] ' + content + '[/INST]'", "mistral-v7")]
    [InlineData("mistral3", "'[SYSTEM_PROMPT]' + content + '[/SYSTEM_PROMPT]' '[INST]' + content + '[/INST]'", "mistral-v7-tekken")]
    [InlineData("granite", "'<|start_of_role|>' + role + '<|end_of_role|>' + content + '<|end_of_text|>\\n'", "granite")]
    [InlineData("gpt-oss", "'<|start|>assistant<|channel|>final<|message|>' + content + '<|end|>' '<|assistant|>'", "gpt-oss")]
    public void Marks_tell_the_family(string architecture, string template, string family) => PromptFormat.For(architecture, template).Name.ShouldBe(family);

    [Theory]
    [InlineData("nemotron_h_moe", "'<|im_start|>assistant\\n<think></think>' enable_thinking '<|im_end|>'")]
    [InlineData("step35", "'<|im_start|>assistant\\n<think>\\n' '<|im_end|>'")]
    [InlineData("llama", "'<|start_header_id|>' '<|eot_id|>' '>>>all\\n'")]
    [InlineData("llama", "'[INST] <<SYS>>\\n' + content + '\\n<</SYS>>' ' [/INST]'")]
    [InlineData("llama", "'<|system|>\\n' '\\n<|end|>\\n' '<|assistant|>\\n'")]
    [InlineData("glm4", "'[gMASK]<sop>' '<|user|>' '<|assistant|>'")]
    [InlineData("command-r", "'<|START_OF_TURN_TOKEN|><|USER_TOKEN|>'")]
    [InlineData("any", "{{ messages }}")]
    public void What_is_not_surely_a_family_is_refused(string architecture, string template)
    {
        var error = Should.Throw<WikiException>(() => PromptFormat.For(architecture, template));
        error.Message.ShouldContain($"'{architecture}'");
        error.Hint.ShouldNotBeNull().ShouldContain("model.template");
        PromptFormat.Names.ShouldAllBe(name => error.Hint.Contains(name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void A_file_without_template_is_refused(string? template) =>
        Should.Throw<WikiException>(() => PromptFormat.For("bert", template)).Message.ShouldContain("no chat template");

    [Fact]
    public void The_configured_family_wins_over_the_file() =>
        PromptFormat.For("qwen3", "'<|im_start|>' '<think>\\n\\n</think>\\n\\n'", "chatml").Name.ShouldBe("chatml");

    [Fact]
    public void A_configured_family_that_is_unknown_is_refused()
    {
        var error = Should.Throw<WikiException>(() => PromptFormat.For("qwen3", "<|im_start|>", "ChatML"));
        error.Message.ShouldBe("model.template: 'ChatML' is no known prompt format");
        error.Hint.ShouldNotBeNull().ShouldStartWith("Write one of chatml, qwen3, ");
    }

    [Theory]
    [InlineData("{{ bos_token }}'<|im_start|>' '<|im_end|>'", true)]
    [InlineData("'<|im_start|>' '<|im_end|>'", false)]
    [InlineData("'<|begin_of_text|><|start_header_id|>' '<|eot_id|>'", true)]
    public void The_tokenizer_puts_its_first_token_where_the_template_or_the_family_does(string template, bool bos) =>
        PromptFormat.For("any", template).AddBos.ShouldBe(bos);
}
