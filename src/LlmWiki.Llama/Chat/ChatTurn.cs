namespace LlmWiki.Llama.Chat;

/// <summary>Who speaks.</summary>
public enum TurnRole
{
    System,
    User,
    Assistant,
}

/// <summary>What one side says in a conversation.</summary>
public sealed record ChatTurn(TurnRole Role, string Text);

/// <summary>
/// A piece of a prompt. Template text is ours and is tokenized with special tokens; any other text is a document's or a person's, and
/// <c>&lt;|im_end|&gt;</c> in it is eight letters and some signs, so that no source can end a turn.
/// </summary>
public sealed record PromptPart(string Text, bool IsTemplate);
