using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Text;
using Microsoft.Extensions.AI;

namespace LlmWiki.Lint.Deep;

/// <summary>As much of a page as fits into one prompt.</summary>
internal sealed record PagePart(PageOutline Page, IReadOnlyList<OutlineText> Texts, string Shown)
{
    private const int MostTitle = 80;
    private const int MostQuestion = 600;

    /// <summary>The parts of a page, cut between its blocks; a block that is too long for one prompt is cut between words.</summary>
    public static IEnumerable<PagePart> Of(PageOutline page, string question, Prompt prompt, TextEngine engine)
    {
        var empty = Messages(prompt, page, question, "").Sum(message => engine.CountTokens(message.Text));
        var most = Math.Min(prompt.Budget, engine.Context - PageQuestion.Room) - empty - PageQuestion.Frame;
        var (texts, lines, size) = (new List<OutlineText>(), new List<string>(), 0);
        foreach (var (text, line) in Lines(page, most, engine))
        {
            var tokens = engine.CountTokens(line) + 1;
            if (size > 0 && size + tokens > most)
            {
                yield return new PagePart(page, texts, string.Join('\n', lines));
                (texts, lines, size) = ([], [], 0);
            }

            texts.Add(text);
            lines.Add(line);
            size += tokens;
        }

        if (size > 0)
        {
            yield return new PagePart(page, texts, string.Join('\n', lines));
        }
    }

    public static IReadOnlyList<ChatMessage> Messages(Prompt prompt, PageOutline page, string question, string text) => prompt.Render(new Dictionary<string, string>
    {
        ["question"] = Ellipsis.Cut(PromptText.Line(question), MostQuestion),
        ["title"] = Ellipsis.Cut(PromptText.Line(page.Title), MostTitle),
        ["text"] = text,
    });

    /// <summary>Where words stand in the part; null where they do not.</summary>
    public (OutlineText Text, int At)? Find(string quote)
    {
        foreach (var text in Texts)
        {
            if (DeepQuote.Find(text.Text, quote) is >= 0 and var at)
            {
                return (text, at);
            }
        }

        return null;
    }

    private static IEnumerable<(OutlineText Text, string Line)> Lines(PageOutline page, int most, TextEngine engine) =>
        from text in page.Texts
        where text.Kind != TextKind.Footnote && !string.IsNullOrWhiteSpace(text.Text)
        from piece in Pieces(PromptText.Line(text.Text), most - 10, engine)
        select (text, Mark(text) + piece);

    private static string Mark(OutlineText text) => text.Kind switch { TextKind.Heading => new string('#', Math.Clamp(text.Level, 1, 6)) + " ", TextKind.ListItem => "- ", TextKind.TableCell => "| ", _ => "" };

    private static IEnumerable<string> Pieces(string text, int most, TextEngine engine)
    {
        while (most > 0 && text.Length > 1 && engine.CountTokens(text) is var tokens && tokens > most)
        {
            var length = Math.Clamp((int)((long)text.Length * most / tokens) - 1, 1, text.Length - 1);
            length = text.LastIndexOf(' ', length) is > 0 and var blank && blank > length / 2 ? blank : length;
            yield return text[..length];
            text = text[length..].TrimStart();
        }

        yield return text;
    }
}
