using System.Text.Json;
using LlmWiki.Pages;

namespace LlmWiki.Sources;

/// <summary>Tells a tree of JSON: records as rows, long texts as sentences, nested objects below headings of their keys.</summary>
internal sealed class JsonPassages(PassageBuilder builder)
{
    /// <summary>Unit: characters. A string of at least this length with several sentences is prose.</summary>
    private const int ProseLength = 120;

    private const int MaxHeadings = 6;
    private static readonly string[] NameKeys = ["title", "name", "label", "headline", "subject", "id", "key"];

    private int _table;

    private readonly record struct Leaf(string Path, string Text, int FirstLine, int LastLine);

    public void Read(JsonNode tree) => Read(tree, 1);

    /// <summary>One record of a list, or one line of a file of lines.</summary>
    public void ReadRecord(JsonNode record)
    {
        _table = _table == 0 ? builder.StartTable() : _table;
        AddRecord(record, _table, 1);
    }

    private void Read(JsonNode node, int level)
    {
        switch (node)
        {
            case JsonMap map:
                ReadMap(map, level);
                break;
            case JsonList list when list.Items.Exists(item => item is JsonMap or JsonList):
                var table = builder.StartTable();
                list.Items.ForEach(item => AddRecord(item, table, level));
                break;
            default:
                foreach (var leaf in Leaves("", node).Where(leaf => leaf.Text.Length > 0))
                {
                    AddText(leaf);
                }

                break;
        }
    }

    /// <summary>The plain values of an object in one row; then its long texts, and each nested value below its key.</summary>
    private void ReadMap(JsonMap map, int level)
    {
        var plain = map.Entries.Where(entry => IsPlain(entry.Value)).ToList();
        if (plain.Count > 0)
        {
            AddRecord(map with { Entries = plain }, builder.StartTable(), level, named: false);
        }

        foreach (var (key, value) in map.Entries.Where(entry => !IsPlain(entry.Value)))
        {
            if (level <= MaxHeadings)
            {
                builder.Heading(level, [InlineRun.Plain(key, value.FirstLine)]);
                Read(value, level + 1);
                builder.EndSection(level);
            }
            else
            {
                AddRecord(new JsonMap([new(key, value)], value.FirstLine, value.LastLine), builder.StartTable(), level, named: false);
            }
        }
    }

    private static bool IsPlain(JsonNode node) => node is JsonText || (node is JsonList list && list.Items.TrueForAll(item => item is JsonText));

    private void AddRecord(JsonNode record, int table, int level, bool named = true)
    {
        var leaves = Leaves("", record).Where(leaf => leaf.Text.Length > 0).ToList();
        var prose = leaves.Where(leaf => IsProse(leaf.Text)).ToList();
        var cells = leaves.Where(leaf => !IsProse(leaf.Text)).Select(leaf => TableCell.Plain(CleanText.Of(leaf.Path), leaf.Text, leaf.FirstLine, leaf.LastLine)).ToList();
        level = Math.Min(level, MaxHeadings);
        var name = prose.Count > 0 && named ? Name(record) : null;
        if (name is not null)
        {
            builder.Heading(level, [InlineRun.Plain(name, record.FirstLine)]);
        }

        if (cells.Count > 0)
        {
            builder.Row(table, cells);
        }

        foreach (var leaf in prose)
        {
            AddText(leaf);
        }

        if (name is not null)
        {
            builder.EndSection(level);
        }
    }

    private void AddText(Leaf leaf)
    {
        foreach (var paragraph in leaf.Text.Split("\n\n"))
        {
            builder.Paragraph([new InlineRun(paragraph, InlineStyle.None, null, leaf.FirstLine, leaf.LastLine)]);
        }
    }

    private static bool IsProse(string text) => text.Length >= ProseLength && Sentences.Split(CleanText.Of(text)).Count >= 2;

    private static string? Name(JsonNode record) =>
        record is not JsonMap map ? null
        : NameKeys.Select(key => map[key]).OfType<JsonText>().Select(text => CleanText.Of(text.Text)).FirstOrDefault(text => text.Length is > 0 and <= 200);

    /// <summary>The scalars below a node, named <c>a.b</c>; a list of scalars is one text.</summary>
    private static IEnumerable<Leaf> Leaves(string path, JsonNode node)
    {
        switch (node)
        {
            case JsonText text:
                yield return new Leaf(path, text.Text, text.FirstLine, text.LastLine);
                break;
            case JsonList list when list.Items.TrueForAll(item => item is JsonText):
                var texts = list.Items.Cast<JsonText>().Where(item => item.Kind != JsonTokenType.Null).Select(item => item.Text);
                yield return new Leaf(path, string.Join(", ", texts), list.FirstLine, list.LastLine);
                break;
            case JsonList list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    foreach (var leaf in Leaves(Join(path, $"{i + 1}"), list.Items[i]))
                    {
                        yield return leaf;
                    }
                }

                break;
            case JsonMap map:
                foreach (var leaf in map.Entries.SelectMany(entry => Leaves(Join(path, entry.Key), entry.Value)))
                {
                    yield return leaf;
                }

                break;
        }
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : path.Length > 180 ? path : $"{path}.{key}";
}
