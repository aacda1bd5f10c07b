using System.Globalization;
using System.Text;

namespace LlmWiki.Pages;

/// <summary>
/// The names that headings are linked by. GitHub's: github-slugger's rules, with which its own rendering agrees. Obsidian's: the
/// published <c>stripHeading</c>, which both sides of a link pass.
/// </summary>
public static class HeadingAnchor
{
    private const string Stripped = "!\"#$%&()*+,.:;<=>?@^`{|}~/[]\\\r\n";

    /// <summary>GitHub's anchor of a heading, before a number tells equal ones apart.</summary>
    public static string Slug(string plain)
    {
        var slug = new StringBuilder(plain.Length);
        foreach (var rune in plain.EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(rune);
            if (lower.Value == ' ')
            {
                slug.Append('-');
            }
            else if (lower.Value == 'İ')
            {
                // The one letter that becomes two.
                slug.Append("i\u0307");
            }
            else if (lower.Value == '-' || Rune.GetUnicodeCategory(lower) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation)
            {
                slug.Append(lower.ToString());
            }
        }

        return slug.ToString();
    }

    /// <summary>The anchors of a page's headings in order: a slug that is taken gets <c>-1</c>, <c>-2</c>, passing over taken ones.</summary>
    public static IEnumerable<string> Slugs(IEnumerable<string> plains)
    {
        var taken = new Dictionary<string, int>();
        foreach (var plain in plains)
        {
            var first = Slug(plain);
            var slug = first;
            if (taken.TryGetValue(first, out var count))
            {
                do
                {
                    slug = string.Create(CultureInfo.InvariantCulture, $"{first}-{++count}");
                }
                while (taken.ContainsKey(slug));
                taken[first] = count;
            }

            taken.TryAdd(slug, 0);
            yield return slug;
        }
    }

    /// <summary>What Obsidian compares of a heading, and of the part of a link behind <c>#</c>.</summary>
    public static string Strip(string heading)
    {
        var text = new StringBuilder(heading.Length);
        foreach (var letter in heading)
        {
            if (char.IsWhiteSpace(letter) || Stripped.Contains(letter, StringComparison.Ordinal))
            {
                if (text.Length > 0 && text[^1] != ' ')
                {
                    text.Append(' ');
                }
            }
            else
            {
                text.Append(char.ToLowerInvariant(letter));
            }
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>A heading as written, without the marks that make it one.</summary>
    internal static string RawOf(string text, bool isSetext)
    {
        if (isSetext)
        {
            var end = text.LastIndexOf('\n');
            return (end < 0 ? text : text[..end]).Trim();
        }

        var line = text.TrimStart('#').Trim();
        var open = line.TrimEnd('#');
        return open.Length == 0 || open[^1] is ' ' or '\t' ? open.TrimEnd() : line;
    }
}
