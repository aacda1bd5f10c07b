using System.Globalization;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>A page as the index lists it.</summary>
/// <param name="Type">As the index sorts it; empty for types that have no section of their own.</param>
internal sealed record IndexEntry(RelPath Page, string Type, string Title, string Description)
{
    public static readonly RelPath Index = new("wiki/index.md");

    /// <summary>Sections of the index in order.</summary>
    public static readonly (string Type, string Heading)[] Sections =
    [
        ("concept", "Concepts"), ("entity", "People, places and things"), ("answer", "Answers"), ("", "Other pages"), ("source", "Sources"),
    ];

    private const int MaxDescription = 160;

    public string Heading => HeadingOf(Type);

    /// <summary>The section for pages of a type.</summary>
    public static string HeadingOf(string type) => Array.Find(Sections, item => item.Type == (IsType(type) ? type : "")).Heading;

    private static bool IsType(string type) => Array.Exists(Sections, item => item.Type == type);

    /// <summary>What its letter page is called where its section is split.</summary>
    public string Letter
    {
        get
        {
            var folded = Folding.Fold(Title).TrimStart();
            var first = folded.Length == 0 ? "#" : char.IsHighSurrogate(folded[0]) && folded.Length > 1 ? folded[..2] : folded[..1];
            return char.IsLetter(first, 0) ? first.ToUpperInvariant() : "0–9";
        }
    }

    /// <summary>The index page that lists it where its section is split.</summary>
    public RelPath LetterPage => new($"wiki/index/{Slug.Of(Heading)}-{Slug.Of(Letter)}.md");

    /// <summary>By what lines are sorted.</summary>
    public string SortKey => Folding.Fold(Title);

    /// <summary>What the line says, whatever the page is called: its identity on an index page.</summary>
    public string Says => "page " + Page;

    public static IndexEntry Of(SnapshotFile file)
    {
        var map = file.Head.MapOrEmpty;
        var type = map.Text("type") ?? "";
        var description = (map.Text("description") ?? "").ReplaceLineEndings(" ");
        var cut = description.Length > MaxDescription ? description.LastIndexOf(' ', MaxDescription) : -1;
        return new IndexEntry(file.Path, IsType(type) ? type : "", map.Text("title") ?? file.Page.Title, cut > 0 ? description[..cut] + " …" : description);
    }

    public static bool IsIndex(RelPath path) => path == Index || path.IsUnder("wiki/index");

    /// <summary>What stands behind the marker of its line.</summary>
    public string LineOn(RelPath index, LinkStyle links) =>
        PageLink.Write(index, Page, Title, links) + (Description.Length == 0 ? "" : ": " + MarkdownText.Escape(Description));

    /// <summary>What stands behind the marker of a letter's line.</summary>
    public static string LetterLine(RelPath page, string letter, int pages, LinkStyle links) =>
        string.Create(CultureInfo.InvariantCulture, $"{PageLink.Write(Index, page, letter, links)}: {pages} pages");
}
