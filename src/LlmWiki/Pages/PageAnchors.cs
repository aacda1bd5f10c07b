using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LlmWiki.Pages;

/// <summary>The places within one page that a link may name.</summary>
public sealed partial class PageAnchors(PageOutline page)
{
    private readonly HashSet<string> _slugs = new(HeadingAnchor.Slugs(page.Headings.Select(heading => heading.Plain)).Concat(page.HtmlIds), StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Text, int Level), List<int>> _headings = Places(page.Headings);
    private readonly HashSet<string> _blocks = new(page.BlockIds, StringComparer.OrdinalIgnoreCase);

    /// <summary>GitHub's: a heading's slug, an id in HTML, the top, or lines of the source view.</summary>
    public bool HasSlug(string fragment) => _slugs.Contains(fragment) || fragment.Equals("top", StringComparison.OrdinalIgnoreCase) || SourceLines().IsMatch(fragment);

    /// <summary>Obsidian's: a heading's text, or a chain of headings of growing level; case and punctuation do not count.</summary>
    public bool HasHeading(string fragment)
    {
        if (IsBlock(fragment))
        {
            return false;
        }

        var (at, level) = (-1, 0);
        foreach (var part in fragment.Split('#', StringSplitOptions.RemoveEmptyEntries))
        {
            (at, level) = Next(HeadingAnchor.Strip(part), at, level);
            if (at < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it names a block, not a heading.</summary>
    public static bool IsBlock(string fragment) => fragment.TrimStart('#') is ['^', ..];

    /// <summary>Obsidian's <c>^id</c>.</summary>
    public bool HasBlock(string fragment) => fragment.TrimStart('#') is ['^', .. var id] && _blocks.Contains(id.Trim());

    /// <summary>The first heading of that text behind a place and below a level; -1 where there is none.</summary>
    private (int At, int Level) Next(string text, int after, int above)
    {
        var best = (At: -1, Level: 0);
        for (var level = above + 1; level <= 6; level++)
        {
            if (_headings.TryGetValue((text, level), out var places))
            {
                var found = places.BinarySearch(after + 1);
                found = found < 0 ? ~found : found;
                if (found < places.Count && (best.At < 0 || places[found] < best.At))
                {
                    best = (places[found], level);
                }
            }
        }

        return best;
    }

    private static Dictionary<(string Text, int Level), List<int>> Places(ImmutableArray<OutlineHeading> headings)
    {
        var places = new Dictionary<(string Text, int Level), List<int>>();
        for (var i = 0; i < headings.Length; i++)
        {
            var key = (HeadingAnchor.Strip(headings[i].Raw), headings[i].Level);
            if (!places.TryGetValue(key, out var list))
            {
                places[key] = list = [];
            }

            list.Add(i);
        }

        return places;
    }

    [GeneratedRegex(@"^L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SourceLines();
}
