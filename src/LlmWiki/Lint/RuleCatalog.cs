using System.Collections.Immutable;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;

namespace LlmWiki.Lint;

/// <summary>The rules that are code, by the names of their files.</summary>
internal static class RuleCatalog
{
    private static readonly Dictionary<string, Func<RuleInfo, LintRule>> Code = new(StringComparer.Ordinal)
    {
        ["broken-link"] = info => new BrokenLink(info),
        ["link-case"] = info => new LinkCase(info),
        ["ambiguous-link"] = info => new AmbiguousLink(info),
        ["self-link"] = info => new SelfLink(info),
        ["unsupported-statement"] = info => new UnsupportedStatement(info),
        ["broken-citation"] = info => new BrokenCitation(info),
        ["stale-citation"] = info => new StaleCitation(info),
        ["dropped-passage"] = info => new DroppedPassage(info),
        ["unlinked-mention"] = info => new UnlinkedMention(info),
        ["contradiction"] = info => new DisagreementRule(info, DisagreementKind.Contradiction),
        ["number-drift"] = info => new DisagreementRule(info, DisagreementKind.Drift),
        ["superseded-statement"] = info => new DisagreementRule(info, DisagreementKind.Superseded),
        ["orphan-page"] = info => new OrphanPage(info),
        ["dead-end-page"] = info => new DeadEndPage(info),
    };

    public static IEnumerable<string> Ids => Code.Keys;

    /// <summary>The rules that code can check: all but questions.</summary>
    public static ImmutableArray<LintRule> Make(IEnumerable<RuleInfo> infos) =>
        [.. infos.Where(info => info.Check == RuleCheck.Pattern || Code.ContainsKey(info.Id)).Select(info => info.Check == RuleCheck.Pattern ? new TextPattern(info) : Code[info.Id](info))];
}
