namespace LlmWiki.TinyModels;

/// <summary>
/// A WordPiece vocabulary as llama.cpp wants it: what begins a word has U+2581 before it, what goes on has nothing. Lower-case
/// ASCII can be told in it; all else is [UNK].
/// </summary>
internal sealed record WordPieces(IReadOnlyList<string> Tokens, IReadOnlyList<int> Types)
{
    private const int Normal = 1;
    private const int Unknown = 2;
    private const int Control = 3;

    private static readonly string[] Special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    public static WordPieces Make(int size)
    {
        string[] tokens = [.. Special.Concat(Pieces()).Distinct().Take(size)];
        return tokens.Length == size
            ? new WordPieces(tokens, [.. tokens.Select((_, id) => id >= Special.Length ? Normal : id == 1 ? Unknown : Control)])
            : throw new ArgumentOutOfRangeException(nameof(size), size, "300 to 400,000 tokens can be made");
    }

    private static IEnumerable<string> Pieces()
    {
        var characters = Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Where(character => !char.IsAsciiLetterUpper(character)).Select(c => c.ToString());
        var words = Words.Common.Where(word => word.All(char.IsAsciiLetter));
        var parts = Words.LetterPairs.Concat(Words.PairsOfPairs).Select(pair => pair.First + pair.Second);
        return characters.SelectMany(Both).Concat(words.Select(Beginning)).Concat(parts.SelectMany(Both));
    }

    private static string[] Both(string piece) => [Beginning(piece), piece];

    private static string Beginning(string piece) => "\u2581" + piece;
}
