using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>Tells the next ingest, in the index, that two titles are names of one thing: else it would make the second page again.</summary>
internal static class SameName
{
    public static IEnumerable<TextEdit> Of(HealView view, PageUnion union)
    {
        if (!union.IsTools || view.PageAt(IndexEntry.Index) is not { } index || index.Head.MapOrEmpty["generated"] is not YamlMap generated || generated.Text("blocks") is null)
        {
            yield break;
        }

        // It stands on one line, as the tool writes it; where another tool wrote it otherwise, the names are left.
        var (start, list) = (index.Head.Raw.IndexOf("\ngenerated: {", StringComparison.Ordinal), YamlText.List([$"{union.Gone.Outline.Title} = {union.Kept.Outline.Title}"]));
        var known = start < 0 ? -1 : index.Head.Raw.IndexOf("same: [", start, StringComparison.Ordinal);
        var blocks = start < 0 ? -1 : index.Head.Raw.IndexOf("blocks: ", start, StringComparison.Ordinal);
        if (generated["same"] is YamlList { Items.Length: > 0 } && known > 0)
        {
            yield return new TextEdit(index.Path, known + "same: [".Length, 0, list[1..^1] + ", ");
        }
        else if (generated["same"] is null && blocks > 0)
        {
            yield return new TextEdit(index.Path, blocks, 0, $"same: {list}, ");
        }
    }
}
