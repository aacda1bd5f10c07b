using System.Collections.Concurrent;
using System.Globalization;
using LlmWiki.Text;

namespace LlmWiki.Words;

/// <summary>A word of a text: where it stands, its folded form, and the form under which it is compared.</summary>
/// <param name="Word">Lower case, diacritics off.</param>
/// <param name="Key">The same without plural and possessive endings and regional spelling.</param>
internal readonly record struct Token(int Start, int Length, string Word, string Key)
{
    public int End => Start + Length;
}

/// <summary>
/// Cuts text into words: runs of letters, digits and marks, with inner apostrophes. A hyphen parts words, so that
/// "penny-farthing" and "penny farthing" are the same two. Where a script has no blanks each character is a word.
/// </summary>
internal static class Tokens
{
    private const int MaxKnown = 200_000;
    private const int MaxKnownLength = 32;

    // The same few thousand words make up nearly all of any text: each is folded once, and its two forms are shared.
    private static readonly ConcurrentDictionary<string, (string Word, string Key)> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, (string Word, string Key)>.AlternateLookup<ReadOnlySpan<char>> KnownSpans = Known.GetAlternateLookup<ReadOnlySpan<char>>();
    private static int _known;

    // Before that, the words of late: a table for each thread that is looked at without any care for the others.
    private const int LateBits = 12;

    [ThreadStatic]
    private static (string Surface, string Word, string Key)[]? _late;

    public static List<Token> Of(string text)
    {
        var tokens = new List<Token>(text.Length / 6);
        for (var i = 0; i < text.Length;)
        {
            if (IsIdeograph(text[i]))
            {
                var one = text[i].ToString();
                tokens.Add(new Token(i, 1, one, one));
                i++;
            }
            else if (Folding.IsWordPart(text[i]))
            {
                var end = EndOf(text, i);
                var (word, key) = Forms(text.AsSpan(i, end - i));
                tokens.Add(new Token(i, end - i, word, key));
                i = end;
            }
            else
            {
                i++;
            }
        }

        return tokens;
    }

    /// <summary>The key of a whole name: its words' keys, joined by blanks.</summary>
    public static string NameKey(string name) => string.Join(' ', Of(name).Select(token => token.Key));

    public static bool IsIdeograph(char c) => c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF'
        || (c > 0x7F && char.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter && c is >= '\u0E00' and <= '\u0EFF');

    private static (string Word, string Key) Forms(ReadOnlySpan<char> surface)
    {
        var late = _late ??= new (string, string, string)[1 << LateBits];
        var hash = (uint)surface.Length;
        foreach (var letter in surface)
        {
            hash = (hash * 31) + letter;
        }

        ref var place = ref late[(hash * 2_654_435_769) >> (32 - LateBits)];
        if (place.Surface is null || !surface.SequenceEqual(place.Surface))
        {
            var (word, key) = FormsOfAll(surface);
            if (surface.Length > MaxKnownLength)
            {
                return (word, key);
            }

            place = (surface.ToString(), word, key);
        }

        return (place.Word, place.Key);
    }

    private static (string Word, string Key) FormsOfAll(ReadOnlySpan<char> surface)
    {
        if (KnownSpans.TryGetValue(surface, out var known))
        {
            return known;
        }

        var word = Folding.Fold(surface.ToString());
        var forms = (word, KeyOf(word));
        if (surface.Length <= MaxKnownLength && Volatile.Read(ref _known) < MaxKnown && KnownSpans.TryAdd(surface, forms))
        {
            Interlocked.Increment(ref _known);
        }

        return forms;
    }

    private static int EndOf(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && !IsIdeograph(text[end]))
        {
            var inner = text[end] is '\'' or '’' && end + 1 < text.Length && char.IsLetter(text[end + 1]);
            var thousands = text[end] is '.' or ',' && char.IsDigit(text[end - 1]) && end + 1 < text.Length && char.IsDigit(text[end + 1]);
            if (!inner && !thousands && !Folding.IsWordPart(text[end]))
            {
                break;
            }

            end++;
        }

        return end;
    }

    private static string KeyOf(string word)
    {
        if (word.Length < 4 || !char.IsAsciiLetter(word[0]))
        {
            return word;
        }

        if (word.EndsWith("'s", StringComparison.Ordinal))
        {
            word = word[..^2];
        }

        return Spelling.American(Singular(word));
    }

    /// <summary>The S stemmer: Harman, "How effective is suffixing?", JASIS 42 (1991).</summary>
    private static string Singular(string word)
    {
        if (word.Length < 4 || word[^1] != 's' || !word.AsSpan().ContainsAnyInRange('a', 'z'))
        {
            return word;
        }

        return word switch
        {
            [.., 'e' or 'a', 'i', 'e', 's'] => word,
            [.., 'i', 'e', 's'] => word[..^3] + "y",
            [.., 'a' or 'e' or 'o', 'e', 's'] => word,
            [.., 'x' or 'h', 'e', 's'] => word[..^2],
            [.., 's', 's', 'e', 's'] => word[..^2],
            [.., 'u' or 's' or 'i', 's'] => word,
            _ => word[..^1],
        };
    }
}

/// <summary>British and American spellings of one word, so that they do not make two pages.</summary>
internal static class Spelling
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["tyre"] = "tire",
        ["centre"] = "center",
        ["metre"] = "meter",
        ["litre"] = "liter",
        ["fibre"] = "fiber",
        ["theatre"] = "theater",
        ["grey"] = "gray",
        ["aluminium"] = "aluminum",
        ["kerb"] = "curb",
        ["plough"] = "plow",
        ["programme"] = "program",
        ["catalogue"] = "catalog",
        ["dialogue"] = "dialog",
        ["analogue"] = "analog",
        ["cheque"] = "check",
        ["mould"] = "mold",
        ["licence"] = "license",
        ["defence"] = "defense",
        ["jewellery"] = "jewelry",
        ["travelling"] = "traveling",
        ["modelling"] = "modeling",
    };

    public static string American(string word)
    {
        if (Words.TryGetValue(word, out var american))
        {
            return american;
        }

        return word switch
        {
            { Length: > 5 } when word.EndsWith("our", StringComparison.Ordinal) => word[..^3] + "or",
            { Length: > 5 } when word.EndsWith("isation", StringComparison.Ordinal) => word[..^7] + "ization",
            { Length: > 6 } when word.EndsWith("ise", StringComparison.Ordinal) => word[..^3] + "ize",
            { Length: > 6 } when word.EndsWith("iser", StringComparison.Ordinal) => word[..^4] + "izer",
            { Length: > 6 } when word.EndsWith("ising", StringComparison.Ordinal) => word[..^5] + "izing",
            _ => word,
        };
    }
}
