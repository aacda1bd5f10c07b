using System.Text;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>The heading of a page that a link to a heading which is not there may have meant, and how it is written behind <c>#</c>.</summary>
internal static class LinkHeadings
{
    /// <summary>Null where there is none, or where several are as good.</summary>
    public static (OutlineHeading Heading, bool IsCertain)? Best(PageOutline page, string fragment)
    {
        var wanted = fragment.TrimStart('#');
        wanted = wanted[(wanted.LastIndexOf('#') + 1)..].Replace('-', ' ');
        var headings = page.Headings.Where(heading => LinkNames.Key(heading.Plain).Length > 0).ToList();
        foreach (var same in new Func<OutlineHeading, bool>[]
        {
            heading => LinkNames.Key(heading.Plain) == LinkNames.Key(wanted),
            heading => WordsOf(wanted) is { Count: > 0 } words && words.SetEquals(WordsOf(heading.Plain)) && LinkNames.HaveSameNumbers(wanted, heading.Plain),
        })
        {
            if (headings.Where(same).ToList() is { Count: > 0 } found)
            {
                return found.Count == 1 ? (found[0], true) : null;
            }
        }

        return headings.Where(heading => IsNear(wanted, heading.Plain)).ToList() is [var near] ? (near, false) : null;
    }

    /// <summary>What stands behind <c>#</c> for a heading, in the form that links of this kind have; null where it does not lead there.</summary>
    public static string? Fragment(LintWiki wiki, RelPath from, OutlineLink link, PageOutline page, OutlineHeading heading)
    {
        var isMarkdown = link.Form is LinkForm.Markdown or LinkForm.Definition;
        var isText = !isMarkdown || wiki.Rules == LinkRules.Obsidian || link.Target.Contains("%20", StringComparison.Ordinal);
        var at = page.Headings.IndexOf(heading);
        var name = isText ? Named(heading.Raw) : HeadingAnchor.Slugs(page.Headings.Select(each => each.Plain)).ElementAt(at);
        var written = isMarkdown ? MarkdownText.EscapePath(name) : name;
        var path = link.Target.IndexOf('#', StringComparison.Ordinal) is var hash && hash < 0 ? link.Target : link.Target[..hash];
        path = wiki.Links.Follow(from, link with { Target = path }).File == page.Path || (path.Length == 0 && from == page.Path) ? path
            : isMarkdown ? MarkdownText.EscapePath(from.LinkTo(page.Path)) : page.Path.Value;
        return name.Length > 0 && wiki.Links.Follow(from, link with { Target = path + "#" + written }) is { State: LinkState.Fine } leads && leads.File == page.Path ? written : null;
    }

    /// <summary>It shares most words with the other, both ways, or is the same but for a slip.</summary>
    private static bool IsNear(string wanted, string heading)
    {
        var (left, right) = (WordsOf(wanted), WordsOf(heading));
        var shared = left.Count(right.Contains);
        var (key, other) = (LinkNames.Key(wanted), LinkNames.Key(heading));
        return LinkNames.HaveSameNumbers(wanted, heading)
            && ((shared > 1 && shared * 2 > Math.Max(left.Count, right.Count)) || LinkNames.IsSlip(key, other, EditDistance.Between(key, other)));
    }

    private static HashSet<string> WordsOf(string text) => [.. Tokens.Of(text).Where(token => !Language.IsStopAnywhere(token.Word)).Select(token => token.Key)];

    /// <summary>As Obsidian writes it: signs of its syntax become blanks.</summary>
    private static string Named(string raw)
    {
        var name = new StringBuilder(raw.Length);
        foreach (var letter in raw.Replace("%%", " ", StringComparison.Ordinal))
        {
            var isBlank = letter is '#' or '^' or '[' or ']' or '|' or '\\' || char.IsWhiteSpace(letter);
            name.Append(!isBlank ? letter : name.Length > 0 && name[^1] != ' ' ? " " : "");
        }

        return name.ToString().TrimEnd();
    }
}
