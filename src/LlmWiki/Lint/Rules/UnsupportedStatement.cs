using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Words;

namespace LlmWiki.Lint.Rules;

/// <summary>unsupported-statement: the tool wrote it and cites nothing, or a number, date or name is not in what is cited.</summary>
internal sealed class UnsupportedStatement(RuleInfo info) : WikiRule(info)
{
    public override ulong? Basis(LintPage page, LintWiki wiki) => wiki.SourcesBasis(page);

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki) => page.IsBook ? [] : Uncited(page).Concat(Unfounded(page, wiki));

    /// <summary>Blocks of the tool that end without a footnote.</summary>
    private IEnumerable<Finding> Uncited(LintPage page)
    {
        if (page.IsSource || !page.Outline.Head.IsGenerated)
        {
            yield break;
        }

        var texts = page.Outline.Texts;
        for (var i = 0; i < texts.Length; i++)
        {
            var text = texts[i];
            if (text is { IsOwned: true, IsQuoted: false, Kind: TextKind.Paragraph or TextKind.ListItem } && text.Labels.IsEmpty && text.Text.Length > 0
                && !IsLinksOnly(text) && !text.Text.StartsWith("Not the same as", StringComparison.Ordinal) && !SaysDescription(page, text) && !IsHeadOfCited(texts, i))
            {
                yield return At(page.Path, text.Line, 1, "a statement of the tool has no citation") with { Kind = "no-citation" };
            }
        }
    }

    /// <summary>An item whose own items are cited.</summary>
    private static bool IsHeadOfCited(System.Collections.Immutable.ImmutableArray<OutlineText> texts, int at) =>
        at + 1 < texts.Length && texts[at].Kind == TextKind.ListItem && texts[at + 1].Kind == TextKind.ListItem && texts[at + 1].Level > texts[at].Level && !texts[at + 1].Labels.IsEmpty;

    private static bool IsLinksOnly(OutlineText text)
    {
        var rest = text.Text.ToCharArray();
        foreach (var mask in text.Masks.Where(mask => !mask.IsCode))
        {
            Array.Fill(rest, ' ', mask.Start, Math.Min(mask.Length, rest.Length - mask.Start));
        }

        return text.Masks.Any(mask => !mask.IsCode) && !Array.Exists(rest, char.IsLetterOrDigit);
    }

    private static bool SaysDescription(LintPage page, OutlineText text) =>
        page.Outline.Head.Description is { } description && Tokens.NameKey(text.Text).StartsWith(Tokens.NameKey(description.TrimEnd('…', ' ')), StringComparison.Ordinal);

    private IEnumerable<Finding> Unfounded(LintPage page, LintWiki wiki)
    {
        if (page.Citations.IsEmpty)
        {
            yield break;
        }

        var grounds = new Grounds(page, wiki);
        foreach (var statement in page.Statements.Where(statement => !statement.Labels.IsEmpty))
        {
            if (grounds.Of(statement) is { } ground && ground.Missing(statement.Text) is { } missing)
            {
                yield return At(page.Path, statement.Line, statement.Column, $"{missing} is not in what is cited") with
                {
                    Kind = "unfounded",
                    Evidence = [.. statement.Labels.Select(label => page.Citations.FirstOrDefault(each => each.Citation.Label == label)).OfType<PageCitation>().Select(each => new Evidence(each.Citation.Source, each.Citation.Place.First, each.Citation.Quote))],
                };
            }
        }
    }

    /// <summary>What the footnotes of a page lead to.</summary>
    private sealed class Grounds(LintPage page, LintWiki wiki)
    {
        private readonly Dictionary<string, (Citation Citation, CitationCheck? Check)> _byLabel = page.Citations.Zip(page.Checks(wiki.Sources!), (each, check) => (each.Citation, check)).DistinctBy(each => each.Citation.Label).ToDictionary(each => each.Citation.Label);

        /// <summary>Null where one of the footnotes is none of the tool's, or does not hold: nothing can be said then.</summary>
        public Ground? Of(Statement statement)
        {
            var texts = new List<string>();
            var frames = new List<string> { page.Outline.Title };
            frames.AddRange(page.Outline.Head.Aliases.Select(alias => alias.Text));
            foreach (var label in statement.Labels)
            {
                if (!_byLabel.TryGetValue(label, out var each) || each.Check is not { State: CitationState.Holds or CitationState.Moved, Passage: { } passage } || wiki.Sources!.Read(each.Citation.Source) is not { } source)
                {
                    return null;
                }

                texts.Add(passage.Text);
                if (statement.IsQuoted)
                {
                    // A callout that tells what sources disagree on names them.
                    frames.AddRange(["Warning", SettledPairs.Title, each.Citation.Source.Name]);
                }

                frames.AddRange(source.HeadingsOf(passage).Select(heading => heading.Text).Append(source.Source.Metadata.Title ?? "").Append(source.Source.Path.Stem).Concat(source.Source.Metadata.Authors));
            }

            return new Ground(texts, frames);
        }
    }
}
