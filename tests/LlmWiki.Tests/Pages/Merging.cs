using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Pages;

/// <summary>
/// Drafts and pages out of short strings. In a draft <c>{recipe.4}</c> cites line 4 of <c>raw/recipe.md</c>, which says
/// "Passage recipe.4".
/// </summary>
internal static partial class Merging
{
    public static readonly RelPath Here = new("wiki/concepts/adam.md");

    private static readonly Generator First = new("llm-wiki/0.1 extractive", new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));

    /// <summary>Another run, on another day: what did not change must not tell.</summary>
    private static readonly Generator Later = First with { At = First.At.AddDays(3) };

    public static PageDraft Draft(params string[] blocks) => new()
    {
        Path = Here,
        Head = [KeyValuePair.Create("type", "concept"), KeyValuePair.Create("title", "Adam"), KeyValuePair.Create("description", "An optimizer.")],
        Blocks = [.. blocks.Select(Block)],
        Citations = [.. blocks.SelectMany(block => Mark().Matches(block)).Select(match => match.Groups["label"].Value).Distinct().Select(Cite)],
    };

    public static PageDraft WithHead(this PageDraft draft, string key, string value) =>
        draft with { Head = [.. draft.Head.Where(pair => pair.Key != key), KeyValuePair.Create(key, value)] };

    /// <summary>A draft whose passage of one label says something else.</summary>
    public static PageDraft WithQuote(this PageDraft draft, string label, string quote) =>
        draft with { Citations = [.. draft.Citations.Select(citation => citation.Label == label ? citation with { Quote = quote } : citation)] };

    public static DraftBlock Block(string text)
    {
        var level = text.TakeWhile(c => c == '#').Count();
        var kind = level > 0 ? BlockKind.Heading
            : text.StartsWith("- ", StringComparison.Ordinal) ? BlockKind.ListItem
            : text.StartsWith('|') ? BlockKind.Table
            : text.StartsWith('>') ? BlockKind.Quote
            : BlockKind.Paragraph;
        var says = Links().Replace(Mark().Replace(text, ""), "$1").TrimStart('#', '-', ' ');
        return new DraftBlock(kind, Mark().Replace(text, "[^${label}]"), says, level);
    }

    public static Citation Cite(string label)
    {
        var dot = label.IndexOf('.', StringComparison.Ordinal);
        var line = int.Parse(label.AsSpan(dot + 1), System.Globalization.CultureInfo.InvariantCulture);
        return new Citation(label, new RelPath($"raw/{label[..dot]}.md"), new Place(PlaceUnit.Line, line, line), $"Passage {label}");
    }

    /// <summary>The page as the tool writes it for the first time.</summary>
    public static string NewPage(PageDraft draft) => PageMerge.Merge(draft, null, First, SourceView.Unchanged).ShouldNotBeNull();

    public static string NewPage(params string[] blocks) => NewPage(Draft(blocks));

    /// <summary>The page after another run. That one more changes nothing is checked on the way.</summary>
    public static string? TryMerge(string page, PageDraft draft, SourceView? view = null)
    {
        view ??= SourceView.Unchanged;
        var merged = PageMerge.Merge(draft, Page.Parse(Here, page), Later, view);
        if (merged is not null)
        {
            PageMerge.Merge(draft, Page.Parse(Here, merged), Later with { At = Later.At.AddDays(1) }, view).ShouldBe(merged, "merging again");
        }

        return merged;
    }

    public static string Merge(string page, PageDraft draft, SourceView? view = null) => TryMerge(page, draft, view).ShouldNotBeNull();

    public static string Merge(string page, params string[] blocks) => Merge(page, Draft(blocks));

    /// <summary>Everything below the front matter.</summary>
    public static string Body(string page) => FrontMatter.Split(page).Body;

    /// <summary>The blocks below the front matter, without footnotes, as a reader sees them.</summary>
    public static string[] Blocks(string page) =>
        [.. Page.Parse(Here, page).Blocks.Where(block => block.Kind != BlockKind.Footnote).Select(block => Reference().Replace(block.Text, ""))];

    public static SourceView Gone(params string[] sources) =>
        SourceView.Unchanged with { IsGone = path => sources.Contains(path.Stem), Relocate = citation => sources.Contains(citation.Source.Stem) ? null : citation };

    public static SourceView Unread(params string[] sources) =>
        SourceView.Unchanged with { IsUnread = path => sources.Contains(path.Stem), Relocate = citation => sources.Contains(citation.Source.Stem) ? null : citation };

    /// <summary>How often a label is defined.</summary>
    public static ImmutableDictionary<string, int> Definitions(string page) => Page.Parse(Here, page).Blocks
        .Where(block => block.Kind == BlockKind.Footnote).Select(block => block.Text[2..block.Text.IndexOf(']', StringComparison.Ordinal)].ToLowerInvariant())
        .GroupBy(label => label).ToImmutableDictionary(group => group.Key, group => group.Count());

    [GeneratedRegex(@"\{(?<label>[^}]+\.\d+)\}")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"\[\^[^\]]+\]")]
    private static partial Regex Reference();
}
