using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>The page of the thing that a passage is about.</summary>
/// <param name="IsSure">It names no other, or begins with it, and the page rests on its source already.</param>
internal sealed record PassageHome(LintPage Page, bool IsSure)
{
    /// <summary>Null where the passage names no page.</summary>
    public static PassageHome? Of(LintWiki wiki, Passage passage, RelPath source)
    {
        var named = Named(wiki, passage.Text).ToList();
        var pages = named.Select(each => each.Page).Distinct().ToList();
        if (pages.Count == 0)
        {
            return null;
        }

        int Cited(LintPage page) => page.Citations.Count(each => each.Citation.Source == source);
        var subject = named.Find(each => IsHead(passage.Text, each.At)).Page;
        var home = subject ?? named.OrderByDescending(each => Cited(each.Page)).ThenByDescending(each => each.Length).ThenBy(each => each.At).First().Page;
        return new PassageHome(home, (subject is not null || pages.Count == 1) && Cited(home) > 0);
    }

    /// <summary>
    /// A statement that says a passage in the same words, outside quotations, on a page that rests on its source or whose thing it names: "A
    /// flood came in 1602" may be said of two towns. A page about something first.
    /// </summary>
    public static (LintPage Page, Statement Statement)? Saying(LintWiki wiki, string passage, RelPath source)
    {
        if (Pieces.Of(passage) is not [var said])
        {
            return null;
        }

        var named = Named(wiki, passage).Select(each => each.Page).ToHashSet();
        return wiki.Pages.Where(page => !page.IsBook && page.Sentences.Contains(said.Hash) && (page.NamedSources.Contains(source) || named.Contains(page))).OrderBy(page => page.IsSource)
            .SelectMany(page => page.Statements.Where(statement => !statement.IsQuoted && Pieces.Of(statement.Text) is [var piece] && piece.Hash == said.Hash).Select(statement => ((LintPage, Statement)?)(page, statement))).FirstOrDefault();
    }

    /// <summary>A name that several pages have tells nothing.</summary>
    private static IEnumerable<(LintPage Page, int At, int Length)> Named(LintWiki wiki, string text)
    {
        var names = LinkNames.Of(wiki);
        var places = wiki.PageNames.In(text, (_, _) => false).Concat(HeadName(wiki, text));
        return places.Where(place => names.Titled(text.Substring(place.At, place.Length)).Take(2).Count() == 1).Select(place => (wiki[place.Page]!, place.At, place.Length));
    }

    /// <summary>One word at the head has a capital anyway: it is a name where it is that of a person, place or work.</summary>
    private static IEnumerable<(int At, int Length, RelPath Page)> HeadName(LintWiki wiki, string text)
    {
        var head = Tokens.Of(text).FirstOrDefault(token => !Language.IsStopAnywhere(token.Word));
        var word = text.Substring(head.Start, head.Length);
        return head.Length == 0 || !IsHead(text, head.Start) ? []
            : LinkNames.Of(wiki).Titled(word).Where(path => wiki[path] is { IsTopic: true, Outline: { Head.Type: "entity" } page } && page.Title == word).Select(path => (head.Start, head.Length, path));
    }

    /// <summary>Nothing but "the" and the like stands before it.</summary>
    private static bool IsHead(string text, int at) => Tokens.Of(text[..at]).TrueForAll(token => token.Word is "the" or "a" or "an" or "der" or "die" or "das" or "le" or "la" or "les" or "l'" or "el" or "los" or "las");
}
