using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>contradiction: a callout that tells both statements with their sources, where both are cited. Nothing is deleted.</summary>
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
        return $"> {titles}: {MarkdownText.Escape(said.Statement.Text)}{string.Concat(said.Citations.Select(citation => $"[^{labels.Of(citation)}]"))}";
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
