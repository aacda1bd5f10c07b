using System.Globalization;
using System.Text;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed class TitleHeadingMismatch(RuleInfo info) : PageRule(info)
{
    public override IEnumerable<Finding> Check(PageScan page)
    {
        if (page.Outline.Head.Title is { } title && page.Outline.FirstHeading is { } heading && !title.Contains("{{", StringComparison.Ordinal) && !AreSame(title, heading.Plain))
        {
            yield return At(page.Outline.Path, page.Outline.Head.TitleLine, 1, $"the title is '{title.Trim()}', but the heading in line {heading.Line} is '{heading.Plain.Trim()}'");
        }
    }

    private static bool AreSame(string title, string heading)
    {
        var (left, right) = (LettersOf(title), LettersOf(WithoutAnchor(heading)));

        // Where one of the two is signs only, nothing can be compared.
        return left == right || left.Length == 0 || right.Length == 0;
    }

    /// <summary>"Setup {#setup}" is the heading Setup with an anchor of one's own.</summary>
    private static string WithoutAnchor(string heading) => heading.TrimEnd().EndsWith('}') && heading.LastIndexOf("{#", StringComparison.Ordinal) is > 0 and var at ? heading[..at] : heading;

    private static string LettersOf(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var rune in Folding.Fold(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark && rune.Value is not (>= 0xFE00 and <= 0xFE0F)))
            {
                letters.Append(rune);
            }
        }

        return letters.ToString();
    }
}
