using System.Globalization;
using System.Text;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>Writes a page that a fix makes.</summary>
internal static class PageText
{
    /// <summary>Who wrote a page that heal makes.</summary>
    public const string By = "llm-wiki/0.1 heal";

    /// <summary>A block of the tool, new on this page.</summary>
    /// <param name="says">What it says without links and citations.</param>
    public static MovedBlock Block(BlockKind kind, string text, string says) => new(kind, text, new OwnedBlock(PageBlock.HashOf(text), OwnedBlocks.IdentityOf(kind + " " + says), false) { IsHealed = true });

    /// <summary>A list of other pages under a heading of its own.</summary>
    public static IEnumerable<MovedBlock> SeeAlso(HealView view, RelPath page, IEnumerable<(RelPath Path, string Title)> others) =>
        others.Select(other => Block(BlockKind.ListItem, "- " + LinkEdit.Written(view, page, other.Path, other.Title), other.Title)).Prepend(Block(BlockKind.Heading, "## See also", "See also"));

    /// <param name="head">Keys and YAML values; what the tool keeps is added where <paramref name="day"/> is given.</param>
    /// <param name="notes">Definitions of footnotes, a line each or more.</param>
    /// <param name="day">Null where the page is a person's.</param>
    public static string Of(IReadOnlyList<KeyValuePair<string, string>> head, IReadOnlyList<MovedBlock> blocks, IReadOnlyList<string> notes, DateOnly? day)
    {
        var keys = day is { } made ? head.Append(KeyValuePair.Create("generated", Generated(head, blocks, made))) : head;
        var text = new StringBuilder(head.Count == 0 && day is null ? "" : FrontMatter.Of(keys).Raw);
        for (var i = 0; i < blocks.Count; i++)
        {
            text.Append(i == 0 ? "" : blocks[i].Kind == BlockKind.ListItem && blocks[i - 1].Kind == BlockKind.ListItem ? "\n" : "\n\n").Append(blocks[i].Text);
        }

        return text.Append(notes.Count == 0 ? "" : "\n\n").AppendJoin('\n', notes).Append('\n').ToString();
    }

    private static string Generated(IReadOnlyList<KeyValuePair<string, string>> head, IReadOnlyList<MovedBlock> blocks, DateOnly day)
    {
        var keys = head.ToDictionary(pair => pair.Key, pair => HeadMerge.HashOf(FrontMatter.ValueOf(pair.Key, pair.Value)));
        var owned = new OwnedBlocks([.. blocks.Select(block => block.Owned).OfType<OwnedBlock>()], keys);
        return string.Create(CultureInfo.InvariantCulture, $"{{ by: {YamlText.Scalar(By)}, at: {day:yyyy-MM-dd}T00:00:00Z, blocks: \"{owned}\" }}");
    }
}
