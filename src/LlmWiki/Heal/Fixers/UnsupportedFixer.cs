using LlmWiki.Lint;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>unsupported-statement: a citation of the passage that says it; where the cited passage says it otherwise, the words of the passage.</summary>
internal sealed class UnsupportedFixer : Fixer
{
    // So many of its words a passage must have that a statement cites anew, and a statement and a passage that tell one thing otherwise must share.
    private const double MostWords = 0.75;
    private const double LikeWords = 0.5;

    public override IReadOnlyCollection<string> Rules => ["unsupported-statement"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { } page || view.PageAt(finding.Path) is not { } file || view.Wiki.Sources is null)
        {
            return Proposal.None("the page is gone");
        }

        var isUncited = finding.Kind == "no-citation";
        var statements = page.Statements.Where(each => isUncited ? page.Outline.Texts[each.Block].Line == finding.Line : (each.Line, each.Column) == (finding.Line, finding.Column)).ToList();
        return statements.Count == 0 ? Proposal.None("the statement is gone") : Cited(finding, view, page, file, statements) ?? (isUncited ? Proposal.Gap(Lacking(page)) : Reworded(finding, view, page, file, statements[0]));
    }

    private static string Lacking(LintPage page) => page.NamedSources.Count == 0 ? "the page names no source to look in" : "no passage of the page's sources says it";

    /// <summary>Each statement with the passage that says it; null where one has none.</summary>
    private static Proposal? Cited(Finding finding, HealView view, LintPage page, SnapshotFile file, List<Statement> statements)
    {
        var labels = new CitationLabels(file, page);
        var (edits, quotes) = (new List<TextEdit>(), new List<string>());
        foreach (var statement in statements)
        {
            if (Bearing(view, page, statement) is not ({ } source, { } passage) || SentencePlace.Of(file.Text, page.Outline, statement) is not { } place)
            {
                return null;
            }

            edits.Add(new TextEdit(file.Path, place.End, 0, $"[^{labels.Of(PassageText.Cite(view.Wiki, source, passage))}]"));
            quotes.Add($"'{source}' says: {passage.Text}");
        }

        edits.AddRange(labels.Definitions() is { } definitions ? [definitions] : []);
        return new Fix(finding, FixTier.Review, "cite the passage that says it", [.. edits]) { Reason = string.Join(" ", quotes) };
    }

    /// <summary>The passage of the page's sources that has every number, date and name of a statement and most of its words, and denies nothing of it.</summary>
    private static (RelPath? Source, Passage? Passage) Bearing(HealView view, LintPage page, Statement statement)
    {
        var words = KeysOf(statement.Text);
        var parsed = new ParsedStatement(statement, page.Outline.Title);
        return page.NamedSources.Concat(page.Citations.Select(each => each.Citation.Source)).Distinct().Order()
            .SelectMany(path => (view.Wiki.Sources!.Read(path)?.Source.Passages ?? []).Where(passage => passage.Kind is not (PassageKind.Heading or PassageKind.Code) && !Injection.IsMeantForModel(passage.Text)).Select(passage => (Source: path, Passage: passage, Shared: Shared(words, KeysOf(passage.Text)))))
            .Where(each => words.Count > 0 && each.Shared >= MostWords && !Denies(parsed, page, each.Passage) && PassageWords.Ground(view, page, each.Source, each.Passage).Missing(statement.Text) is null)
            .OrderByDescending(each => each.Shared).Select(each => ((RelPath?)each.Source, (Passage?)each.Passage)).FirstOrDefault();
    }

    private static bool Denies(ParsedStatement statement, LintPage page, Passage passage)
    {
        var said = new ParsedStatement(statement.Statement with { Text = passage.Text }, page.Outline.Title);
        return Negations(statement) != Negations(said) || Disagreement.Between(statement, said) is not null;
    }

    private static int Negations(ParsedStatement statement) => statement.Tokens.Count(token => Words.Negations.IsNegation(statement.Text, token));

    /// <summary>The words of the one passage that it cites, where they are the same but for some.</summary>
    private static Proposal Reworded(Finding finding, HealView view, LintPage page, SnapshotFile file, Statement statement)
    {
        var missing = finding.Message[..finding.Message.IndexOf(" is not ", StringComparison.Ordinal)];
        if (statement.Labels.Length != 1 || CitedStatement.Of(view.Wiki, statement) is not { Citations: [var citation] } || view.Wiki.Sources!.Read(citation.Source)?.Check(citation).Passage is not { } passage)
        {
            return Proposal.Gap($"{missing} is in no passage of the page's sources that says the rest");
        }

        var (words, others) = (KeysOf(statement.Text), KeysOf(passage.Text));
        var isAlike = Shared(words, others) >= LikeWords && Shared(others, words) >= LikeWords;
        return isAlike && !LosesSubject(statement.Text, passage.Text) && PassageWords.Say(file, page, statement, passage) is { } edit
            ? new Fix(finding, FixTier.Review, "say it in the words of the passage", [edit]) { Takes = Taking.Sentences, Reason = $"'{citation.Source}' says: {passage.Text}" }
            : Proposal.Gap($"{missing} is in no passage of the page's sources; the one that is cited says: '{Ellipsis.Cut(passage.Text, 80)}'");
    }

    /// <summary>The passage says "it" where the statement has the name.</summary>
    private static bool LosesSubject(string statement, string passage) =>
        Tokens.Of(statement) is [var first, ..] && Tokens.Of(passage) is [var other, ..] && first.Word != other.Word && Sentence.NeedsContext(passage, Language.Of(Tokens.Of(passage).Select(token => token.Word)));

    /// <summary>How much of some words is among others, from 0 to 1.</summary>
    private static double Shared(HashSet<string> words, HashSet<string> others) => words.Count == 0 ? 0 : (double)words.Count(others.Contains) / words.Count;

    private static HashSet<string> KeysOf(string text) => [.. Tokens.Of(text).Where(token => !Language.IsStopAnywhere(token.Word)).Select(token => token.Key)];
}
