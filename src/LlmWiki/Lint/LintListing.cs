using System.Collections.Immutable;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>The files of a knowledge base as one look finds them.</summary>
internal sealed record LintListing(WikiStamps Wiki, RawListing Raw, LintSources Sources, DateOnly Today)
{
    /// <summary>All that a link may lead to.</summary>
    public ImmutableArray<RelPath> Files { get; } =
        [.. Wiki.Pages.Select(page => page.Path), .. Wiki.Others.Select(path => new RelPath(path)), .. Raw.Files.Select(file => file.Path), .. Raw.Skipped.Select(file => new RelPath(file.Path))];

    /// <summary>Hash of all that findings depend on besides the text of pages, the rules and the code.</summary>
    /// <param name="tools">What sources are read with.</param>
    public string Frame(string tools)
    {
        IEnumerable<string> raw = Raw.Files.Select(file => file.Path.Value + " " + (Sources.HashOf(file.Path)?.Hex ?? "other"));
        return ContentHash.Of(string.Join('\n', [Today.ToString("O", System.Globalization.CultureInfo.InvariantCulture), tools, .. raw, .. Files.Select(file => file.Value)])).Hex;
    }
}
