using LlmWiki.Lint.Warm;

namespace LlmWiki.Lint.Rules;

internal sealed class MissingPage(RuleInfo info) : WikiRule(info)
{
    private readonly int _fewest = info.Options.Number("min_pages");

    public override Reach ReachOf(PageChange change) => change.IsOtherNames || change.HasMissingFiles ? Reach.Whole : Reach.Itself;

    public override IEnumerable<Finding> CheckAll(LintWiki wiki)
    {
        foreach (var wanted in WantedPage.In(wiki).Where(wanted => wanted.Askers.Length >= _fewest))
        {
            var (first, count) = (wanted.Places[0], wanted.Askers.Length);
            yield return first.Link is { } link
                ? At(first.Page.Outline, link, $"{count} pages link to '{wanted.Name}', which has no page") with { Kind = "linked" }
                : At(first.Page.Path, first.Line, first.Column, $"{count} pages speak of '{wanted.Name}', which has no page") with { Kind = "named", Length = wanted.Name.Length };
        }
    }

    /// <summary>What a finding is about; null where it is gone.</summary>
    public static WantedPage? Of(LintWiki wiki, Finding finding) => WantedPage.In(wiki).FirstOrDefault(wanted =>
        wanted.IsLinked == (finding.Kind == "linked") && wanted.Places[0] is var first && first.Page.Path == finding.Path && first.Line == finding.Line && first.Column == finding.Column);
}
