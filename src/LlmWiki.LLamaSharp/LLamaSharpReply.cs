using System.Text;
using LLama;
using LLama.Native;
using LlmWiki.Llama.Engine;
using LlmWiki.Models;
using Microsoft.Extensions.AI;

namespace LlmWiki.LLamaSharp;

/// <summary>The text of a reply, as its tokens come.</summary>
/// <param name="stops">Texts that end it.</param>
/// <param name="thinking">Takes thoughts out; null for a reply under a grammar, where control tokens have no text either.</param>
internal sealed class LLamaSharpReply(LLamaWeights weights, IReadOnlyCollection<string> stops, ThinkingFilter? thinking)
{
    private readonly StreamingTokenDecoder _decoder = new(Encoding.UTF8, weights) { DecodeSpecialTokens = thinking is not null };
    private string _held = "";

    /// <summary>Tokens that it may have.</summary>
    public required int Most { get; init; }

    /// <summary>Tokens that it has; the end token is none of them.</summary>
    public int Written { get; private set; }

    /// <summary>Why it is over; null while it is not.</summary>
    public ChatFinishReason? Ending { get; private set; }

    /// <summary>The text that is sure to stay, which may be empty.</summary>
    public string Add(LLamaToken token)
    {
        if (token.IsEndOfGeneration(weights.Vocab))
        {
            Ending = ChatFinishReason.Stop;
            return "";
        }

        _decoder.Add(token);
        _held += _decoder.Read();
        Written++;
        var (stop, sure) = StopTexts.Find(_held, stops);
        var text = _held[..sure];
        _held = stop ? "" : _held[sure..];
        Ending = stop ? ChatFinishReason.Stop : Written >= Most ? ChatFinishReason.Length : null;
        return thinking is null ? text : thinking.Add(text);
    }

    /// <summary>What was held back; once, at the end.</summary>
    public string End() => thinking is null ? _held : thinking.Add(_held) + thinking.End();
}
