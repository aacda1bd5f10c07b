using System.Collections.Immutable;

namespace LlmWiki.Llama.Chat;

/// <summary>
/// How a model wants to be spoken to: the markup of turns, after the chat template its makers publish, with thinking switched off where the
/// template can do so. Templates are not run; they only tell the family.
/// </summary>
public sealed class PromptFormat
{
    private readonly PromptFamily _family;

    private PromptFormat(PromptFamily family, string? template)
    {
        _family = family;
        AddBos = family.StartsWithBos || template?.Contains("bos_token", StringComparison.Ordinal) == true;
    }

    /// <summary>The names that <c>model.template</c> in the configuration may have.</summary>
    public static ImmutableArray<string> Names { get; } = [.. PromptFamilies.All.Select(family => family.Name)];

    /// <summary>The family, such as <c>chatml</c>.</summary>
    public string Name => _family.Name;

    /// <summary>Whether the tokenizer is to put its token for the beginning of a text in front; no rendering holds it.</summary>
    public bool AddBos { get; }

    /// <summary>
    /// Whether the prompt ends behind a closed block of thoughts, so that the reply begins with the answer. Where it is false a model that
    /// thinks may begin with a block: it has to be taken out of the reply.
    /// </summary>
    public bool ThinkingClosed => _family.ThinkingClosed;

    /// <summary>
    /// Texts that end a reply, for models whose end tokens are not marked as such. Do not look for them under a grammar: there a quote of
    /// a source may hold them.
    /// </summary>
    public ImmutableArray<string> Stops => _family.Stops;

    /// <summary>The format of a model.</summary>
    /// <param name="architecture"><c>general.architecture</c> of the model file.</param>
    /// <param name="chatTemplate"><c>tokenizer.chat_template</c> of the model file, if it has one.</param>
    /// <param name="configured"><c>model.template</c> of the configuration; one of <see cref="Names"/>. It wins over the file.</param>
    /// <exception cref="WikiException">The name is unknown, or there is none and the template is missing or of no known family.</exception>
    public static PromptFormat For(string architecture, string? chatTemplate, string? configured = null)
    {
        var known = $"one of {string.Join(", ", Names)}";
        var template = string.IsNullOrWhiteSpace(chatTemplate) ? null : chatTemplate;
        if (configured is not null)
        {
            return PromptFamilies.All.FirstOrDefault(family => family.Name == configured) is { } chosen
                ? new PromptFormat(chosen, template)
                : throw new WikiException($"model.template: '{configured}' is no known prompt format", $"Write {known}.");
        }

        if (template is null)
        {
            throw new WikiException($"the model file has no chat template (architecture '{architecture}')",
                $"It may be a base or embedding model. If it was tuned to follow instructions, set model.template to {known}.");
        }

        return TemplateMarkers.Family(architecture, template) is { } family
            ? new PromptFormat(family, template)
            : throw new WikiException($"the model's chat template is of no known family (architecture '{architecture}')",
                $"If the model follows one of these formats, set model.template to {known}.");
    }

    /// <summary>The prompt, up to where the reply begins; neighbouring template texts are one part, and no part is empty.</summary>
    /// <param name="turns">At most one system turn, the first; then user and assistant by turns, beginning and ending with the user.</param>
    /// <exception cref="ArgumentException">The turns are in another order.</exception>
    public ImmutableArray<PromptPart> Render(IReadOnlyList<ChatTurn> turns)
    {
        var system = turns.Count > 0 && turns[0].Role == TurnRole.System ? turns[0] : null;
        var talk = turns.Skip(system is null ? 0 : 1).ToList();
        if (talk.Count % 2 == 0 || talk.Where((turn, i) => turn.Role != (i % 2 == 0 ? TurnRole.User : TurnRole.Assistant)).Any())
            throw new ArgumentException("A conversation is a system turn or none, then user and assistant by turns, ending with the user.", nameof(turns));

        var prompt = new PromptBuilder().Template(_family.Start);
        if (_family.SystemPlace == SystemPlace.OwnTurn)
            System(prompt, system);
        for (var i = 0; i < talk.Count; i++)
        {
            var wrap = talk[i].Role == TurnRole.User ? _family.User : _family.Assistant;
            prompt.Template(wrap.Before);
            if (_family.SystemPlace == SystemPlace.FirstUserTurn && i == 0 || _family.SystemPlace == SystemPlace.LastUserTurn && i == talk.Count - 1)
                System(prompt, system);
            prompt.Document(Text(talk[i])).Template(wrap.After);
        }

        return prompt.Template(_family.Answer).Parts();
    }

    private void System(PromptBuilder prompt, ChatTurn? system)
    {
        if (system is null)
            prompt.Template(_family.WithoutSystem);
        else
            prompt.Template(_family.System.Before).Document(Text(system)).Template(_family.System.After);
    }

    private string Text(ChatTurn turn) => _family.Trims ? turn.Text.Trim() : turn.Text;
}
