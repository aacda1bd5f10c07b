using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>The list of sources in a page's front matter, as another page has it.</summary>
internal static class SourceEntries
{
    /// <summary>The entries of some sources as lines of YAML, with paths from the other page.</summary>
    /// <param name="wanted">The files that it rests on.</param>
    public static IReadOnlyList<string> Of(SnapshotFile from, RelPath to, IReadOnlySet<RelPath> wanted) =>
        [.. (from.Head.MapOrEmpty["sources"] as YamlList)?.Items.OfType<YamlMap>().Where(entry => From(from, entry) is { } path && wanted.Contains(path)).Select(entry => Line(from, to, entry)) ?? []];

    /// <summary>The entry of a source that no page need name yet: under the name of its own page.</summary>
    public static string New(LintWiki wiki, RelPath source, RelPath page)
    {
        var own = wiki.Pages.FirstOrDefault(other => other.IsSource && other.Outline.Head.Sources is [{ Path: { } path }, ..] && path == source);
        return $"{{ id: {YamlText.Scalar(own?.Path.Stem ?? Slug.Of(source.Stem))}, resource: {YamlText.Scalar(page.LinkTo(source))} }}";
    }

    /// <summary>As the value of a key.</summary>
    public static string Value(IEnumerable<string> lines) => string.Concat(lines.Select(line => "\n  - " + line));

    /// <summary>Behind those that the page has; null where they are written in a form that this does not know.</summary>
    public static TextEdit? Add(SnapshotFile file, IReadOnlyList<string> lines)
    {
        var (entry, start) = HeadEdit.Entries(file).FirstOrDefault(pair => pair.Entry.Key == "sources");
        if (entry is null)
        {
            return HeadEdit.Put(file, "sources", Value(lines).Replace("\n", file.Head.Newline, StringComparison.Ordinal), "tags", "aliases", "description", "title");
        }

        var last = entry.Raw.TrimEnd().Split('\n')[^1];
        var indent = last[..^last.TrimStart().Length];
        return last.TrimStart().StartsWith("- {", StringComparison.Ordinal)
            ? new TextEdit(file.Path, start + entry.Raw.TrimEnd().Length, 0, string.Concat(lines.Select(line => $"{file.Head.Newline}{indent}- {line}"))) : null;
    }

    private static RelPath? From(SnapshotFile file, YamlMap entry) => entry.Text("resource") is { } resource ? file.Path.Follow(resource) : null;

    private static string Line(SnapshotFile from, RelPath to, YamlMap entry)
    {
        var fields = entry.Entries.Where(field => field.Value is YamlScalar).Select(field => (field.Key, ((YamlScalar)field.Value).Text));
        return $"{{ {string.Join(", ", fields.Select(field => $"{field.Key}: {(field.Key == "resource" ? YamlText.Scalar(to.LinkTo(From(from, entry)!.Value)) : field.Key == "last_modified" ? field.Text : YamlText.Scalar(field.Text))}"))} }}";
    }
}
