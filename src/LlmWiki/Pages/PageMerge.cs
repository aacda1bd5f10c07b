using System.Collections.Immutable;
using System.Globalization;

namespace LlmWiki.Pages;

/// <summary>
/// Brings a draft together with the page as it stands. A page nobody touched becomes the draft. On any other, blocks of a
/// person stay where and as they are, blocks that a person deleted stay away, the tool's own blocks are renewed in place,
/// and new ones come next to their neighbours in the draft. A page of which it cannot be told who wrote what
/// (<see cref="Page.CanMerge"/>) stays as it is. The key <c>generated</c> is the tool's: where a person changed it, it is
/// written anew; where it is lost, all blocks are the person's, and only what is not there yet is added.
/// </summary>
public static class PageMerge
{
    private static readonly Comparer<OwnedBlock> ByHash = Comparer<OwnedBlock>.Create((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));

    /// <summary>The page's new text; null where nothing that anybody would read is left, so that the file may go.</summary>
    public static string? Merge(PageDraft draft, Page? page, Generator generator, SourceView sources)
    {
        var isWanted = draft.Blocks.Any(block => block.Kind != BlockKind.Heading);
        if (page is null)
        {
            return isWanted ? Write(draft, Page.Parse(draft.Path, ""), generator, sources) : null;
        }

        return page.CanMerge && (isWanted || page.IsGenerated) ? Write(draft, page, generator, sources) : page.Raw;
    }

    /// <summary>
    /// What <see cref="Merge"/> gives for a page that the same generator made of nothing but a draft a moment ago and nobody
    /// touched since, without reading its body again.
    /// </summary>
    public static string? Rewrite(PageDraft draft, SnapshotFile file, Generator generator) =>
        Write(draft, Page.OfHead(file.Path, file.Head), generator, SourceView.Unchanged, isUntouched: true);

    /// <summary>
    /// Whether a page is, byte for byte, what the draft alone would have made of it when it was last written: then there is
    /// nothing to merge, and its body need not be read.
    /// </summary>
    public static bool IsMade(PageDraft draft, SnapshotFile file) =>
        WroteBefore(file.Head) is { } before && Rewrite(draft, file, before) == file.Text;

    private static string? Write(PageDraft draft, Page page, Generator generator, SourceView sources, bool isUntouched = false)
    {
        // A page of nothing but its draft is made anew; its blocks were not read.
        var body = new BodyMerge(draft, isUntouched ? Page.Parse(page.Path, "") : page, sources).Run();
        if (body.Blocks.All(block => block is { IsHeading: true, Owned: not null })
            && !draft.Blocks.Any(block => block.Kind != BlockKind.Heading) && !HeadMerge.HasPersons(page))
        {
            return null;
        }

        // The list is written in the order of the page, and so tells later whether a person moved a block since.
        var saysTheSame = SaysTheSame(body, page);
        var head = new HeadMerge(draft, page);
        var owned = saysTheSame && AreSame(body.Owned, page.Owned.Blocks)
            ? page.Owned with { Keys = head.Owned }
            : new OwnedBlocks(body.Owned, head.Owned, body.IsEdited);
        var before = isUntouched ? generator : WroteBefore(page.Head) ?? generator;
        var same = With(page.Head, head, Generated(draft, before, owned));
        var preamble = page.Blocks.Length == 0 ? "" : page.Preamble;
        var text = saysTheSame ? page.Body : preamble + BodyWriter.Write(body, draft.Path, same.Newline);
        var written = same.Raw + text;
        return before == generator || written == page.Raw ? written : With(page.Head, head, Generated(draft, generator, owned)).Raw + text;
    }

    /// <summary>Whether the page has these blocks and footnotes already; then it stays as a person may have formatted it.</summary>
    private static bool SaysTheSame(MergedBody body, Page page)
    {
        var footnotes = page.Blocks.ToLookup(block => page.CitationOf(block) is not null);
        return body.Blocks.Select(block => (block.Kind, block.Text)).SequenceEqual(footnotes[false].Select(block => (block.Kind, block.Text)))
            && body.Citations.Select(citation => citation.ToMarkdown(page.Path)).Order(StringComparer.Ordinal)
                .SequenceEqual(footnotes[true].Select(block => block.Text).Order(StringComparer.Ordinal));
    }

    private static bool AreSame(ImmutableArray<OwnedBlock> owned, ImmutableArray<OwnedBlock> before) =>
        owned.Length == before.Length && owned.Order(ByHash).SequenceEqual(before.Order(ByHash));

    private static FrontMatter With(FrontMatter head, HeadMerge merged, string generated) =>
        head.With(merged.Values.Append(KeyValuePair.Create("generated", generated)));

    private static Generator? WroteBefore(FrontMatter head) =>
        head.MapOrEmpty["generated"] is YamlMap map && map.Text("by") is { } by && map.Text("at") is { } at
        && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new Generator(by, time)
            : null;

    private static string Generated(PageDraft draft, Generator generator, OwnedBlocks owned)
    {
        var extra = string.Concat(draft.Generated.Select(pair => $", {pair.Key}: {pair.Value}"));
        return $"{{ by: {YamlText.Scalar(generator.By)}, at: {YamlText.Time(generator.At)}{extra}, blocks: \"{owned}\" }}";
    }
}
