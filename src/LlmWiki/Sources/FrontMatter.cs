using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Pages;

namespace LlmWiki.Sources;

/// <summary>What a source says of itself in YAML, as Obsidian's web clipper, Jekyll, Hugo and Zotero write it.</summary>
internal static partial class FrontMatter
{
    private static readonly string[] DateKeys =
        ["date", "published", "date_published", "publish_date", "created", "date_created", "last_modified", "lastmod", "updated", "modified"];

    private static readonly string[] AuthorKeys = ["author", "authors", "creator", "by"];
    private static readonly string[] UrlKeys = ["source", "url", "source_url", "canonical_url", "canonicalURL", "link", "permalink"];

    /// <summary>Reads front matter; broken YAML gives empty metadata and a note with its line in the file.</summary>
    public static SourceMetadata Read(string yaml, int firstLine, ImmutableArray<string>.Builder notes)
    {
        try
        {
            return Read(Yaml.ParseMap(yaml));
        }
        catch (WikiException error)
        {
            notes.Add($"line {firstLine + LineOf(error.Message) - 1}: front matter is not read: {Reason(error.Message)}");
            return new SourceMetadata();
        }
    }

    private static SourceMetadata Read(YamlMap map) => new()
    {
        Title = Plain(Value(map, "title")?.Text),
        Date = DateKeys.Select(key => SourceDates.Parse(First(map, key))).FirstOrDefault(date => date is not null),
        Authors = [.. AuthorKeys.SelectMany(key => Texts(map, key)).SelectMany(People).Distinct()],
        Url = UrlKeys.SelectMany(key => Texts(map, key)).Select(SafeUrl.OfWeb).FirstOrDefault(url => url is not null),
        Tags = [.. Texts(map, "tags").Concat(Texts(map, "keywords")).SelectMany(TagsOf).Distinct()],
        Aliases = [.. Texts(map, "aliases").Concat(Texts(map, "alias")).Select(Plain).OfType<string>().Distinct().Take(30)],
        Description = new[] { "description", "summary", "abstract", "excerpt" }.Select(key => Plain(First(map, key))).FirstOrDefault(text => text is not null),
    };

    private static YamlScalar? Value(YamlMap map, string key) => Entry(map, key) as YamlScalar;

    private static YamlValue? Entry(YamlMap map, string key) =>
        map.Entries.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase))?.Value;

    private static string? First(YamlMap map, string key) => Texts(map, key).FirstOrDefault();

    private static IEnumerable<string> Texts(YamlMap map, string key) => Entry(map, key) switch
    {
        YamlScalar { Text: not "" } one => [one.Text],
        YamlList list => list.Items.SelectMany(Scalars),
        YamlMap { Entries: var entries } => entries.Where(entry => entry.Key is "name" or "title").Select(entry => entry.Value).OfType<YamlScalar>().Select(scalar => scalar.Text),
        _ => [],
    };

    /// <summary>The names in a list's item: a scalar, <c>{ name: … }</c>, or <c>[[Name]]</c> that YAML reads as lists.</summary>
    private static IEnumerable<string> Scalars(YamlValue item) => item switch
    {
        YamlScalar { Text: not "" } scalar => [scalar.Text],
        YamlMap map => map.Text("name") is { } name ? [name] : [],
        YamlList list => list.Items.OfType<YamlScalar>().Select(inner => inner.Text).Where(text => text != ""),
        _ => [],
    };

    private static IEnumerable<string> People(string text) =>
        from part in text.Contains("[[", StringComparison.Ordinal) || text.Contains(';') ? text.Split([";", "]],"], StringSplitOptions.None) : [text]
        let name = Plain(part)
        where name is not null
        select name;

    private static IEnumerable<string> TagsOf(string text) =>
        from part in text.Split(',')
        let tag = CleanText.Of(part).TrimStart('#')
        where tag.Length > 0
        select tag;

    /// <summary>A text without the brackets of a wikilink; the display text where it has one.</summary>
    private static string? Plain(string? text)
    {
        var plain = CleanText.Of(Wikilink().Replace(text ?? "", "$1")).Replace("[[", "", StringComparison.Ordinal).Replace("]]", "", StringComparison.Ordinal).Trim();
        return plain.Length == 0 ? null : plain;
    }

    private static int LineOf(string message)
    {
        var match = LineNumber().Match(message);
        return match.Success && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var line) ? Math.Max(line, 1) : 1;
    }

    private static string Reason(string message) => CleanText.Of(LineNumber().Replace(message, ""));

    [GeneratedRegex(@"\[\[(?:[^\[\]|]*\|)?(?<shown>[^\[\]|]*)\]\]", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Wikilink();

    [GeneratedRegex(@"^line (?<line>\d+), column \d+: ", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex LineNumber();
}
