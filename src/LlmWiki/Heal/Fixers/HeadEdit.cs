using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>A scalar of front matter as it stands in the file, quotes included.</summary>
/// <param name="Quote">Its quotation mark; <c>'\0'</c> where it is plain.</param>
internal readonly record struct HeadToken(int Start, int Length, char Quote)
{
    public int End => Start + Length;

    /// <summary>Another text in the same quotes, as far as they can hold it.</summary>
    public string Written(string text) => (Quote, YamlText.Scalar(text)) switch
    {
        ('\'', _) when !text.Any(char.IsControl) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'",
        ('"', var plain) when !plain.StartsWith('"') => $"\"{plain}\"",
        (_, var written) => written,
    };
}

/// <summary>Edits of front matter that leave the other keys, their order and their form as they are.</summary>
internal static class HeadEdit
{
    /// <summary>Where a scalar stands; null where it is none that stands on one line.</summary>
    public static HeadToken? TokenOf(string text, YamlScalar scalar)
    {
        var lines = new LineMap(text);
        var start = scalar.Line <= lines.LineCount ? lines.StartOf(scalar.Line) + scalar.Column - 1 : text.Length;
        if (scalar.Text.Length == 0 || start >= text.Length)
        {
            return null;
        }

        if (text[start] is not ('"' or '\''))
        {
            return !scalar.Quoted && text.AsSpan(start).StartsWith(scalar.Text) && !scalar.Text.Contains('\n', StringComparison.Ordinal) ? new HeadToken(start, scalar.Text.Length, '\0') : null;
        }

        var end = ClosingQuote(text, start);
        return end > start ? new HeadToken(start, end + 1 - start, text[start]) : null;
    }

    /// <summary>A key with another value, or put in where it is missing; null where the front matter cannot be set key by key.</summary>
    /// <param name="after">Keys that it stands behind, the nearest first.</param>
    public static TextEdit? Set(HealView view, RelPath page, string key, string value, params string[] after)
    {
        if (view.PageAt(page) is not { } file || !file.Head.CanSet || file.Head.Raw.Length == 0)
        {
            return null;
        }

        return file.Head.MapOrEmpty[key] switch
        {
            null => Put(file, key, YamlText.Scalar(value), after),
            YamlScalar { Text.Length: > 0 } scalar => TokenOf(file.Text, scalar) is { } token ? new TextEdit(page, token.Start, token.Length, token.Written(value)) : Replace(file, key, value),
            _ => Replace(file, key, value),
        };
    }

    /// <summary>A key put in.</summary>
    /// <param name="value">As YAML writes it on one line.</param>
    public static TextEdit Put(SnapshotFile file, string key, string value, params string[] after)
    {
        var at = StartOf(file);
        var place = at;
        foreach (var (entry, start) in Entries(file))
        {
            at = start + entry.Raw.Length;
            if (Array.IndexOf(after, entry.Key) >= 0 && IsNearest(file, entry.Key, after))
            {
                place = at;
            }
        }

        // A list on lines of its own begins with a line end.
        return new TextEdit(file.Path, place, 0, $"{key}:{(value.StartsWith('\n') || value.StartsWith('\r') ? "" : " ")}{value}{file.Head.Newline}");
    }

    /// <summary>The entries with the places at which they start.</summary>
    public static IEnumerable<(FrontMatterEntry Entry, int Start)> Entries(SnapshotFile file)
    {
        var at = StartOf(file);
        foreach (var entry in file.Head.Entries)
        {
            yield return (entry, at);
            at += entry.Raw.Length;
        }
    }

    private static int StartOf(SnapshotFile file) => file.Text.IndexOf('\n', StringComparison.Ordinal) + 1;

    private static bool IsNearest(SnapshotFile file, string key, string[] after) => Array.Find(after, name => file.Head.MapOrEmpty[name] is not null) == key;

    /// <summary>The whole entry anew: its value stands on several lines, or there is none yet.</summary>
    private static TextEdit? Replace(SnapshotFile file, string key, string value)
    {
        var (entry, start) = Entries(file).FirstOrDefault(pair => pair.Entry.Key == key);
        if (entry is null || entry.Raw.Contains(" #", StringComparison.Ordinal))
        {
            // What stands behind the mark may be a person's remark.
            return null;
        }

        return new TextEdit(file.Path, start, entry.Raw.Length, $"{key}: {YamlText.Scalar(value)}{file.Head.Newline}");
    }

    private static int ClosingQuote(string text, int start)
    {
        for (var at = start + 1; at < text.Length && text[at] is not ('\n' or '\r'); at++)
        {
            if (text[start] == '"' && text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == text[start])
            {
                if (text[start] == '"' || at + 1 == text.Length || text[at + 1] != '\'')
                {
                    return at;
                }

                at++;
            }
        }

        return -1;
    }
}
