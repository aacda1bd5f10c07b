using System.Collections.Immutable;

namespace LlmWiki.Llama.Chat;

/// <summary>Collects the parts of a prompt; template texts side by side become one, so that they are tokenized as one.</summary>
internal sealed class PromptBuilder
{
    private readonly ImmutableArray<PromptPart>.Builder _parts = ImmutableArray.CreateBuilder<PromptPart>();

    public PromptBuilder Template(string text) => Add(text, isTemplate: true);

    public PromptBuilder Document(string text) => Add(text, isTemplate: false);

    public ImmutableArray<PromptPart> Parts() => _parts.ToImmutable();

    private PromptBuilder Add(string text, bool isTemplate)
    {
        if (text.Length == 0)
            return this;
        if (_parts.Count > 0 && _parts[^1].IsTemplate && isTemplate)
            _parts[^1] = new PromptPart(_parts[^1].Text + text, isTemplate);
        else
            _parts.Add(new PromptPart(text, isTemplate));
        return this;
    }
}
