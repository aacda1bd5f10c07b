using LlmWiki.Lint;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>Makes the words that name a page a link to it; they stay as they are written.</summary>
internal static class MentionLink
{
    /// <summary>Behind one of these, words are part of a tag, an address, an image or a footnote.</summary>
    public const string Joining = "#@/\\![^&=<";

    /// <summary>Null where it cannot be done, and then why.</summary>
    public static (TextEdit? Edit, string Why) Of(HealView view, Mention mention)
    {
        var (page, text) = (mention.Page.Path, view.Text(mention.Page.Path));
        if (LinkNames.Of(view.Wiki).Titled(mention.Words).Take(2).Count() > 1)
        {
            return (null, $"several pages are called '{mention.Words}'");
        }

        var place = mention.Text.PlaceOf(mention.At);
        var at = view.OffsetOf(page, place.Line, place.Column);
        if (at + mention.Length > text.Length || !text.AsSpan(at, mention.Length).SequenceEqual(mention.Words) || mention.Words.AsSpan().ContainsAny("[]\\`<>"))
        {
            return (null, "the words have marks in them");
        }

        if ((at > 0 && Joining.Contains(text[at - 1], StringComparison.Ordinal)) || IsInAnchor(text, view.OffsetOf(page, mention.Text.Line, 1), at))
        {
            return (null, "the words are part of something else");
        }

        var isInTable = mention.Text.Kind == TextKind.TableCell;
        return (new TextEdit(page, at, mention.Length, LinkEdit.Around(view, page, mention.Target, mention.Words, isInTable)), "");
    }

    /// <summary>Whether an <c>a</c> of HTML is open.</summary>
    private static bool IsInAnchor(string text, int start, int at) =>
        text.AsSpan(start, Math.Max(0, at - start)) is var before && before.LastIndexOf("<a ", StringComparison.OrdinalIgnoreCase) > before.LastIndexOf("</a", StringComparison.OrdinalIgnoreCase);
}
