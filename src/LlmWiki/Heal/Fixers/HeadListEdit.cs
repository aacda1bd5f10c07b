using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>Puts a value into a list of front matter, in the form that the list has.</summary>
internal static class HeadListEdit
{
    /// <summary>Null where the list is written in a form that this does not know.</summary>
    /// <param name="after">Keys that a new list stands behind, the nearest first.</param>
    public static TextEdit? Add(SnapshotFile file, string key, string value, params string[] after) => AddAll(file, key, [value], after);

    /// <summary>Several at once.</summary>
    public static TextEdit? AddAll(SnapshotFile file, string key, IReadOnlyList<string> values, params string[] after)
    {
        if (!file.Head.CanSet || file.Head.Raw.Length == 0)
        {
            return null;
        }

        return file.Head.MapOrEmpty[key] switch
        {
            null => HeadEdit.Put(file, key, YamlText.List(values), after),
            YamlList { Items: [.., YamlScalar last] } => HeadEdit.TokenOf(file.Text, last) is { } token ? Behind(file, token, values) : null,
            _ => null,
        };
    }

    /// <summary>A list without a value; without the key where it was the only one. Null where something else stands with it.</summary>
    /// <param name="isIt">Whether a value is the one.</param>
    public static TextEdit? Remove(SnapshotFile file, string key, Func<string, bool> isIt)
    {
        var items = TagPlace.In(file, key).ToList();
        var (entry, start) = HeadEdit.Entries(file).FirstOrDefault(pair => pair.Entry.Key == key);
        return items.Find(item => isIt(item.Tag)) is not { } item ? null
            : items.Count > 1 ? item.Removed(file)
            : entry.Raw.Contains('#', StringComparison.Ordinal) ? null : new TextEdit(file.Path, start, entry.Raw.Length, "");
    }

    private static TextEdit Behind(SnapshotFile file, HeadToken last, IReadOnlyList<string> values)
    {
        var start = file.Text.LastIndexOf('\n', last.Start) + 1;
        var lead = file.Text[start..last.Start];
        if (lead.Trim() != "-")
        {
            return new TextEdit(file.Path, last.End, 0, string.Concat(values.Select(value => ", " + last.Written(value))));
        }

        var end = file.Text.IndexOf('\n', last.End) + 1;
        return new TextEdit(file.Path, end, 0, string.Concat(values.Select(value => lead + last.Written(value) + file.Head.Newline)));
    }
}
