using System.Text;

namespace LlmWiki.Text;

/// <summary>
/// Cyrillic and Greek names in Latin letters, in a rough form that the usual ways of writing them (BGN/PCGN, ISO 9, German, French) come
/// down to as well: for comparing names, not for showing them.
/// </summary>
public static class Transliteration
{
    private const string Cyrillic = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў";

    private static readonly string[] Latin =
    [
        "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "sh", "", "i", "", "e", "iu", "ia",
        "i", "i", "e", "g", "u",
    ];

    private const string Greek = "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋ";

    private static readonly string[] GreekLatin =
    [
        "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "t", "i", "f", "h", "ps", "o", "s", "a", "e", "i", "i", "o", "i", "o", "i", "i",
    ];

    // Longer ones first; all come down to what the tables above give.
    private static readonly (string From, string To)[] Spellings =
    [
        ("schtsch", "sh"), ("shch", "sh"), ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("kh", "h"), ("ph", "f"), ("zh", "zh"), ("yu", "iu"), ("ju", "iu"), ("ya", "ia"), ("ja", "ia"), ("yo", "e"), ("jo", "e"),
        ("ij", "i"), ("iy", "i"), ("yi", "i"), ("ii", "i"), ("y", "i"), ("j", "i"), ("w", "v"), ("tz", "ts"), ("c", "ts"), ("ou", "u"),
    ];

    /// <summary>A folded name with Cyrillic or Greek letters in Latin ones, and the spellings of these brought down to one.</summary>
    public static string Rough(string folded)
    {
        var latin = new StringBuilder(folded.Length + 8);
        foreach (var letter in folded)
        {
            var (c, g) = (Cyrillic.IndexOf(letter, StringComparison.Ordinal), Greek.IndexOf(letter, StringComparison.Ordinal));
            latin.Append(c >= 0 ? Latin[c] : g >= 0 ? GreekLatin[g] : letter.ToString());
        }

        var text = latin.ToString().Replace("ch", "\u0001", StringComparison.Ordinal);
        foreach (var (from, to) in Spellings)
        {
            text = text.Replace(from.Replace("ch", "\u0001", StringComparison.Ordinal), to.Replace("ch", "\u0001", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        return Single(text.Replace("\u0001", "ch", StringComparison.Ordinal));
    }

    /// <summary>Whether a name has letters that <see cref="Rough"/> changes.</summary>
    public static bool IsForeign(string folded) => folded.AsSpan().ContainsAny(Cyrillic) || folded.AsSpan().ContainsAny(Greek);

    private static string Single(string text)
    {
        var single = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (single.Length == 0 || single[^1] != letter || letter == ' ')
            {
                single.Append(letter);
            }
        }

        return single.ToString();
    }
}
