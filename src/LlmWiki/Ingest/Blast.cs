using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Ingest;

/// <summary>Tells what taking a source out would touch, before it is done.</summary>
internal static class Blast
{
    public static SourceRemoval Of(RelPath source, WikiSnapshot before, Patch patch)
    {
        var after = before.With(patch);
        var pages = patch.Changes.Where(change => change.Path != LogPage.Path).OrderBy(change => change.Path)
            .Select(change => new PageChange(change.Path, before[change.Path]?.Text, after[change.Path]?.Text)).ToList();
        var citing = before.Files.SelectMany(file => Citing(file.Page, source)).ToList();
        return new SourceRemoval(
            source,
            [.. pages],
            [.. citing.Where(item => item.Owned && item.Alone).Select(item => KeyValuePair.Create(item.Page.Path, Plain(item.Block)))],
            [.. citing.Where(item => !item.Owned).Select(item => KeyValuePair.Create(item.Page.Path, item.Block.Line))],
            patch);
    }

    private static IEnumerable<(Page Page, PageBlock Block, bool Owned, bool Alone)> Citing(Page page, RelPath source)
    {
        var citations = page.Blocks.Where(block => block.Kind == BlockKind.Footnote)
            .Select(block => Citation.Parse(page.Path, block.Text)).OfType<Citation>().GroupBy(citation => citation.Label).ToDictionary(group => group.Key, group => group.First());
        foreach (var block in page.Blocks.Where(block => block.Kind != BlockKind.Footnote))
        {
            var cited = Citation.LabelsIn(block.Text).Select(label => citations.GetValueOrDefault(label)?.Source).OfType<RelPath>().ToList();
            if (cited.Contains(source))
            {
                yield return (page, block, page.Owned.Contains(block), cited.TrueForAll(path => path == source));
            }
        }
    }

    private static string Plain(PageBlock block) => MarkdownText.Unescape(Citation.Without(block.Text, _ => true)).TrimStart('-', ' ');
}
