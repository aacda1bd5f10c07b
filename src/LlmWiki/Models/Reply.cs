using System.Text;
using Microsoft.Extensions.AI;

namespace LlmWiki.Models;

/// <summary>A reply put together from its pieces.</summary>
internal sealed class Reply(OpenAiRequest request)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _thinking = new();
    private readonly StringBuilder _arguments = new();
    private readonly StringBuilder _refusal = new();
    private string? _finish;
    private int _pieces;

    /// <summary>What the model says, its thinking cut out.</summary>
    public string Text => Thinking.Cut(_text.ToString());

    /// <summary>What came in other fields: the JSON of a reply may stand there.</summary>
    public IEnumerable<string> Elsewhere => new[] { _arguments.ToString(), _thinking.ToString() }.Where(text => text.Trim() != "");

    public string Refusal => _refusal.ToString();

    public bool HasBegun => _pieces > 0;

    public string? Id { get; private set; }

    public string? Model { get; private set; }

    /// <summary>
    /// It is well beyond the limit that the server was told: it does not heed it, and may never end. A piece holds at least one token.
    /// </summary>
    public bool IsEndless => _pieces > request.MaxTokens + (request.MaxTokens / 8) + 16;

    /// <summary>As the server counted, or about.</summary>
    public UsageDetails Usage { get; private set; } = new();

    public ChatFinishReason Finish => _finish switch
    {
        _ when IsEndless => ChatFinishReason.Length,
        "length" or "max_tokens" or "model_length" => ChatFinishReason.Length,
        "content_filter" => ChatFinishReason.ContentFilter,
        _ => ChatFinishReason.Stop,
    };

    /// <summary>By the server's count the reply is as long as it may be, whatever it says of its end.</summary>
    public bool IsFull { get; private set; }

    public void Add(ReplyPiece piece)
    {
        _text.Append(piece.Text);
        _thinking.Append(piece.Thinking);
        _arguments.Append(piece.Arguments);
        _refusal.Append(piece.Refusal);
        _pieces += piece.Text != "" || piece.Thinking != "" || piece.Arguments != "" ? 1 : 0;
        _finish ??= piece.Finish;
        Id ??= piece.Id;
        Model ??= piece.Model;
        Usage = piece.Usage ?? Usage;
        IsFull = Usage.OutputTokenCount >= request.MaxTokens;
    }

    /// <summary>Fills in what the server did not count.</summary>
    public void Close()
    {
        var output = Math.Max(_pieces, TokenEstimate.Of(_text.ToString()) + TokenEstimate.Of(_thinking.ToString()) + TokenEstimate.Of(_arguments.ToString()));
        Usage.InputTokenCount ??= request.PromptTokens();
        Usage.OutputTokenCount ??= output;
        Usage.TotalTokenCount ??= Usage.InputTokenCount + Usage.OutputTokenCount;
    }
}
