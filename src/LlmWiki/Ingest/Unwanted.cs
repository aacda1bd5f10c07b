using System.Text.RegularExpressions;
using LlmWiki.Pages;

namespace LlmWiki.Ingest;

/// <summary>
/// Pages that a person deleted: the index still names them, the file is gone. They are not made again; the index keeps
/// their titles under <c>generated.skip</c>, where a person may take one off to have the page back.
/// </summary>
public static partial class Unwanted
{
    /// <summary>Titles that the index holds as not wanted.</summary>
    public static List<string> Kept(WikiSnapshot wiki) =>
        wiki[IndexPage.Path]?.Head.MapOrEmpty["generated"] is YamlMap generated ? [.. generated.Texts("skip")] : [];

    /// <summary>Titles of pages that an index page links to and that are no longer there.</summary>
    public static List<string> Missing(WikiSnapshot wiki, IReadOnlySet<string> others) =>
        [.. wiki.Files.Where(file => IndexPage.IsIndex(file.Path)).SelectMany(file => file.Page.Blocks
            .Where(block => block.Kind == BlockKind.ListItem && file.Page.Owned.Contains(block))
            .Select(block => Line().Match(block.Text))
            .Where(match => match.Success && IsMissing(wiki, others, file, match))
            .Select(match => MarkdownText.Unescape(match.Groups["title"].Value)))];

    private static bool IsMissing(WikiSnapshot wiki, IReadOnlySet<string> others, SnapshotFile index, Match match)
    {
        var target = match.Groups["path"].Success
            ? index.Path.Follow(Uri.UnescapeDataString(match.Groups["path"].Value))
            : IndexPage.Path.Follow(match.Groups["wiki"].Value + ".md");
        return target is { } path && wiki[path] is null && !others.Contains(path.Value);
    }

    [GeneratedRegex(@"^- (?:\[(?<title>.+?)\]\((?<path>[^)]+)\)|\[\[(?<wiki>[^|\]]+)\|(?<title>[^\]]+)\]\])", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
