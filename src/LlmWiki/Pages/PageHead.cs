using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>A word of front matter with the line it stands on.</summary>
public readonly record struct HeadText(string Text, int Line);

/// <summary>A source that a page names in its front matter.</summary>
/// <param name="Path">Null where it leads out of the wiki.</param>
public sealed record HeadSource(string Id, RelPath? Path, int Line);

/// <summary>What the front matter of a page says.</summary>
public sealed record PageHead
{
    /// <summary>Whether there is any.</summary>
    public bool IsThere { get; init; }

    /// <summary>Why it cannot be read, as <c>line 3, column 1: reason</c>; null where it can.</summary>
    public string? Error { get; init; }

    public string? Title { get; init; }

    public int TitleLine { get; init; }

    public string Type { get; init; } = "";

    public string? Description { get; init; }

    public int DescriptionLine { get; init; }

    public ImmutableArray<HeadText> Aliases { get; init; } = [];

    public ImmutableArray<HeadText> Tags { get; init; } = [];

    public ImmutableArray<HeadSource> Sources { get; init; } = [];

    /// <summary>Of the page of a source: <c>removed</c> or the like where its file is gone; else empty.</summary>
    public string Status { get; init; } = "";

    public string? StaleAfter { get; init; }

    public int StaleAfterLine { get; init; }

    /// <summary>Whether the tool has written on the page.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Of the page of a source: the hash of the bytes that were compiled.</summary>
    public string? SourceHash { get; init; }

    public static PageHead Of(RelPath page, FrontMatter head)
    {
        YamlMap map;
        try
        {
            map = head.Map;
        }
        catch (WikiException error)
        {
            return new PageHead { IsThere = true, Error = error.Message };
        }

        var generated = map["generated"] as YamlMap;
        return new PageHead
        {
            IsThere = head.Raw.TrimStart('\uFEFF').Length > 0,
            Title = map.Text("title"),
            TitleLine = LineOf(map, "title"),
            Type = map.Text("type") ?? "",
            Description = map.Text("description"),
            DescriptionLine = LineOf(map, "description"),
            Aliases = [.. Texts(map, "aliases"), .. Texts(map, "alias")],
            Tags = [.. Texts(map, "tags"), .. Texts(map, "tag")],
            Sources = [.. SourcesOf(page, map)],
            Status = map.Text("status") ?? "",
            StaleAfter = map.Text("stale_after"),
            StaleAfterLine = LineOf(map, "stale_after"),
            IsGenerated = generated is not null,
            SourceHash = generated?.Text("source"),
        };
    }

    private static int LineOf(YamlMap map, string key) => map.Entries.FirstOrDefault(entry => entry.Key == key)?.Line ?? 0;

    /// <summary>A list, or words parted by commas, as Obsidian reads both.</summary>
    private static IEnumerable<HeadText> Texts(YamlMap map, string key) => map[key] switch
    {
        YamlScalar { Text: not "" } one => one.Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => new HeadText(text, one.Line)),
        YamlList list => list.Items.OfType<YamlScalar>().Where(item => item.Text != "").Select(item => new HeadText(item.Text, item.Line)),
        _ => [],
    };

    private static IEnumerable<HeadSource> SourcesOf(RelPath page, YamlMap map) => map["sources"] is not YamlList list
        ? []
        : list.Items.OfType<YamlMap>().Where(item => item.Text("resource") is not null)
            .Select(item => new HeadSource(item.Text("id") ?? "", Follow(page, item.Text("resource")!), item.Line));

    private static RelPath? Follow(RelPath page, string resource) =>
        resource.Contains("://", StringComparison.Ordinal) ? null : page.Follow(resource);
}
