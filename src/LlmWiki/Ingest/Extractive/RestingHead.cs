using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// The head of a page that rests on sources that were not read, as in a fresh clone of a wiki that a model made: what it says of the whole
/// page stays, and its list of sources grows by those that were read.
/// </summary>
internal static class RestingHead
{
    public static PageDraft Keep(PageDraft draft, SnapshotFile file, Func<RelPath, bool> isUnread)
    {
        var unread = Entries(file, isUnread).ToList();
        return unread.Count == 0 ? draft : draft with { Head = [.. draft.Head.Select(pair => KeyValuePair.Create(pair.Key, Value(pair, file, unread)))] };
    }

    private static string Value(KeyValuePair<string, string> pair, SnapshotFile file, List<(string Resource, string Line)> unread) => pair.Key switch
    {
        "type" or "title" or "description" when file.Head.MapOrEmpty.Text(pair.Key) is { } text => YamlText.Scalar(text),
        "aliases" when file.Head.MapOrEmpty.Texts("aliases").Any() || pair.Value.Length > 0 => YamlText.List([.. file.Head.MapOrEmpty.Texts("aliases"), .. Aliases(pair.Value).Except(file.Head.MapOrEmpty.Texts("aliases"))]),
        "sources" => SourceHead.With(pair.Value, unread),
        _ => pair.Value,
    };

    private static IEnumerable<string> Aliases(string list) => list.Length > 0 && FrontMatter.ValueOf("aliases", list) is YamlList names ? names.Items.OfType<YamlScalar>().Select(name => name.Text) : [];

    private static IEnumerable<(string Resource, string Line)> Entries(SnapshotFile file, Func<RelPath, bool> isUnread)
    {
        foreach (var entry in file.Head.MapOrEmpty["sources"] is YamlList list ? list.Items.OfType<YamlMap>() : [])
        {
            if (entry.Text("resource") is { } resource && file.Path.Follow(resource) is { } path && isUnread(path))
            {
                var fields = ((string[])["id", "resource", "last_modified"]).Select(key => (key, Text: entry.Text(key))).Where(field => field.Text is not null);
                yield return (resource, $"{{ {string.Join(", ", fields.Select(field => $"{field.key}: {(field.key == "last_modified" ? field.Text : YamlText.Scalar(field.Text!))}"))} }}");
            }
        }
    }
}
