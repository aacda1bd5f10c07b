using System.Collections.Immutable;
using LlmWiki.Lint.Rules;

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
        ["orphan-page"] = info => new OrphanPage(info),
        ["dead-end-page"] = info => new DeadEndPage(info),
    };

    public static IEnumerable<string> Ids => Code.Keys;

    /// <summary>The rules that code can check: all but questions.</summary>
    public static ImmutableArray<LintRule> Make(IEnumerable<RuleInfo> infos) =>
        [.. infos.Where(info => info.Check == RuleCheck.Pattern || Code.ContainsKey(info.Id)).Select(info => info.Check == RuleCheck.Pattern ? new TextPattern(info) : Code[info.Id](info))];
}
