using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Lint;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>What is so now, by a statement of the wiki or a passage of a source.</summary>
/// <param name="Text">Plain.</param>
/// <param name="Markdown">The same as it is written where it stands nowhere on the page yet.</param>
/// <param name="Citations">Those that it rests on; none where they are not known or do not hold.</param>
internal sealed record YoungerStatement(string Text, string Markdown, ImmutableArray<Citation> Citations, int Year)
{
    public static YoungerStatement Of(LintWiki wiki, Statement statement, int year) =>
        new(statement.Text, MarkdownText.Escape(statement.Text), CitedStatement.Of(wiki, statement)?.Citations ?? [], year);
}

/// <summary>
/// Tells two statements of different years beside each other, word for word: "Since 2025: … Until 2019: …", the younger first, each with
/// its citations. The years are those of the statements themselves: of the time between nobody knows.
/// </summary>
internal static class EraForm
{
    public static Proposal Tell(Finding finding, HealView view, Statement older, int olderYear, YoungerStatement younger, FixTier tier, string reason)
    {
        if (view.PageAt(older.Page) is not { } file || view.Wiki[older.Page] is not { } page || SentencePlace.Of(file.Text, page.Outline, older) is not { } place)
        {
            return Proposal.None("the place of the older statement is not sure: marks go beyond the sentence");
        }

        // "Since 2022:" becomes "Until 2022:".
        var known = Era.LabelOf(older.Text);
        if (!file.Text.AsSpan(place.Start).StartsWith(known) || Era.Of(older.Text[known.Length..]) is not { } era)
        {
            return Proposal.None("'since' and 'until' are not known in its language");
        }

        var until = new TextEdit(file.Path, place.Start, known.Length, string.Format(CultureInfo.InvariantCulture, era.Until, olderYear));
        var since = Era.IsIn(younger.Text) ? "" : string.Format(CultureInfo.InvariantCulture, (Era.Of(younger.Text) ?? era).Since, younger.Year);
        var here = page.Statements.FirstOrDefault(statement => statement.Text == younger.Text && !statement.IsQuoted);
        var edits = here is null ? Beside(file, page, until, since, younger) : OnOnePage(file, place, until, SentencePlace.Of(file.Text, page.Outline, here), since);
        return new Fix(finding, tier, $"say until when it was so, and what is so since {younger.Year.ToString(CultureInfo.InvariantCulture)}", edits) { Takes = Taking.Sentences, Reason = reason };
    }

    /// <summary>The year that a statement tells; null where it tells none, or several.</summary>
    public static int? YearOf(LintWiki wiki, Statement statement) =>
        new ParsedStatement(statement, wiki[statement.Page]?.Outline.Title ?? "").Years is { Count: 1 } years ? int.Parse(years.First(), CultureInfo.InvariantCulture) : null;

    /// <summary>The younger one is put in before the older one, where it can be cited.</summary>
    private static ImmutableArray<TextEdit> Beside(SnapshotFile file, LintPage page, TextEdit until, string since, YoungerStatement younger)
    {
        if (younger.Citations.IsEmpty || !IsEnded(younger.Text))
        {
            return [until];
        }

        var labels = new CitationLabels(file, page);
        var said = until with { Text = $"{since}{younger.Markdown}{string.Concat(younger.Citations.Select(citation => $"[^{labels.Of(citation)}]"))} {until.Text}" };
        return labels.Definitions() is { } definitions ? [said, definitions] : [said];
    }

    /// <summary>The older one goes behind the younger one, unless it stands below it already or cannot be moved.</summary>
    private static ImmutableArray<TextEdit> OnOnePage(SnapshotFile file, SentencePlace older, TextEdit until, SentencePlace? younger, string since)
    {
        if (younger is null)
        {
            return [until];
        }

        var label = since.Length == 0 ? ImmutableArray<TextEdit>.Empty : [new TextEdit(file.Path, younger.Start, 0, since)];
        if (younger.Start < older.Start || !IsEnded(younger.Statement.Text) || BlockEdit.Delete(file, older) is not { } removal)
        {
            return [.. label, until];
        }

        var words = string.Join(' ', file.Text[until.End..older.End].Split('\n').Select(line => line.Trim()));
        return [removal, .. label, new TextEdit(file.Path, younger.End, 0, $" {until.Text}{words}")];
    }

    /// <summary>Whether a sentence has its stop, so that another may follow it.</summary>
    private static bool IsEnded(string text) => text.TrimEnd('"', '”', '’', ')', '»', '“') is [.., '.' or '!' or '…' or '。' or '！'];
}
