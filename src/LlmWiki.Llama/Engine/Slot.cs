using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace LlmWiki.Llama.Engine;

/// <summary>A sequence of a context and the call that runs in it.</summary>
internal sealed class Slot(int sequence)
{
    private readonly List<int> _tokens = [];
    private readonly StringBuilder _text = new();
    private Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly List<byte> _half = [];
    private int _written;

    public int Sequence => sequence;

    public Generation? Call { get; private set; }

    /// <summary>The prompt and the reply so far; without a call, what the last one left in the cache.</summary>
    public IReadOnlyList<int> Tokens => _tokens;

    /// <summary>The first of <see cref="Tokens"/> that is not in the cache.</summary>
    public int Next { get; set; }

    /// <summary>False while another slot decodes the prefix that it wants.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Draws for a temperature above 0.</summary>
    public Random Random { get; private set; } = new(0);

    /// <summary>Where its logits are in the batch that was decoded last.</summary>
    public int Output { get; set; }

    public bool IsInPrompt => Call is not null && HasBegun && Tokens.Count - Next > 1;

    public bool IsGenerating => Call is not null && HasBegun && Tokens.Count - Next == 1;

    /// <summary>True while the tokens that many calls share are being decoded: a piece of the prompt ends where they end.</summary>
    public bool IsInPrefix => Call is not null && Next < Call.PrefixLength;

    /// <summary>Takes a call. What is in the cache of the last one stays until <see cref="Start"/>.</summary>
    public void Take(Generation call)
    {
        Call = call;
        HasBegun = false;
        Random = new Random(call.Sampling.Seed);
        _text.Clear();
        _decoder = Encoding.UTF8.GetDecoder();
        _half.Clear();
        _written = 0;
        call.Usage.PromptTokens = call.Prompt.Length;
    }

    /// <summary>True where the cache starts with the prefix of the call, from the last call.</summary>
    public bool HoldsPrefix() =>
        Next >= Call!.PrefixLength && CollectionsMarshal.AsSpan(_tokens)[..Call.PrefixLength].SequenceEqual(Call.Prompt.AsSpan(0, Call.PrefixLength));

    /// <param name="cached">Tokens of the prompt that are in the cache.</param>
    public void Start(int cached)
    {
        _tokens.Clear();
        _tokens.AddRange(Call!.Prompt);
        Next = cached;
        HasBegun = true;
        Call.Usage.CachedTokens = cached;
    }

    public void Append(int token)
    {
        _tokens.Add(token);
        Call!.Usage.OutputTokens++;
    }

    /// <summary>
    /// True where the reply stays UTF-8 with these bytes. A grammar counts characters, and takes four bytes that are no character for
    /// one; a reader would see four.
    /// </summary>
    public bool StaysText(ReadOnlySpan<byte> piece)
    {
        Span<byte> bytes = stackalloc byte[_half.Count + piece.Length];
        CollectionsMarshal.AsSpan(_half).CopyTo(bytes);
        piece.CopyTo(bytes[_half.Count..]);
        return HalfAtEnd(bytes) >= 0;
    }

    /// <summary>Adds a token's bytes to the text and hands on what is sure to stay. True where a stop text came up.</summary>
    public bool Write(ReadOnlySpan<byte> piece)
    {
        var chars = new char[piece.Length + 4];
        _text.Append(chars, 0, _decoder.GetChars(piece, chars, flush: false));
        _half.AddRange(piece);
        _half.RemoveRange(0, _half.Count - Math.Max(0, HalfAtEnd(CollectionsMarshal.AsSpan(_half))));
        var (stop, sure) = FindStop();
        if (sure > _written)
        {
            Call!.Text.Writer.TryWrite(_text.ToString(_written, sure - _written));
            _written = sure;
        }

        return stop;
    }

    /// <summary>Hands on the rest; half a character at the end becomes U+FFFD.</summary>
    public void Flush()
    {
        var chars = new char[4];
        _text.Append(chars, 0, _decoder.GetChars([], chars, flush: true));
        Call!.Text.Writer.TryWrite(_text.ToString(_written, _text.Length - _written));
    }

    public void End(Ending ending)
    {
        Call!.Ending = ending;
        Call.Text.Writer.TryComplete();
    }

    public void Free()
    {
        Call?.Grammar?.Dispose();
        Call = null;
    }

    /// <summary>The cache holds nothing, or nothing that is known.</summary>
    public void Forget()
    {
        _tokens.Clear();
        Next = 0;
    }

    /// <summary>Whether a stop text stands in what is not handed on yet, and up to where no stop text can begin.</summary>
    private (bool Stop, int Sure) FindStop()
    {
        if (Call!.StopTexts.IsEmpty)
        {
            return (false, _text.Length);
        }

        var (stop, sure) = StopTexts.Find(_text.ToString(_written, _text.Length - _written), Call.StopTexts);
        return (stop, _written + sure);
    }

    /// <summary>Bytes at the end that begin a character and do not end it; -1 where there is something that is no UTF-8.</summary>
    private static int HalfAtEnd(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            switch (Rune.DecodeFromUtf8(bytes, out _, out var consumed))
            {
                case OperationStatus.Done:
                    bytes = bytes[consumed..];
                    break;
                case OperationStatus.NeedMoreData:
                    return bytes.Length;
                default:
                    return -1;
            }
        }

        return 0;
    }
}
