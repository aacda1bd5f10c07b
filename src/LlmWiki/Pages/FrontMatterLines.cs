using System.Collections.Immutable;
using System.Text;

namespace LlmWiki.Pages;

/// <summary>One top-level key of front matter with the lines that belong to it, as written, line ends included.</summary>
/// <param name="Key">Empty for remarks and blank lines between keys, and for lines before the first key.</param>
public sealed record FrontMatterEntry(string Key, string Raw);

/// <summary>
/// Cuts the lines of front matter into entries. Remarks and blank lines belong to the key above only where more of it
/// follows; otherwise they are an entry of their own, so that they outlive a key that is set anew.
/// </summary>
internal sealed class FrontMatterLines
{
    private readonly ImmutableArray<FrontMatterEntry>.Builder _entries = ImmutableArray.CreateBuilder<FrontMatterEntry>();
    private readonly StringBuilder _raw = new();
    private readonly StringBuilder _loose = new();
    private string _key = "";

    /// <summary>Whether these lines are remarks and blank lines only.</summary>
    public static bool IsLoose(string lines)
    {
        foreach (var line in lines.AsSpan().EnumerateLines())
        {
            if (line.TrimStart() is not ([] or ['#', ..]))
            {
                return false;
            }
        }

        return true;
    }

    public void Add(string line)
    {
        if (IsLoose(line))
        {
            _loose.Append(line);
        }
        else if (KeyOf(line) is { } key)
        {
            Close();
            _key = key;
            _raw.Append(line);
        }
        else
        {
            _raw.Append(_loose).Append(line);
            _loose.Clear();
        }
    }

    public ImmutableArray<FrontMatterEntry> ToEntries()
    {
        Close();
        return _entries.ToImmutable();
    }

    private void Close()
    {
        if (_raw.Length > 0)
        {
            _entries.Add(new FrontMatterEntry(_key, _raw.ToString()));
        }

        if (_loose.Length > 0)
        {
            _entries.Add(new FrontMatterEntry("", _loose.ToString()));
        }

        _raw.Clear();
        _loose.Clear();
        _key = "";
    }

    /// <summary>The key a line starts, without quotes; null where it goes on with what is above.</summary>
    private static string? KeyOf(string line)
    {
        if (line[0] is ' ' or '\t' or '-' or '{' or '[' or '}' or ']')
        {
            return null;
        }

        for (var colon = line.IndexOf(':', 1); colon > 0; colon = line.IndexOf(':', colon + 1))
        {
            if (colon + 1 == line.Length || char.IsWhiteSpace(line[colon + 1]))
            {
                var key = line[..colon].TrimEnd();
                return key is ['"', .., '"'] or ['\'', .., '\''] ? key[1..^1] : key;
            }
        }

        return null;
    }
}
