using System.Text.RegularExpressions;

namespace LlmWiki.Pages;

/// <summary>The places within one page that a link may name.</summary>
public sealed partial class PageAnchors(PageOutline page)
{
    private readonly HashSet<string> _slugs = new(HeadingAnchor.Slugs(page.Headings.Select(heading => heading.Plain)).Concat(page.HtmlIds), StringComparer.OrdinalIgnoreCase);
    private readonly List<(int Level, string Text)> _headings = [.. page.Headings.Select(heading => (heading.Level, HeadingAnchor.Strip(heading.Raw)))];
    private readonly HashSet<string> _blocks = new(page.BlockIds, StringComparer.OrdinalIgnoreCase);

    /// <summary>GitHub's: a heading's slug, an id in HTML, the top, or lines of the source view.</summary>
    public bool HasSlug(string fragment) => _slugs.Contains(fragment) || fragment.Equals("top", StringComparison.OrdinalIgnoreCase) || SourceLines().IsMatch(fragment);

    /// <summary>Obsidian's: a heading's text, or a chain of headings of growing level; case and punctuation do not count.</summary>
    public bool HasHeading(string fragment)
    {
        var (at, level) = (0, 0);
        foreach (var part in fragment.Split('#', StringSplitOptions.RemoveEmptyEntries))
        {
            var text = HeadingAnchor.Strip(part);
            at = _headings.FindIndex(at, heading => heading.Level > level && heading.Text == text);
            if (at < 0)
            {
                return false;
            }

            level = _headings[at].Level;
            at++;
        }

        return true;
    }

    /// <summary>Obsidian's <c>^id</c>.</summary>
    public bool HasBlock(string fragment) => fragment.TrimStart('#') is ['^', .. var id] && _blocks.Contains(id.Trim());

    [GeneratedRegex(@"^L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SourceLines();
}
