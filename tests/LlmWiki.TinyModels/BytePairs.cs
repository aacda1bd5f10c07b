using System.Text;

namespace LlmWiki.TinyModels;

/// <summary>
/// A byte-level BPE vocabulary as GPT-2 and its heirs have it: the 256 bytes, what merges make of them, control tokens. Every text can be
/// told in it, and every merge's result is a token.
/// </summary>
internal sealed class BytePairs
{
    private const int Normal = 1;
    private const int Control = 3;
    private const int UserDefined = 4;

    private const string Space = "\u0120";

    private readonly HashSet<string> _known = [];
    private readonly Dictionary<(string First, string Second), int> _ranks = [];

    public List<string> Tokens { get; } = [];

    public List<int> Types { get; } = [];

    public List<string> Merges { get; } = [];

    public uint EndOfText => Id("<|endoftext|>");

    public uint EndOfTurn => Id("<|im_end|>");

    public static BytePairs Make(int size, bool thinkTokens)
    {
        string[] control = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"], think = thinkTokens ? ["<think>", "</think>"] : [];
        var vocabulary = new BytePairs();
        for (var value = 0; value < 256; value++)
        {
            vocabulary.Add(ByteCharacter((byte)value).ToString(), Normal);
        }

        vocabulary.AddMerges(size - control.Length - think.Length);
        foreach (var token in control)
        {
            vocabulary.Add(token, Control);
        }

        foreach (var token in think)
        {
            vocabulary.Add(token, UserDefined);
        }

        return vocabulary.Tokens.Count == size ? vocabulary : throw new ArgumentOutOfRangeException(nameof(size), size, "300 to 400,000 tokens can be made");
    }

    /// <summary>
    /// GPT-2's printable stand-in for a byte: itself where it is a visible character of Latin-1, else the next free one from U+0100 on.
    /// </summary>
    internal static char ByteCharacter(byte value)
    {
        if (IsVisible(value))
        {
            return (char)value;
        }

        var free = 0;
        for (var before = 0; before < value; before++)
        {
            free += IsVisible((byte)before) ? 0 : 1;
        }

        return (char)(256 + free);
    }

    private static bool IsVisible(byte value) => value is (>= 33 and <= 126) or (>= 161 and <= 172) or >= 174;

    private void AddMerges(int until)
    {
        foreach (var word in Words.Common)
        {
            AddWord(char.IsAsciiLetter(word[0]) ? " " + word : word, until);
        }

        foreach (var (first, second) in Words.LetterPairs)
        {
            Merge(first, second, until);
            Merge(Space, first, until);
            Merge(Space + first, second, until);
        }

        foreach (var (first, second) in Words.PairsOfPairs.TakeWhile(_ => Tokens.Count < until))
        {
            Merge(first, second, until);
            Merge(Space + first, second, until);
        }
    }

    /// <summary>Merges of the word's parts, as the vocabulary sees it so far, from the left.</summary>
    private void AddWord(string word, int until)
    {
        var parts = Encoding.UTF8.GetBytes(word).Select(value => ByteCharacter(value).ToString()).ToList();
        while (parts.Count > 1)
        {
            var best = Enumerable.Range(0, parts.Count - 1).MinBy(i => _ranks.GetValueOrDefault((parts[i], parts[i + 1]), int.MaxValue));
            if (!Merge(parts[best], parts[best + 1], until))
            {
                return;
            }

            parts[best] += parts[best + 1];
            parts.RemoveAt(best + 1);
        }
    }

    private bool Merge(string first, string second, int until)
    {
        if (_ranks.ContainsKey((first, second)))
        {
            return true;
        }

        if (Tokens.Count >= until || _known.Contains(first + second))
        {
            return false;
        }

        _ranks.Add((first, second), _ranks.Count);
        Merges.Add($"{first} {second}");
        Add(first + second, Normal);
        return true;
    }

    private void Add(string token, int type)
    {
        _known.Add(token);
        Tokens.Add(token);
        Types.Add(type);
    }

    private uint Id(string token) => (uint)Tokens.LastIndexOf(token);
}
