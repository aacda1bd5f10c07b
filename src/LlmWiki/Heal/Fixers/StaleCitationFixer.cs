using LlmWiki.Lint;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>stale-citation: the passage as it reads now, in the footnote and in statements that are the old quote word for word.</summary>
internal sealed class StaleCitationFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["stale-citation"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (CitationEdit.At(finding, view) is not ({ Citation: var citation } each, { State: CitationState.Reworded, Passage: { } passage }) || view.PageAt(finding.Path) is not { } file)
        {
            return Proposal.None("the footnote is gone");
        }

        var page = view.Wiki[finding.Path]!;
        var edits = new List<TextEdit>();
        foreach (var statement in page.Statements.Where(statement => statement.Labels.Contains(citation.Label)))
        {
            if (Reworded(file, page, statement, citation, passage) is { } edit)
            {
                edits.Add(edit);
            }
            else if (new Ground([passage.Text], Frames(view, page, citation, passage)).Missing(statement.Text) is { } missing && statement.Labels.Length == 1)
            {
                return Proposal.None($"{missing} of the statement is no longer in the passage: '{Ellipsis.Cut(passage.Text, 80)}'");
            }
        }

        return CitationEdit.Rewrite(file, each, citation with { Quote = Citation.QuoteOf(passage.Text), Place = passage.Place }) is { } footnote
            ? new Fix(finding, FixTier.Review, edits.Count > 0 ? "quote the passage as it reads now, and say it so" : "quote the passage as it reads now", [.. edits, footnote])
            {
                Takes = Taking.Citations | (edits.Count > 0 ? Taking.Sentences : Taking.Nothing),
                Reason = $"it was '{citation.Quote}' and is '{Citation.QuoteOf(passage.Text)}'",
            }
            : Proposal.None("the footnote is not written in a form that can be edited");
    }

    private static IReadOnlyList<string> Frames(HealView view, LintPage page, Citation citation, Passage passage) =>
        [page.Outline.Title, .. page.Outline.Head.Aliases.Select(alias => alias.Text), .. view.Wiki.Sources!.Read(citation.Source)?.HeadingsOf(passage).Select(heading => heading.Text) ?? []];

    /// <summary>The words of a statement that changed in its passage; null where it is not the old quote, or marks stand among them.</summary>
    private static TextEdit? Reworded(SnapshotFile file, LintPage page, Statement statement, Citation citation, Passage passage)
    {
        if (statement.Text != citation.Quote || statement.Labels.Length != 1 || Citation.QuoteOf(passage.Text) != passage.Text)
        {
            return null;
        }

        var text = page.Outline.Texts[statement.Block];
        var (start, end, now) = Difference(statement.Text, passage.Text);
        var at = Sentences.Split(text.Text).First(sentence => text.PlaceOf(sentence.Start) == (statement.Line, statement.Column)).Start;
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
