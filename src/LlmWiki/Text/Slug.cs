using System.Globalization;
using System.Text;

namespace LlmWiki.Text;

/// <summary>
/// File names made of titles, for any script: lower case, Latin diacritics folded, everything that is no letter, digit or
/// mark becomes one dash. Safe on Windows, macOS and Linux and in links without escaping of ASCII.
/// </summary>
public static class Slug
{
    private const int MaxBytes = 100;

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "con", "prn", "aux", "nul", "index", "log", "readme",
        "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    /// <summary>
    /// The slug of a title. Titles that differ may give the same one (<c>C</c>, <c>C#</c>): see <see cref="Distinct"/>.
    /// </summary>
    public static string Of(string title)
    {
        var slug = Dashed(Folding.Fold(title));
        if (slug.Length == 0)
        {
            return "page-" + ContentHash.Of(title).Prefix(6);
        }

        if (Encoding.UTF8.GetByteCount(slug) > MaxBytes)
        {
            slug = Cut(slug) + "-" + ContentHash.Of(title).Prefix(6);
        }

        return Reserved.Contains(slug) ? slug + "-page" : slug;
    }

    /// <summary>The slug with a short hash of the exact title, for a title whose plain slug is taken.</summary>
    public static string Distinct(string title) => Of(title) + "-" + ContentHash.Of(title).Prefix(6);

    private static string Dashed(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (IsMark(rune) && slug.Length > 0 && slug[^1] != '-'))
            {
                slug.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (rune.Value != '\'' && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    /// <summary>A mark that belongs to the letter before it; not one that only chooses the looks of an emoji.</summary>
    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        && rune.Value is not (>= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF);

    private static string Cut(string slug)
    {
        var bytes = 0;
        var cut = new StringBuilder();
        foreach (var rune in slug.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                break;
            }

            cut.Append(rune.ToString());
        }

        return cut.ToString().TrimEnd('-');
    }
}
