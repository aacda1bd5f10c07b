using LlmWiki.Llama.Grammar;
using Microsoft.Extensions.AI;

namespace LlmWiki.Llama.Chat;

/// <summary>What a caller of an <see cref="IChatClient"/> asks of a local model, whichever library runs it.</summary>
internal static class ChatRequest
{
    /// <summary>The talk, with the instructions of the options in front.</summary>
    /// <exception cref="NotSupportedException">There are tools, or messages of tools.</exception>
    public static IReadOnlyList<ChatTurn> Turns(IEnumerable<ChatMessage> messages, ChatOptions options)
    {
        if (options.Tools is { Count: > 0 })
        {
            throw new NotSupportedException("the llama engine calls no tools");
        }

        var all = messages.Select(message => new ChatTurn(Role(message.Role), message.Text));
        return Joined(options.Instructions is { Length: > 0 } instructions ? all.Prepend(new ChatTurn(TurnRole.System, instructions)) : all);
    }

    /// <summary>The grammar that holds the reply; null where it is free text.</summary>
    /// <exception cref="WikiException">The schema is not one that can be held.</exception>
    public static string? Gbnf(ChatResponseFormat? format) => format switch
    {
        null or ChatResponseFormatText => null,
        ChatResponseFormatJson { Schema: { } schema } => JsonSchemaGrammar.From(schema),
        ChatResponseFormatJson => throw new NotSupportedException("the llama engine wants a schema with the JSON format: ChatResponseFormat.ForJsonSchema"),
        _ => throw new NotSupportedException($"the llama engine knows no replies of the format {format.GetType().Name}"),
    };

    /// <summary>The tokens of a prompt, and how many of them stand before the user's first word, where there is a system message.</summary>
    /// <param name="start">What the model wants in front of a text.</param>
    /// <param name="tokenize">The tokens of a part; special ones are to be found in parts of the template only.</param>
    public static (T[] Tokens, int Prefix) Prompt<T>(PromptFormat format, IReadOnlyList<ChatTurn> turns, IEnumerable<T> start, Func<PromptPart, T[]> tokenize)
    {
        var tokens = new List<T>(start);
        var prefix = 0;
        var hasSystem = turns.Count > 0 && turns[0].Role == TurnRole.System;
        var documents = 0;
        foreach (var part in format.Render(turns))
        {
            if (!part.IsTemplate && documents++ == 1 && hasSystem)
            {
                prefix = tokens.Count;
            }

            tokens.AddRange(tokenize(part));
        }

        return ([.. tokens], Math.Min(prefix, tokens.Count - 1));
    }

    /// <summary>Templates know one turn of each side after the other.</summary>
    private static List<ChatTurn> Joined(IEnumerable<ChatTurn> all)
    {
        var turns = new List<ChatTurn>();
        foreach (var turn in all)
        {
            if (turns.Count > 0 && turns[^1].Role == turn.Role)
            {
                turns[^1] = turn with { Text = turns[^1].Text + "\n\n" + turn.Text };
            }
            else
            {
                turns.Add(turn);
            }
        }

        return turns;
    }

    private static TurnRole Role(ChatRole role) =>
        role == ChatRole.System ? TurnRole.System
        : role == ChatRole.User ? TurnRole.User
        : role == ChatRole.Assistant ? TurnRole.Assistant
        : throw new NotSupportedException($"the llama engine knows no messages of the role '{role}'");
}
