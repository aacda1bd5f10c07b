using LlmWiki.Pages;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint.Rules;

/// <summary>A sentence, known by a hash of its words.</summary>
internal readonly record struct Piece(ulong Hash, int Words, int Start, int Length);

/// <summary>
/// Cuts a text at the stops of sentences, without an eye for abbreviations: the same text is cut in the same way wherever it stands,
/// which is all that a comparison needs. The hash does not change with capitals, punctuation and blanks.
/// </summary>
internal static class Pieces
{
    public static List<Piece> Of(string text)
    {
        var pieces = new List<Piece>(4);
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var isWide = text[i] is '。' or '！' or '？';
            if (isWide || (text[i] is '.' or '!' or '?' && (i + 1 == text.Length || text[i + 1] is ' ' or ')' or '"' or '”')))
            {
                Add(pieces, text, start, i + 1);
                start = i + 1;
            }
        }

        Add(pieces, text, start, text.Length);
        return pieces;
    }

    /// <summary>A link or a piece of code may stand as often as it is needed.</summary>
    public static bool IsLink(OutlineText text, Piece piece) => text.Masks.Any(mask => mask.Start <= piece.Start && mask.Start + mask.Length >= piece.Start + piece.Length - 1);

    private static void Add(List<Piece> pieces, string text, int start, int end)
    {
        while (start < end && !char.IsLetterOrDigit(text[start]) && !char.IsSurrogate(text[start]))
        {
            start++;
        }

        var (hash, words, inWord) = (StableHash.Basis, 0, false);
        for (var i = start; i < end; i++)
        {
            var letter = text[i];
            if (letter < 0x80 ? char.IsAsciiLetterOrDigit(letter) : Folding.IsWordPart(letter))
            {
                var isWord = letter >= 0x80 && Tokens.IsIdeograph(letter);
                if (!inWord || isWord)
                {
                    hash = (hash ^ ' ') * StableHash.Prime;
                    words++;
                }

                hash = (hash ^ char.ToLowerInvariant(letter)) * StableHash.Prime;
                inWord = !isWord;
            }
            else
            {
                // "3.5" is not "3 5", nor "C++" "C"; what stands between words does not count.
                var isInside = inWord && i + 1 < end && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]);
                hash = isInside || letter is '+' or '#' or '%' or '<' or '>' or '=' ? (hash ^ letter) * StableHash.Prime : hash;
                inWord = inWord && letter is '\'' or '’';
            }
        }

        if (words > 0)
        {
            pieces.Add(new Piece(hash, words, start, end - start));
        }
    }
}
