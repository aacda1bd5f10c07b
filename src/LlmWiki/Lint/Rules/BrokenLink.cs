using LlmWiki.Lint.Warm;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed class BrokenLink(RuleInfo info) : WikiRule(info)
{
    private readonly GlobSet _ignored = new(info.Options.Texts("ignore"));

    public override Reach ReachOf(PageChange change) => change.IsOtherAnchors ? Reach.LinkingPages : Reach.Itself;

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        for (var i = 0; i < page.Targets.Length; i++)
        {
            if (page.Targets[i].State > LinkState.NotChecked && !_ignored.Matches(page.Targets[i].Path))
            {
                yield return Broken(page, page.Outline.Links[i], page.Targets[i], wiki);
            }
        }

        foreach (var mark in Undefined(page.Outline))
        {
            yield return At(page.Path, mark.Line, mark.Column, $"there is no footnote '[^{mark.Label}]'") with { Kind = "missing-footnote", Length = mark.Label.Length + 3 };
        }
    }

    private Finding Broken(LintPage page, OutlineLink link, LinkTarget target, LintWiki wiki) => target.State switch
    {
        LinkState.MissingHeading => At(page.Outline, link, $"'{target.File!.Value.Name}' has no heading '{target.Fragment}'") with { Kind = "missing-heading", Hint = NearHeading(wiki, target) },
        LinkState.MissingBlock => At(page.Outline, link, $"'{target.File!.Value.Name}' has no block '{target.Fragment}'") with { Kind = "missing-block" },
        _ => At(page.Outline, link, $"link to {ThingOf(target.Path)} '{target.Path}' that is not there") with { Kind = "missing-file", Hint = NearFile(page, link, target, wiki) },
    };

    private static string ThingOf(string path) => MediaEndings.IsMedia(path) ? "a file" : "a page";

    private static string? NearFile(LintPage page, OutlineLink link, LinkTarget target, LintWiki wiki)
    {
        if (link.Form is LinkForm.Wikilink or LinkForm.Property && wiki.WithAlias(target.Path).FirstOrDefault() is { } named)
        {
            return $"'{target.Path}' is an alias, which Obsidian does not follow: [[{named.Path.Stem}|{target.Path}]]";
        }

        return wiki.Names.Nearest(target.Path) is { } near
            ? $"did you mean '{(link.Form == LinkForm.Wikilink ? new RelPath(near).Stem : page.Path.LinkTo(new RelPath(near)))}'?"
            : null;
    }

    private static string? NearHeading(LintWiki wiki, LinkTarget target)
    {
        var headings = wiki[target.File!.Value]?.Outline.Headings.Select(heading => heading.Plain).ToList() ?? [];
        var wanted = target.Fragment!.Replace('-', ' ');
        return EditDistance.Nearest(wanted, headings) is { } near ? $"did you mean the heading '{near}'?" : null;
    }

    /// <summary>Marks of footnotes that nobody defines; where a page defines none at all, brackets may mean something else.</summary>
    private static IEnumerable<OutlineFootnote> Undefined(PageOutline page)
    {
        var defined = page.Footnotes.Where(note => note.IsDefinition).Select(note => note.Label).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return page.Footnotes.Where(note => !note.IsDefinition && !defined.Contains(note.Label) && (defined.Count > 0 || note.Label.All(char.IsLetterOrDigit)));
    }
}

internal sealed class LinkCase(RuleInfo info) : WikiRule(info)
{
    public override Reach ReachOf(PageChange change) => Reach.Itself;

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        for (var i = 0; i < page.Targets.Length; i++)
        {
            if (page.Targets[i] is { IsWrongCase: true, File: { } file })
            {
                yield return At(page.Outline, page.Outline.Links[i], $"the file is spelled '{file.Name}', with other capitals than this link") with { Hint = $"write '{page.Path.LinkTo(file)}'" };
            }
        }
    }
}

internal sealed class AmbiguousLink(RuleInfo info) : WikiRule(info)
{
    public override Reach ReachOf(PageChange change) => Reach.Itself;

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        for (var i = 0; i < page.Targets.Length; i++)
        {
            if (page.Targets[i] is { Others.IsEmpty: false, File: { } file } target)
            {
                var all = target.Others.Prepend(file).Order().Select(path => $"'{path}'").ToList();
                yield return At(page.Outline, page.Outline.Links[i], $"'{target.Path}' may be {string.Join(" or ", all.Take(3))}{(all.Count > 3 ? " or another" : "")}") with { Hint = "write the folder too" };
            }
        }
    }
}

internal sealed class SelfLink(RuleInfo info) : WikiRule(info)
{
    public override Reach ReachOf(PageChange change) => Reach.Itself;

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        for (var i = 0; i < page.Targets.Length; i++)
        {
            if (page.Targets[i] is { State: LinkState.Fine, Fragment: null } target && target.File == page.Path && page.Outline.Links[i].Form != LinkForm.Property)
            {
                yield return At(page.Outline, page.Outline.Links[i], "the page links to itself");
            }
        }
    }
}
