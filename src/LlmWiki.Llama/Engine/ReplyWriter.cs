using LlmWiki.Llama.Native;

namespace LlmWiki.Llama.Engine;

/// <summary>Turns the logits of a slot into its next piece of text, and knows when the reply is over.</summary>
internal sealed class ReplyWriter(Vocabulary vocabulary, TokenPicker picker)
{
    /// <summary>Adds one token to a reply; how it ended, or null where it goes on.</summary>
    /// <exception cref="WikiException">No token of the vocabulary fits the grammar.</exception>
    public unsafe Ending? Write(Slot slot, float* logits)
    {
        var call = slot.Call!;
        var token = Pick(slot, call, new Span<float>(logits, vocabulary.Count));
        if (vocabulary.IsEnd(token))
        {
            slot.Flush();
            return Ending.Stop;
        }

        slot.Append(token);
        var piece = vocabulary.Piece(token, call.ShowControl || call.Grammar is not null);
        if (slot.Write(piece))
        {
            return Ending.Stop;
        }

        Ending? ending = Accept(call.Grammar, token, piece) ? Ending.Stop : call.Usage.OutputTokens >= call.MaxTokens ? Ending.Length : null;
        if (ending is not null)
        {
            slot.Flush();
        }

        return ending;
    }

    private int Pick(Slot slot, Generation call, Span<float> logits)
    {
        while (true)
        {
            var token = picker.Pick(logits, call, slot.Random, call.Usage.Passes);
            if (call.Grammar is null || vocabulary.IsEnd(token) || slot.StaysText(vocabulary.Piece(token)))
            {
                return token;
            }

            logits[token] = float.NegativeInfinity;
        }
    }

    /// <summary>
    /// Tells the grammar; true where the reply is whole. Our grammars allow nothing after the last bracket or quote, so the step that
    /// would only bring the end token is saved.
    /// </summary>
    private bool Accept(GrammarHandle? grammar, int token, ReadOnlySpan<byte> piece)
    {
        if (grammar is null)
        {
            return false;
        }

        LlamaApi.llama_sampler_accept(grammar.Value, token);
        return piece.Length > 0 && piece[^1] is (byte)'}' or (byte)']' or (byte)'"' && picker.IsWhole(grammar);
    }
}
