using System.Globalization;
using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>number-drift: the value that is cited for the one that is not; of two that are, "about" before the rounded one.</summary>
internal sealed class NumberDriftFixer : Fixer
{
    private const string About = "about ";

    public override IReadOnlyCollection<string> Rules => ["number-drift"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (DisagreementRule.PairOf(view.Wiki, DisagreementKind.Drift, finding) is not { } pair)
        {
            return Proposal.None("the statements are gone");
        }

        var (left, right) = (pair.Disagreement.Left, pair.Disagreement.Right);
        var isLeftCited = CitedStatement.Of(view.Wiki, pair.First)?.Has(left) == true;
        var isRightCited = CitedStatement.Of(view.Wiki, pair.Second)?.Has(right) == true;
        if (isLeftCited != isRightCited)
        {
            var (statement, was, now) = isLeftCited ? (pair.Second, right, left) : (pair.First, left, right);
            return statement.Labels.IsEmpty ? Made(finding, view, statement, was, now, $"write '{now}', which is cited") : Proposal.None("one of the two is cited, and the other rests on something else");
        }

        if (!isLeftCited || IsRounded(left, right) == IsRounded(right, left))
        {
            return Proposal.None(isLeftCited ? "both are cited, and neither is the other one rounded" : "neither of the two is cited");
        }

        var (rounded, value) = IsRounded(left, right) ? (pair.First, left) : (pair.Second, right);
        return Language.Of(Tokens.Of(rounded.Text).Select(token => token.Word)).Code == "en"
            ? Made(finding, view, rounded, value, About + value, $"say that '{value}' is rounded")
            : Proposal.None("'about' is known in English only");
    }

    private static Proposal Made(Finding finding, HealView view, Statement statement, string was, string now, string title)
    {
        var text = view.Wiki[statement.Page]!.Outline.Texts[statement.Block];
        var at = text.Text.IndexOf(was, Math.Max(0, text.Text.IndexOf(statement.Text, StringComparison.Ordinal)), StringComparison.Ordinal);
        if (at <= 0 || text.Text.IndexOf(was, at + 1, StringComparison.Ordinal) >= 0 || text.IsMasked(at, was.Length) || SentencePlace.StretchOf(view.Text(statement.Page), text, at, at + was.Length) is not { } place)
        {
            return Proposal.None("the place of the number is not sure");
        }

        return new Fix(finding, FixTier.Review, title, [new Pages.TextEdit(statement.Page, place.Start, place.End - place.Start, Pages.MarkdownText.Escape(now))]) { Takes = Taking.Sentences, Reason = finding.Message };
    }

    /// <summary>Whether one value has fewer digits that count than another.</summary>
    private static bool IsRounded(string value, string exact) =>
        Figures.Of(value) is [{ Values: [var rounded] }] && Figures.Of(exact) is [{ Values: [var from] }] && Digits(rounded) < Digits(from);

    private static int Digits(decimal value) => Math.Abs(value).ToString(CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal).Trim('0').Length;
}
