using System.Globalization;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>A passage as it is told on a page: its own words, and how well they stand alone.</summary>
internal static class PassageText
{
    /// <summary>Its citation, as ingest writes it: by the name of its source's page.</summary>
    public static Citation Cite(LintWiki wiki, RelPath source, Passage passage)
    {
        var page = wiki.Pages.FirstOrDefault(page => page.IsSource && page.Outline.Head.Sources is [{ Path: { } path }, ..] && path == source);
        return new Citation(string.Create(CultureInfo.InvariantCulture, $"{(page?.Path.Stem ?? Slug.Of(source.Stem))}.{passage.Number}"), source, passage.Place, Citation.QuoteOf(passage.Text));
    }

    /// <summary>In quotation marks where somebody speaks of himself or is quoted.</summary>
    public static string Of(Passage passage, bool isQuote) =>
        isQuote && passage.Text[0] is not ('“' or '"' or '„' or '«') ? $"“{passage.Markdown.Replace('“', '‘').Replace('”', '’')}”" : passage.Markdown;

    /// <summary>The same with a link on the first mention of each page that this page does not link to yet.</summary>
    public static string Linked(HealView view, LintPage page, string markdown)
    {
        var linked = page.Targets.Select(target => target.File).OfType<RelPath>().Append(page.Path).ToHashSet();
        var names = view.Wiki.PageNames.In(markdown, (at, length) => !IsFree(markdown, at, length)).Where(name => linked.Add(name.Page)).Reverse();
        return names.Aggregate(markdown, (text, name) => text[..name.At] + LinkEdit.Around(view, page.Path, name.Page, text.Substring(name.At, name.Length), isInTable: false) + text[(name.At + name.Length)..]);
    }

    /// <summary>How a passage stands alone; with the reason where it does not.</summary>
    public static (Standing Standing, string Reason) Judge(Source source, Passage passage)
    {
        if (passage.Kind == PassageKind.Heading)
        {
            return (Standing.NoStatement, "heading");
        }

        if (Injection.IsMeantForModel(passage.Text))
        {
            return (Standing.NoStatement, Injection.Reason);
        }

        if (passage.Kind == PassageKind.TableRow)
        {
            return passage.Cells.Count(cell => cell.Value.Length > 0) < 2 ? (Standing.NoStatement, "a row with a single cell") : (Standing.Alone, "");
        }

        var language = Language.Of(source.Passages.Where(each => each.Kind != PassageKind.Code).SelectMany(each => Tokens.Of(each.Text)).Select(token => token.Word));
        var (standing, reason) = Sentence.Judge(passage.Text, language, passage.IsTask);
        return standing switch
        {
            Standing.LeadsIn => (Standing.NoStatement, "leads into a list"),
            Standing.Alone or Standing.Soft when Sentence.IsFragment(passage.Text) && !passage.Text.Any(char.IsDigit) => (Standing.NoStatement, "too short to stand alone"),
            _ => (standing, reason),
        };
    }

    /// <summary>Whether a link may be set: not within code, a link, an address or a word with marks.</summary>
    private static bool IsFree(string markdown, int at, int length)
    {
        var before = markdown.AsSpan(0, at);
        return !markdown.AsSpan(at, length).ContainsAny("*_`[]()<>\\/") && before.Count('`') % 2 == 0 && before.Count('[') == before.Count(']') && before.LastIndexOf("](") <= before.LastIndexOf(')')
            && (at == 0 || !"#@/\\!&=".Contains(before[^1], StringComparison.Ordinal));
    }
}
