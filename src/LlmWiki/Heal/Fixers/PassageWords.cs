using LlmWiki.Lint;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>Holds a statement against a passage, and makes it say the passage's words.</summary>
internal static class PassageWords
{
    /// <summary>What a statement may rest on where it cites a passage: its text, its headings, and what the page is called.</summary>
    public static Ground Ground(HealView view, LintPage page, RelPath source, Passage passage) => new([passage.Text],
        [page.Outline.Title, .. page.Outline.Head.Aliases.Select(alias => alias.Text), .. view.Wiki.Sources!.Read(source)?.HeadingsOf(passage).Select(heading => heading.Text) ?? []]);

    /// <summary>The words of a statement that differ from a passage, as they are there; null where marks stand among them, or where not all of the passage is known.</summary>
    public static TextEdit? Say(SnapshotFile file, LintPage page, Statement statement, Passage passage)
    {
        if (Citation.QuoteOf(passage.Text) != passage.Text)
        {
            return null;
        }

        var text = page.Outline.Texts[statement.Block];
        var (start, end, now) = Difference(statement.Text, passage.Text);
        var at = SentencePlace.StartOf(text, statement);
        return !text.IsMasked(at + start, end - start) && SentencePlace.StretchOf(file.Text, text, at + start, at + end) is { } place
            ? new TextEdit(file.Path, place.Start, place.End - place.Start, at + start == 0 ? MarkdownText.GuardStart(MarkdownText.Escape(now)) : MarkdownText.Escape(now)) : null;
    }

    /// <summary>The words from the first to the last that differ, and what stands in their place.</summary>
    private static (int Start, int End, string Now) Difference(string was, string now)
    {
        var start = was.AsSpan().CommonPrefixLength(now);
        var tail = 0;
        while (tail < Math.Min(was.Length, now.Length) - start && was[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        // Whole words, and at least one.
        start = start == 0 ? 0 : was.LastIndexOf(' ', start - 1) + 1;
        var end = was.IndexOf(' ', was.Length - tail) is >= 0 and var blank ? blank : was.Length;
        return (start, end, now[start..(now.Length - (was.Length - end))]);
    }
}
