using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>
/// contradiction: where both are cited, a callout that tells both statements with their sources; of a number that changes, what is so since
/// the younger source and was until the older one. Nothing is deleted.
/// </summary>
internal sealed class ContradictionFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["contradiction"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (DisagreementRule.PairOf(view.Wiki, DisagreementKind.Contradiction, finding) is not { } pair || view.PageAt(finding.Path) is not { } file)
        {
            return Proposal.None("the statements are gone");
        }

        if (CitedStatement.Of(view.Wiki, pair.First) is not { } other || CitedStatement.Of(view.Wiki, pair.Second) is not { } here)
        {
            return Proposal.None("one of the two has no citation that holds: nothing says who is right");
        }

        if (!here.Statement.IsOwned || !other.Statement.IsOwned)
        {
            return Proposal.None("one of the two is a person's: it is for a person to say who is right");
        }

        if (Overtaken(view, pair, other, here) is var (older, olderYear, younger))
        {
            return EraForm.Tell(finding, view, older, olderYear, younger, FixTier.Review, "both are cited, and the source of one is younger");
        }

        var labels = new CitationLabels(file, here.Page);
        var newline = file.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lines = new[] { $"> [!WARNING] {SettledPairs.Title}", Line(view.Wiki, other, labels), Line(view.Wiki, here, labels) };
        var edits = new List<TextEdit> { new(file.Path, EndOfBlock(file.Page, here.Statement.Line), 0, newline + newline + string.Join(newline, lines)) };
        if (labels.Definitions() is { } definitions)
        {
            edits.Add(definitions);
        }

        return new Fix(finding, FixTier.Review, "tell both with their sources", [.. edits]) { Reason = "both are cited, and both citations hold" };
    }

    private static string Line(LintWiki wiki, CitedStatement said, CitationLabels labels)
    {
        var titles = string.Join(" and ", said.Citations.Select(citation => citation.Source).Distinct().Select(source => MarkdownText.Escape(TitleOf(wiki, source))));
        return $"> - {titles}: {MarkdownText.Escape(said.Statement.Text)}{string.Concat(said.Citations.Select(citation => $"[^{labels.Of(citation)}]"))}";
    }

    /// <summary>The side that the other one has overtaken: both tell how many there are, and the sources of one are all younger. Null where that is not so.</summary>
    private static (Statement Older, int Year, YoungerStatement Younger)? Overtaken(HealView view, StatementPair pair, CitedStatement left, CitedStatement right)
    {
        if (!pair.Disagreement.What.StartsWith("number of ", StringComparison.Ordinal) || !IsOfNow(left) || !IsOfNow(right) || YearsOf(view, left) is not { } one || YearsOf(view, right) is not { } other)
        {
            return null;
        }

        var (older, year, younger, last) = one.Last < other.First ? (left, one.Last, right, other.First) : (right, other.Last, left, one.First);
        return year < last ? (older.Statement, year, YoungerStatement.Of(view.Wiki, younger.Statement, last)) : null;
    }

    /// <summary>It tells how things are, and gives no year for it.</summary>
    private static bool IsOfNow(CitedStatement said) => new ParsedStatement(said.Statement, said.Page.Outline.Title) is { Years.Count: 0, Days.Count: 0 } parsed && Tenses.IsPresent(parsed);

    /// <summary>The years of the first and the last of its sources; null where one has no date.</summary>
    private static (int First, int Last)? YearsOf(HealView view, CitedStatement said)
    {
        var years = said.Citations.Select(citation => view.Wiki.Sources!.Read(citation.Source)?.Source.Metadata.Date?.Year).ToList();
        return years.Contains(null) ? null : (years.Min()!.Value, years.Max()!.Value);
    }

    private static string TitleOf(LintWiki wiki, RelPath source) =>
        (wiki.Sources!.Read(source)?.Source.Metadata.Title ?? source.Name).ReplaceLineEndings(" ").Trim();

    /// <summary>Behind the block of a line; behind its list, so that this is not cut in two.</summary>
    private static int EndOfBlock(Page page, int line)
    {
        var at = page.Blocks.Length - 1;
        while (page.Blocks[at].Line > line)
        {
            at--;
        }

        while (at + 1 < page.Blocks.Length && page.Blocks[at].Kind == BlockKind.ListItem && page.Blocks[at + 1].Kind == BlockKind.ListItem)
        {
            at++;
        }

        return EndOf(page, page.Blocks[at]);
    }

    private static int EndOf(Page page, PageBlock block) =>
        page.StartOf(page.Blocks.IndexOf(block)) + block.Raw.TrimEnd().Length;
}
