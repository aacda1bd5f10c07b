using LlmWiki.Lint.Warm;

namespace LlmWiki.Lint.Rules;

internal sealed class TagDrift(RuleInfo info) : WikiRule(info)
{
    public override Reach ReachOf(PageChange change) => Reach.Itself;

    public override IEnumerable<Finding> CheckAll(LintWiki wiki) => wiki.Tags.Drifts.Select(drift => At(drift.Page, drift.Line, 1, drift.Message) with { Hint = $"write '{drift.Better}'" });
}
