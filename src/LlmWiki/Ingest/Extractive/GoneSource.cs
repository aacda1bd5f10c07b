using LlmWiki.Pages;

namespace LlmWiki.Ingest.Extractive;

/// <summary>The page of a source whose file vanished: it stays, says so, and keeps what stood on it.</summary>
internal static class GoneSource
{
    public static PageDraft Draft(KnownSource known, WikiSnapshot wiki) =>
        Stub(known, wiki, KnownSource.Missing, $"The file `{known.Path.Value.Replace('`', '\'')}` is no longer there.");

    /// <summary>The page of a source that a person took out: it keeps the file from being read again.</summary>
    public static PageDraft Removed(KnownSource known, WikiSnapshot wiki) =>
        Stub(known, wiki, KnownSource.Removed, $"This source was taken out of the wiki. `wiki ingest \"{known.Path.Value.Replace('`', '\'')}\"` brings it back.");

    private static PageDraft Stub(KnownSource known, WikiSnapshot wiki, string status, string says)
    {
        var title = wiki[known.Page]?.Page.Title ?? known.Path.Stem;
        return new PageDraft
        {
            Path = known.Page,
            Head =
            [
                KeyValuePair.Create("type", "source"),
                KeyValuePair.Create("title", YamlText.Scalar(title)),
                KeyValuePair.Create("status", status),
                KeyValuePair.Create("sources", $"\n  - {{ id: {YamlText.Scalar(known.Page.Stem)}, resource: {YamlText.Scalar(known.Page.LinkTo(known.Path))} }}"),
            ],
            Blocks =
            [
                new DraftBlock(BlockKind.Heading, "# " + MarkdownText.Escape(title), title, 1),
                new DraftBlock(BlockKind.Paragraph, says, "imprint"),
            ],
            Citations = [],
            Generated = [KeyValuePair.Create("source", YamlText.Scalar(known.Hash))],
        };
    }
}
