using System.Collections.Immutable;

namespace LlmWiki.Pages;

/// <summary>
/// Brings a draft together with the page as it stands. A page nobody touched becomes the draft. On any other, blocks of a
/// person stay where and as they are, blocks that a person deleted stay away, the tool's own blocks are renewed in place,
/// and new ones come after the block they follow in the draft.
/// </summary>
public static class PageMerge
{
    /// <summary>The page's new text; null where nothing that anybody would read is left, so that the file may go.</summary>
    public static string? Merge(PageDraft draft, Page? page, Generator generator, SourceView sources)
    {
        if (page is null)
        {
            return Write(FrontMatter.None, "", Fresh(draft), draft, OwnedBlocks.None, generator);
        }

        var body = IsPristine(page, sources) ? Fresh(draft) : new BodyMerge(draft, page, sources).Run();
        if (body.Blocks.All(block => block.IsHeading))
        {
            return null;
        }

        var old = page.Raw;
        var before = WroteBefore(page) ?? generator;
        var same = Write(page.Head, page.Preamble, body, draft, page.Owned, before);
        return same == old || before == generator ? same : Write(page.Head, page.Preamble, body, draft, page.Owned, generator);
    }

    /// <summary>Whether a page made of this draft alone may be written anew by <see cref="Rewrite"/>.</summary>
    public static bool IsSimple(PageDraft draft) => !draft.Blocks.Any(block => BodyMerge.IsUncitedStatement(block.Kind, block.Text));

    /// <summary>
    /// What <see cref="Merge"/> gives for a page that the same generator made of a simple draft a moment ago and nobody touched
    /// since, without reading its body again.
    /// </summary>
    public static string? Rewrite(PageDraft draft, SnapshotFile file, Generator generator) => draft.Blocks.All(block => block.Kind == BlockKind.Heading)
        ? null
        : Write(file.Head, "", Fresh(draft), draft, OwnedBlocks.Of(file.Head), generator);

    /// <summary>Whether the body is just what the tool wrote, in that order, with nothing taken away.</summary>
    private static bool IsPristine(Page page, SourceView sources)
    {
        var head = HeadHashes(page);
        var listed = page.Owned.Entries.Select(OwnedBlocks.HashPart).Where(hash => !head.Contains(hash)).GetEnumerator();
        foreach (var block in page.Blocks)
        {
            if (Footnote(page, block) is { } citation)
            {
                if (sources.IsGone(citation.Source) || sources.IsUnread(citation.Source))
                {
                    return false;
                }
            }
            else if (!listed.MoveNext() || listed.Current != block.Hash || BodyMerge.IsUncitedStatement(block.Kind, block.Text))
            {
                return false;
            }
        }

        return !listed.MoveNext();
    }

    private static HashSet<string> HeadHashes(Page page) =>
        [.. page.Head.Entries.Select(entry => HeadHash(entry.Raw))];

    internal static Citation? Footnote(Page page, PageBlock block) =>
        block.Kind == BlockKind.Footnote ? Citation.Parse(page.Path, block.Text) : null;

    private static MergedBody Fresh(PageDraft draft)
    {
        var blocks = draft.Blocks.Select(block => new MergedBlock(block.Text, block.Kind, block.Level, null, block)).ToList();
        return new MergedBody(blocks, draft.Citations, []);
    }

    private static Generator? WroteBefore(Page page) =>
        page.Head.MapOrEmpty["generated"] is YamlMap map && map.Text("by") is { } by && map.Text("at") is { } at
        && DateTimeOffset.TryParse(at, System.Globalization.CultureInfo.InvariantCulture, out var time)
            ? new Generator(by, time)
            : null;

    private static string Write(FrontMatter head, string preamble, MergedBody body, PageDraft draft, OwnedBlocks before, Generator generator)
    {
        var owned = ImmutableArray.CreateBuilder<string>();
        var values = HeadValues(head, draft, before, owned);
        owned.AddRange(body.Blocks.Where(block => block.Draft is not null)
            .Select(block => OwnedBlocks.Entry(PageBlock.HashOf(block.Text), block.Draft!.Identity)));
        owned.AddRange(body.Kept.Except(owned));
        values.Add(KeyValuePair.Create("generated", Generated(draft, generator, owned)));
        var written = head.With(values);
        return written.Raw + (head == FrontMatter.None ? "" : preamble) + BodyWriter.Write(body, draft.Path, written.Newline);
    }

    /// <summary>
    /// The keys to set: those nobody touched. A key that a person changed or took away is left, as a block would be.
    /// </summary>
    private static List<KeyValuePair<string, string>> HeadValues(
        FrontMatter head, PageDraft draft, OwnedBlocks before, ImmutableArray<string>.Builder owned)
    {
        var values = new List<KeyValuePair<string, string>>();
        var listed = before.Entries.ToLookup(OwnedBlocks.HashPart, OwnedBlocks.IdentityPart);
        foreach (var (key, value) in draft.Head)
        {
            var identity = OwnedBlocks.IdentityOf("key " + key);
            var current = head.Entries.FirstOrDefault(entry => entry.Key == key);
            var mine = current is null
                ? !before.Entries.Any(entry => OwnedBlocks.IdentityPart(entry) == identity)
                : listed.Contains(HeadHash(current.Raw));
            if (mine)
            {
                values.Add(KeyValuePair.Create(key, value));
            }

            if (mine && value.Length > 0)
            {
                owned.Add(OwnedBlocks.Entry(HeadHash($"{key}: {value}"), identity));
            }
            else if (!mine)
            {
                owned.AddRange(before.Entries.Where(entry => OwnedBlocks.IdentityPart(entry) == identity).Take(1));
            }
        }

        return values;
    }

    private static string HeadHash(string raw) =>
        PageBlock.HashOf("key " + raw.ReplaceLineEndings("\n").TrimEnd().Replace(":\n", ": \n", StringComparison.Ordinal));

    private static string Generated(PageDraft draft, Generator generator, IEnumerable<string> owned)
    {
        var extra = string.Concat(draft.Generated.Select(pair => $", {pair.Key}: {pair.Value}"));
        return $"{{ by: {YamlText.Scalar(generator.By)}, at: {YamlText.Time(generator.At)}{extra}, blocks: \"{string.Join(' ', owned)}\" }}";
    }
}
