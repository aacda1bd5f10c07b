using LlmWiki.Lint.Statements;
using LlmWiki.Lint.Warm;

namespace LlmWiki.Lint.Rules;

/// <summary>contradiction, number-drift and superseded-statement: what <see cref="StatementPairs"/> finds, by its kind.</summary>
internal sealed class DisagreementRule(RuleInfo info, DisagreementKind kind) : WikiRule(info)
{
    public override Reach ReachOf(PageChange change) => change.IsCompared ? Reach.Whole : Reach.Itself;

    public override IEnumerable<Finding> CheckAll(LintWiki wiki) => Pairs(wiki, kind).Select(Tell);

    /// <summary>The pair that a finding tells of; null where it is there no more.</summary>
    public static StatementPair? PairOf(LintWiki wiki, DisagreementKind kind, Finding finding)
    {
        bool IsOf(Statement statement, Evidence evidence) => statement.Page == evidence.Path && statement.Line == evidence.Line && statement.Text == evidence.Quote;
        return finding.Evidence is not [var there, var here] ? null
            : Pairs(wiki, kind).FirstOrDefault(pair => (IsOf(pair.First, there) && IsOf(pair.Second, here)) || (IsOf(pair.First, here) && IsOf(pair.Second, there)));
    }

    private static IEnumerable<StatementPair> Pairs(LintWiki wiki, DisagreementKind kind) => wiki.Pairs.Found.Where(pair => pair.Disagreement.Kind == kind && !SettledPairs.Has(wiki, pair));

    private Finding Tell(StatementPair pair)
    {
        var found = pair.Disagreement;
        var isFirst = kind == DisagreementKind.Superseded && found.IsLeftOlder;
        var (here, there) = isFirst ? (pair.First, pair.Second) : (pair.Second, pair.First);
        var (own, other) = isFirst ? (found.Left, found.Right) : (found.Right, found.Left);
        var message = kind switch
        {
            DisagreementKind.Superseded => $"'{own}' is out of date: {Where(here, there)} says '{other}' of a later year",
            DisagreementKind.Drift => $"'{own}' here, '{other}' in {Where(here, there)} ({found.What})",
            _ => $"'{own}' here contradicts '{other}' in {Where(here, there)} ({found.What})",
        };
        return At(here.Page, here.Line, here.Column, message) with { Evidence = [new Evidence(there.Page, there.Line, there.Text), new Evidence(here.Page, here.Line, here.Text)] };
    }

    private static string Where(Statement here, Statement there) => here.Page == there.Page ? $"line {there.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}" : $"'{there.Page}'";
}
