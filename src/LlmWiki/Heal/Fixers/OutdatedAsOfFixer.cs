using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Sources;

namespace LlmWiki.Heal.Fixers;

/// <summary>outdated-as-of: what a younger source says beside the old statement, each with its years; else the old one in the past tense.</summary>
internal sealed class OutdatedAsOfFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["outdated-as-of"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { } page || view.PageAt(finding.Path) is not { } file || Place(page, finding) is not var (block, at))
        {
            return Proposal.None("the date is gone");
        }

        var text = page.Outline.Texts[block];
        if (page.Statements.FirstOrDefault(each => each.Block == block && SentencePlace.StartOf(text, each) is var start && start <= at && at < start + each.Text.Length) is not { } statement)
        {
            return Proposal.None("it stands in a heading or table");
        }

        return EraForm.YearOf(view.Wiki, statement) is { } year && Younger(view, page, statement, year) is { } younger
            ? EraForm.Tell(finding, view, statement, year, younger, FixTier.Review, $"it is said for {younger.Year.ToString(CultureInfo.InvariantCulture)}: {younger.Text}")
            : Past(finding, file, text, statement, at);
    }

    private static (int Block, int At)? Place(LintPage page, Finding finding)
    {
        for (var i = 0; i < page.Outline.Texts.Length; i++)
        {
            var text = page.Outline.Texts[i];
            if (text.Kind != TextKind.Footnote && OutdatedAsOf.In(text).FirstOrDefault(match => text.PlaceOf(match.Index) == (finding.Line, finding.Column)) is { } found)
            {
                return (i, found.Index);
            }
        }

        return null;
    }

    /// <summary>What the wiki, else a source of the page, says of the same thing for a later year; the youngest.</summary>
    private static YoungerStatement? Younger(HealView view, LintPage page, Statement statement, int year)
    {
        var told = view.Wiki.Pairs.Found.Where(pair => pair.Disagreement.Kind == DisagreementKind.Superseded).Select(pair => pair.Disagreement.IsLeftOlder ? (Older: pair.First, Younger: pair.Second) : (Older: pair.Second, Younger: pair.First))
            .Where(pair => pair.Older == statement || (pair.Older.Page == statement.Page && pair.Older.Text == statement.Text)).Select(pair => EraForm.YearOf(view.Wiki, pair.Younger) is { } then ? YoungerStatement.Of(view.Wiki, pair.Younger, then) : null);
        return told.Concat(InSources(view, page, new ParsedStatement(statement, page.Outline.Title), year)).OfType<YoungerStatement>().MaxBy(younger => younger.Year);
    }

    private static IEnumerable<YoungerStatement> InSources(HealView view, LintPage page, ParsedStatement statement, int year)
    {
        foreach (var path in page.NamedSources.Concat(page.Citations.Select(each => each.Citation.Source)).Distinct().Order())
        {
            var source = view.Wiki.Sources?.Read(path);
            foreach (var passage in source?.Source.Passages.Where(each => each is { Kind: PassageKind.Sentence or PassageKind.ListItem, Quoted: false }) ?? [])
            {
                var heading = source!.HeadingsOf(passage).FirstOrDefault()?.Text ?? "";
                var said = new ParsedStatement(new Statement(path, passage.Number, 0, passage.Text, passage.Place.First, 1, [], false, false, heading), "");
                if (said is { HasPronoun: false, Years.Count: 1 } && int.Parse(said.Years.First(), CultureInfo.InvariantCulture) is var then && then > year
                    && Disagreement.Between(statement, said) is { Kind: DisagreementKind.Superseded, IsLeftOlder: true })
                {
                    yield return new YoungerStatement(passage.Text, passage.Markdown, [PassageText.Cite(view.Wiki, path, passage)], then);
                }
            }
        }
    }

    private static Proposal Past(Finding finding, SnapshotFile file, OutlineText text, Statement statement, int at)
    {
        var start = SentencePlace.StartOf(text, statement);
        if (PastTense.Of(statement.Text, at - start, finding.Length) is not { } words)
        {
            return Proposal.None("no source has a younger value, and the verb that would be put into the past is not certain");
        }

        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        foreach (var word in words)
        {
            if (text.IsMasked(start + word.Start, word.Length) || SentencePlace.StretchOf(file.Text, text, start + word.Start, start + word.Start + word.Length) is not { } place)
            {
                return Proposal.None("marks stand among the words of its date or verb");
            }

            edits.Add(new TextEdit(file.Path, place.Start, place.End - place.Start, word.Text));
        }

        return new Fix(finding, FixTier.Review, "put it into the past", edits.ToImmutable()) { Takes = Taking.Sentences, Reason = "no source has a younger value" };
    }
}
