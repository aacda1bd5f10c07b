using System.Collections.Immutable;
using System.Text;

namespace LlmWiki.Pages;

/// <summary>One top-level key of front matter with the lines that belong to it, as written, line ends included.</summary>
public sealed record FrontMatterEntry(string Key, string Raw);

/// <summary>
/// The YAML between <c>---</c> lines at the head of a page. Entries are kept as written, so that writing back what was not
/// changed gives the same bytes; only the keys that are set get new text.
/// </summary>
public sealed class FrontMatter
{
    public static readonly FrontMatter None = new("", [], "", "\n");

    private readonly string _open;
    private readonly ImmutableArray<FrontMatterEntry> _entries;
    private readonly string _close;
    private readonly string _newline;
    private YamlMap? _map;

    private FrontMatter(string open, ImmutableArray<FrontMatterEntry> entries, string close, string newline)
    {
        (_open, _entries, _close, _newline) = (open, entries, close, newline);
    }

    public ImmutableArray<FrontMatterEntry> Entries => _entries;

    /// <summary>The line end of the file: LF or CRLF.</summary>
    public string Newline => _newline;

    /// <summary>All of it with its fences, as it stands in the file.</summary>
    public string Raw => _open + string.Concat(_entries.Select(entry => entry.Raw)) + _close;

    /// <summary>The values.</summary>
    /// <exception cref="WikiException">It is no YAML; the message has the line, counted in the file.</exception>
    public YamlMap Map => _map ??= ParseMap();

    /// <summary>The values, or an empty map where it is no YAML.</summary>
    public YamlMap MapOrEmpty
    {
        get
        {
            try
            {
                return Map;
            }
            catch (WikiException)
            {
                return new YamlMap([], 1, 1);
            }
        }
    }

    /// <summary>Splits a file's text into front matter (which may be none) and the rest.</summary>
    public static (FrontMatter Head, string Body) Split(string text)
    {
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        var first = LineEnd(text, start);
        if (first == start || text[start..first].TrimEnd() != "---")
        {
            return (None, text);
        }

        var entries = ImmutableArray.CreateBuilder<FrontMatterEntry>();
        var at = first;
        while (at < text.Length)
        {
            var end = LineEnd(text, at);
            var line = text[at..end];
            if (line.TrimEnd() is "---" or "...")
            {
                var newline = text[first - 1] == '\n' && first >= 2 && text[first - 2] == '\r' ? "\r\n" : "\n";
                return (new FrontMatter(text[..first], entries.ToImmutable(), line, newline), text[end..]);
            }

            AddLine(entries, line);
            at = end;
        }

        return (None, text);
    }

    /// <summary>Front matter of a new page.</summary>
    public static FrontMatter Of(IEnumerable<KeyValuePair<string, string>> values) =>
        new FrontMatter("---\n", [], "---\n", "\n").With(values);

    /// <summary>
    /// Sets keys to YAML that is given as it is to be written after <c>key:</c> (a flow value, or lines that start with a
    /// line end). New keys come last; an empty value takes the key away.
    /// </summary>
    public FrontMatter With(IEnumerable<KeyValuePair<string, string>> values)
    {
        var entries = _entries.ToList();
        foreach (var (key, value) in values)
        {
            var at = entries.FindIndex(entry => entry.Key == key);
            if (value.Length == 0)
            {
                entries.RemoveAll(entry => entry.Key == key);
                continue;
            }

            var raw = key + ":" + (value[0] == '\n' ? "" : " ") + value + "\n";
            var entry = new FrontMatterEntry(key, _newline == "\n" ? raw : raw.Replace("\n", _newline, StringComparison.Ordinal));
            if (at < 0)
            {
                entries.Add(entry);
            }
            else
            {
                entries[at] = entry;
            }
        }

        return _open.Length == 0 ? Of(values) : new FrontMatter(_open, [.. entries], _close, _newline);
    }

    private static void AddLine(ImmutableArray<FrontMatterEntry>.Builder entries, string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var startsKey = colon > 0 && line[0] is not (' ' or '\t' or '#' or '-' or '"' or '\'' or '{' or '[' or '}' or ']');
        if (startsKey)
        {
            entries.Add(new FrontMatterEntry(line[..colon].TrimEnd(), line));
        }
        else if (entries.Count == 0)
        {
            entries.Add(new FrontMatterEntry("", line));
        }
        else
        {
            entries[^1] = entries[^1] with { Raw = entries[^1].Raw + line };
        }
    }

    private static int LineEnd(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end + 1;
    }

    private YamlMap ParseMap()
    {
        if (_open.Length == 0)
        {
            return new YamlMap([], 1, 1);
        }

        // A line in place of the opening fence, so that lines are those of the file.
        var yaml = new StringBuilder("\n");
        foreach (var entry in _entries)
        {
            yaml.Append(entry.Raw);
        }

        return Yaml.ParseMap(yaml.ToString());
    }
}
