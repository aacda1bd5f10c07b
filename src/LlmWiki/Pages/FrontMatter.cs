using System.Collections.Immutable;

namespace LlmWiki.Pages;

/// <summary>
/// The YAML between <c>---</c> lines at the head of a page, or none; a byte order mark of the file is part of it. Entries
/// are kept as written, so that writing back what was not changed gives the same bytes; only keys that are set to
/// something else get new text.
/// </summary>
public sealed class FrontMatter
{
    public static readonly FrontMatter None = new("", [], "", "\n");

    private readonly string _open;
    private readonly string _close;
    private readonly Lazy<(YamlMap Map, WikiException? Error)> _map;

    private FrontMatter(string open, ImmutableArray<FrontMatterEntry> entries, string close, string newline)
    {
        (_open, Entries, _close, Newline) = (open, entries, close, newline);
        _map = new(ParseMap);
    }

    public ImmutableArray<FrontMatterEntry> Entries { get; }

    /// <summary>The line end of the file: LF or CRLF.</summary>
    public string Newline { get; }

    /// <summary>All of it with its fences, as it stands in the file.</summary>
    public string Raw => _open + string.Concat(Entries.Select(entry => entry.Raw)) + _close;

    /// <summary>The values.</summary>
    /// <exception cref="WikiException">It is no YAML; the message has the line, counted in the file.</exception>
    public YamlMap Map => _map.Value.Error is { } error ? throw new WikiException(error.Message, inner: error) : _map.Value.Map;

    /// <summary>The values, or an empty map where it is no YAML.</summary>
    public YamlMap MapOrEmpty => _map.Value.Map;

    /// <summary>
    /// Whether <see cref="With"/> can set keys: it is YAML, and the keys are those the lines were cut at. It is not where a
    /// key stands twice, with aliases, or where the whole is one <c>{ }</c>, list or scalar.
    /// </summary>
    public bool CanSet => _map.Value.Error is null
        && Entries.All(entry => entry.Key.Length > 0 || FrontMatterLines.IsLoose(entry.Raw))
        && Entries.Where(entry => entry.Key.Length > 0).Select(entry => entry.Key).SequenceEqual(MapOrEmpty.Entries.Select(entry => entry.Key));

    /// <summary>Splits a file's text into front matter (which may be none) and the rest.</summary>
    public static (FrontMatter Head, string Body) Split(string text)
    {
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        var first = LineEnd(text, start);
        var newline = first > start + 1 && text[first - 1] == '\n' && text[first - 2] == '\r' ? "\r\n" : "\n";
        if (text.AsSpan(start, first - start).TrimEnd() is "---")
        {
            var lines = new FrontMatterLines();
            for (int at = first, end; at < text.Length; at = end)
            {
                end = LineEnd(text, at);
                var line = text[at..end];
                if (line.AsSpan().TrimEnd() is "---" or "...")
                {
                    return (new FrontMatter(text[..first], lines.ToEntries(), line, newline), text[end..]);
                }

                lines.Add(line);
            }
        }

        return (new FrontMatter(text[..start], [], "", newline), text[start..]);
    }

    /// <summary>Front matter of a new page.</summary>
    public static FrontMatter Of(IEnumerable<KeyValuePair<string, string>> values) => None.With(values);

    /// <summary>
    /// Sets keys to YAML that is given as it is to be written after <c>key:</c> (a flow value, or lines that start with a
    /// line end). New keys come last; an empty value takes the key away; a key that says the same already is kept as written.
    /// </summary>
    public FrontMatter With(IEnumerable<KeyValuePair<string, string>> values)
    {
        var entries = Entries.ToList();
        foreach (var (key, value) in values)
        {
            var at = entries.FindIndex(entry => entry.Key == key);
            if (value.Length == 0)
            {
                entries.RemoveAll(entry => entry.Key == key);
            }
            else if (at < 0)
            {
                entries.Add(EntryOf(key, value));
            }
            else if (EntryOf(key, value) is var entry && entry.Raw != entries[at].Raw && MapOrEmpty[key]?.Canonical != ValueOf(key, value).Canonical)
            {
                entries[at] = entry;
            }
        }

        var hasFences = _close.Length > 0;
        var open = hasFences ? _open : _open + "---" + Newline;
        var close = hasFences ? _close : "---";
        return new FrontMatter(open, [.. entries], close.EndsWith('\n') ? close : close + Newline, Newline);
    }

    /// <summary>What YAML that <see cref="With"/> takes says.</summary>
    internal static YamlValue ValueOf(string key, string value) => Yaml.ParseMap(Lines(key, value))[key]!;

    private static string Lines(string key, string value) => key + ":" + (value[0] == '\n' ? "" : " ") + value + "\n";

    private FrontMatterEntry EntryOf(string key, string value) => new(key, Lines(key, value).Replace("\n", Newline, StringComparison.Ordinal));

    private static int LineEnd(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end + 1;
    }

    private (YamlMap, WikiException?) ParseMap()
    {
        try
        {
            // A line in place of the opening fence, so that lines are those of the file.
            return (Yaml.ParseMap("\n" + string.Concat(Entries.Select(entry => entry.Raw))), null);
        }
        catch (WikiException error)
        {
            return (new YamlMap([], 1, 1), error);
        }
    }
}
