using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>source-deleted: the new path of a file that was renamed, wherever the page names it.</summary>
internal sealed class SourceDeletedFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["source-deleted"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { } page || view.PageAt(finding.Path) is not { } file || view.Wiki.Sources is not { } sources
            || page.Outline.Head.Sources.FirstOrDefault(source => source.Line == finding.Line && source.Path is { } path && !sources.Exists(path)) is not { Path: { } gone })
        {
            return Proposal.None("the source is not found in the front matter");
        }

        if (OtherSource.RenamedTo(view.Wiki, page, gone) is not { } now)
        {
            return Proposal.None($"no other file has the same content, or all that the page quotes of it; {WhoTakesItOut(view.Wiki, page, file.Page, gone)}");
        }

        if (CitationEdit.Resource(file, gone, now) is not { } resource)
        {
            return Proposal.None($"the front matter names '{now}' already");
        }

        var cited = page.Citations.Where(each => each.Citation.Source == gone)
            .Select(each => OtherSource.In(sources, now, each.Citation) is { } citation ? CitationEdit.Rewrite(file, each, citation) : null);
        return new Fix(finding, FixTier.Proven, $"write '{now}', as '{gone}' is called now", [resource, .. cited.OfType<TextEdit>(), .. Links(view, page, file, gone, now)])
        {
            Takes = Taking.Citations | Taking.Sentences,
            UncoversRules = ["link-to-raw"],
            Reason = "the file has the same content, or all that the page quotes of it",
        };
    }

    /// <summary>Ingest takes out what it has compiled, of pages whose sources it wrote.</summary>
    private static string WhoTakesItOut(LintWiki wiki, LintPage page, Page written, RelPath gone) =>
        page.Outline.Head.IsGenerated && HeadMerge.IsTools(written, "sources") && wiki.Pages.Any(each => each.IsSource && each.Outline.Head is { SourceHash: not null, Sources: [{ Path: { } path }, ..] } && path == gone)
            ? "'wiki ingest' takes its citations out" : "a person wrote that it rests on it";

    /// <summary>Links to the file outside footnotes, and its path where that is what they show.</summary>
    private static IEnumerable<TextEdit> Links(HealView view, LintPage page, SnapshotFile file, RelPath gone, RelPath now)
    {
        foreach (var (link, target) in page.Outline.Links.Zip(page.Targets))
        {
            if (link.IsInFootnote || link.Form != LinkForm.Markdown || target.Path.Length == 0 || page.Path.Follow(target.Path) != gone || LinkEdit.Retarget(view, page.Path, link, now) is not { } edit)
            {
                continue;
            }

            yield return edit;
            var shown = MarkdownText.Escape(gone.Value);
            if (file.Text.AsSpan(link.Start).StartsWith($"[{shown}]("))
            {
                yield return new TextEdit(page.Path, link.Start + 1, shown.Length, MarkdownText.Escape(now.Value));
            }
        }
    }
}
