using LlmWiki.Pages;

namespace LlmWiki.Lint.Rules;

/// <summary>A rule on how pages are linked with each other.</summary>
internal abstract class GraphRule(RuleInfo info) : WikiRule(info)
{
    // A folder of this many pages, of which nine in ten are loose, is no web of pages: they are found by their folders, and one finding says so.
    private const int FewestOfUnlinked = 20;
    private const double ShareOfUnlinked = 0.9;

    protected abstract string Message { get; }

    public override IEnumerable<Finding> CheckAll(LintWiki wiki)
    {
        var loose = wiki.Pages.Where(page => IsLoose(page, wiki)).ToList();
        return !IsUnlinked(loose.Count, wiki) ? loose.Select(page => AtTitle(page.Outline, Message))
            : [AtTitle(loose[0].Outline, $"{Message}; the same holds for {loose.Count - 1} more of the {wiki.Pages.Length} pages here, which are told of once")];
    }

    protected abstract bool IsLoose(LintPage page, LintWiki wiki);

    private static bool IsUnlinked(int loose, LintWiki wiki) =>
        wiki.Sources is null && wiki.Pages.Length >= FewestOfUnlinked && loose >= wiki.Pages.Length * ShareOfUnlinked;
}

internal sealed class OrphanPage(RuleInfo info) : GraphRule(info)
{
    protected override string Message => "no other page links to this one";

    protected override bool IsLoose(LintPage page, LintWiki wiki) =>
        !page.IsBook && !(wiki.Rules == LinkRules.Wiki && page.Path.Stem.Equals("readme", StringComparison.OrdinalIgnoreCase)) && wiki.LinksTo(page.Path).Count == 0;
}

internal sealed class DeadEndPage(RuleInfo info) : GraphRule(info)
{
    private readonly int _fewest = info.Options.Number("min_words");

    protected override string Message => "this page links to no other page";

    protected override bool IsLoose(LintPage page, LintWiki wiki) =>
        page.IsTopic && page.Words >= _fewest && !page.Targets.Any(target => target.State == LinkState.MissingFile || IsOtherPage(target, page, wiki));

    private static bool IsOtherPage(LinkTarget target, LintPage page, LintWiki wiki) =>
        target.File is { } file && file != page.Path && file.Extension == ".md" && !(wiki.Rules == LinkRules.Wiki && file.IsUnder("raw"));
}
