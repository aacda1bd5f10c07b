using System.Collections.Immutable;
using System.Text;
using LlmWiki.Llama.Native;

namespace LlmWiki.Llama;

/// <summary>The tokens of a model, and text to tokens and back by its own tokenizer. Any thread may use it.</summary>
public sealed unsafe class Vocabulary
{
    private const int UnknownAttribute = 1;
    private const int UnusedAttribute = 2;
    private const int ControlAttribute = 8;

    private readonly nint _vocab;
    private readonly ModelHandle _model;
    private readonly bool[] _isEnd;
    private readonly int? _bos;

    internal Vocabulary(ModelHandle model)
    {
        _model = model;
        _vocab = LlamaApi.llama_model_get_vocab(model.Value);
        Count = LlamaApi.llama_vocab_n_tokens(_vocab);
        _bos = LlamaApi.llama_vocab_get_add_bos(_vocab) != 0 ? LlamaApi.llama_vocab_bos(_vocab) : null;
        _isEnd = [.. Enumerable.Range(0, Count).Select(token => LlamaApi.llama_vocab_is_eog(_vocab, token) != 0)];
        EndTokens = [.. Enumerable.Range(0, Count).Where(token => _isEnd[token])];
        Barred = [.. Enumerable.Range(0, Count).Where(IsBarred)];
    }

    /// <summary>Tokens in all.</summary>
    public int Count { get; }

    /// <summary>Tokens that end a reply.</summary>
    public ImmutableArray<int> EndTokens { get; }

    /// <summary>
    /// Tokens that no reply under a grammar may hold: control tokens, unused and unknown ones. Their texts can match a grammar, but they
    /// stand for something else, and some of them crash the matcher.
    /// </summary>
    internal ImmutableArray<int> Barred { get; }

    internal nint Value => _vocab;

    public bool IsEnd(int token) => _isEnd[token];

    /// <summary>What a prompt starts with: the model's first token (BOS) where it wants one.</summary>
    /// <param name="wanted">False where the template brings it.</param>
    public IEnumerable<int> Start(bool wanted) => wanted && _bos is { } bos ? [bos] : [];

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">Unpaired surrogates become U+FFFD.</param>
    /// <param name="isTemplate">
    /// True for text of our own, in which <c>&lt;|im_end|&gt;</c> is the control token; false for text of a source, in which it is
    /// ten letters.
    /// </param>
    /// <param name="addSpecial">True where the tokenizer is to add its first and last tokens, as embedding models want it.</param>
    public int[] Tokenize(string text, bool isTemplate = false, bool addSpecial = false)
    {
        if (text.Length == 0 && !addSpecial)
        {
            return [];
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var tokens = new int[bytes.Length + 4];
        var count = Tokenize(bytes, tokens, isTemplate, addSpecial);
        if (count < 0)
        {
            tokens = new int[-count];
            count = Tokenize(bytes, tokens, isTemplate, addSpecial);
        }

        return count >= 0 ? tokens[..count] : throw new InvalidOperationException("llama_tokenize asks for more room than it asked for");
    }

    /// <summary>How many tokens a source's text takes.</summary>
    public int CountTokens(string text) => Tokenize(text).Length;

    /// <summary>The bytes of a token; they may be a part of a character.</summary>
    /// <param name="withControl">True to get the names of control tokens as text; otherwise they have none.</param>
    public byte[] Piece(int token, bool withControl = false)
    {
        Span<byte> buffer = stackalloc byte[128];
        var length = Piece(token, buffer, withControl);
        if (length < 0)
        {
            buffer = new byte[-length];
            length = Piece(token, buffer, withControl);
        }

        return buffer[..length].ToArray();
    }

    /// <summary>The text of tokens; bytes that are no UTF-8 become U+FFFD.</summary>
    public string Text(IEnumerable<int> tokens) => Encoding.UTF8.GetString([.. tokens.SelectMany(token => Piece(token))]);

    /// <summary>A grammar in GBNF, ready to be matched from its start.</summary>
    /// <exception cref="WikiException">It does not parse, or it is larger than llama.cpp takes.</exception>
    internal GrammarHandle Grammar(string gbnf)
    {
        using var held = _model.Hold();
        var handle = new GrammarHandle(LlamaApi.llama_sampler_init_grammar(_vocab, gbnf, "root"));
        return handle.IsInvalid ? throw new WikiException("llama.cpp does not take the grammar of the reply's schema", "simplify the schema: fewer nested bounds") : handle;
    }

    private int Tokenize(byte[] text, int[] tokens, bool isTemplate, bool addSpecial)
    {
        using var held = _model.Hold();
        fixed (byte* from = text)
        fixed (int* to = tokens)
        {
            return LlamaApi.llama_tokenize(_vocab, from, text.Length, to, tokens.Length, (byte)(addSpecial ? 1 : 0), (byte)(isTemplate ? 1 : 0));
        }
    }

    private int Piece(int token, Span<byte> buffer, bool withControl)
    {
        using var held = _model.Hold();
        fixed (byte* to = buffer)
        {
            return LlamaApi.llama_token_to_piece(_vocab, token, to, buffer.Length, leftStrip: 0, (byte)(withControl ? 1 : 0));
        }
    }

    private bool IsBarred(int token) =>
        !_isEnd[token] && (LlamaApi.llama_vocab_get_attr(_vocab, token) & (UnknownAttribute | UnusedAttribute | ControlAttribute)) != 0;
}
