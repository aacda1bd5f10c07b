using LlmWiki.Lint.Warm;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>A check that is a function of its input: of one page (<see cref="PageRule"/>) or of the whole wiki (<see cref="WikiRule"/>).</summary>
internal abstract class LintRule(RuleInfo info)
{
    public RuleInfo Info { get; } = info;

    protected Finding At(RelPath path, int line, int column, string message) => new(Info.Id, Info.Severity, path, line, column, message);

    protected Finding At(PageOutline page, OutlineLink link, string message) => At(page.Path, link.Line, link.Column, message) with { Length = link.Length };

    /// <param name="at">Place in the text.</param>
    protected Finding At(PageOutline page, OutlineText text, int at, int length, string message)
    {
        var (line, column) = text.PlaceOf(at);
        return At(page.Path, line, column, message) with { Length = length };
    }

    protected Finding AtTitle(PageOutline page, string message) => At(page.Path, page.TitleLine, 1, message);
}

/// <summary>Looks at one page alone: its findings are kept with the page.</summary>
internal abstract class PageRule(RuleInfo info) : LintRule(info)
{
    public abstract IEnumerable<Finding> Check(PageScan page);
}

/// <summary>Looks at pages with all others beside them.</summary>
internal abstract class WikiRule(RuleInfo info) : LintRule(info)
{
    /// <summary>Findings on one page. Called for pages side by side.</summary>
    public virtual IEnumerable<Finding> Check(LintPage page, LintWiki wiki) => [];

    /// <summary>
    /// All that the findings on a page depend on besides the page itself, as a hash: while it is the same they are kept. Null: they
    /// are looked for each time.
    /// </summary>
    public virtual ulong? Basis(LintPage page, LintWiki wiki) => null;

    /// <summary>
    /// Where the findings may be others, besides on the page itself, after a change that left the page's title and front matter as they
    /// were. Files, sources and the day are the same.
    /// </summary>
    public virtual Reach ReachOf(PageChange change) => Reach.Everything;

    /// <summary>Findings that are found only by looking at all pages at once.</summary>
    public virtual IEnumerable<Finding> CheckAll(LintWiki wiki) => [];
}
