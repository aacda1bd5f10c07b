namespace LlmWiki.Text;

/// <summary>
/// A path below the root of a knowledge base, with forward slashes on every system: <c>raw/notes/a.md</c>.
/// Never rooted, never with <c>.</c>, <c>..</c> or empty parts, so it cannot lead outside the root.
/// </summary>
public readonly record struct RelPath : IComparable<RelPath>
{
    private readonly string? _value;

    /// <exception cref="ArgumentException">The path is rooted, empty, or has a <c>.</c>, <c>..</c> or empty part.</exception>
    public RelPath(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        var path = value.Replace('\\', '/');
        var rest = path.AsSpan();
        for (var slash = rest.IndexOf('/'); ; slash = rest.IndexOf('/'))
        {
            if ((slash < 0 ? rest : rest[..slash]) is "" or "." or "..")
            {
                throw new ArgumentException($"'{value}' is no path below the root", nameof(value));
            }

            if (slash < 0)
            {
                break;
            }

            rest = rest[(slash + 1)..];
        }

        _value = path;
    }

    public string Value => _value ?? "";

    /// <summary>The last part: <c>a.md</c>.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The last part without its extension: <c>a</c>; a leading dot is no extension.</summary>
    public string Stem => Name.LastIndexOf('.') is > 0 and var dot ? Name[..dot] : Name;

    /// <summary>The extension in lower case with its dot: <c>.md</c>; empty where there is none.</summary>
    public string Extension => Name.LastIndexOf('.') is > 0 and var dot ? Name[dot..].ToLowerInvariant() : "";

    /// <summary>The folder, or null at the root.</summary>
    public RelPath? Folder => Value.LastIndexOf('/') is > 0 and var slash ? new RelPath(Value[..slash]) : null;

    public bool IsUnder(string folder) => Value.StartsWith(folder + "/", StringComparison.Ordinal);

    public static RelPath operator /(RelPath folder, string name) => new(folder.Value + "/" + name);

    /// <summary>
    /// The way from the folder of this file to another file, as a link writes it: <c>../../raw/a.md</c> (not escaped).
    /// </summary>
    public string LinkTo(RelPath target)
    {
        var from = Value.Split('/')[..^1];
        var to = target.Value.Split('/');
        var shared = 0;
        while (shared < from.Length && shared < to.Length - 1 && from[shared] == to[shared])
        {
            shared++;
        }

        return string.Concat(Enumerable.Repeat("../", from.Length - shared)) + string.Join('/', to[shared..]);
    }

    /// <summary>
    /// The file a relative link written in this file leads to; null where it leaves the root or is empty.
    /// </summary>
    public RelPath? Follow(string link) => Resolve(Value.Split('/')[..^1], link) is { Length: > 0 } path ? new RelPath(path) : null;

    /// <summary>The path that a relative link leads to from a folder; empty for the root, null where it leaves it.</summary>
    internal static string? Resolve(IEnumerable<string> folder, string link)
    {
        var parts = new List<string>(folder);
        foreach (var part in link.Replace('\\', '/').Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case ".." when parts.Count == 0:
                    return null;
                case "..":
                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return string.Join('/', parts);
    }

    public int CompareTo(RelPath other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    public static bool operator <(RelPath left, RelPath right) => left.CompareTo(right) < 0;

    public static bool operator >(RelPath left, RelPath right) => left.CompareTo(right) > 0;

    public static bool operator <=(RelPath left, RelPath right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RelPath left, RelPath right) => left.CompareTo(right) >= 0;
}
