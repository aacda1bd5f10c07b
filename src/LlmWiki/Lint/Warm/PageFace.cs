using System.Collections.Immutable;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint.Warm;

/// <summary>A page that another links to.</summary>
/// <param name="IsCounted">It counts as a link between the two; what stands in a footnote does not.</param>
internal readonly record struct LinkedPage(RelPath Page, bool IsCounted);

/// <summary>What other pages' findings may depend on, of one page.</summary>
internal static class PageFace
{
    /// <summary>Hash of the title and of what the front matter says of the page to others.</summary>
    public static ulong HeadOf(PageOutline page)
    {
        var head = page.Head;
        IEnumerable<string> Lines(ImmutableArray<HeadText> texts) => texts.SelectMany(text => new[] { text.Text, Number(text.Line) }).Append("|");
        return StableHash.Of(
        [
            page.Title, Number(page.TitleLine), head.Title ?? "\0", Number(head.TitleLine), head.Type, head.Status, head.IsThere ? head.Error ?? "there" : "", head.IsGenerated ? "generated" : "",
            .. Lines(head.Aliases), .. Lines(head.Tags), .. head.Sources.SelectMany(source => new[] { source.Id, source.Path?.Value ?? "\0", Number(source.Line) }), "|", .. page.Disabled,
        ]);
    }

    /// <summary>Hash of what a link's fragment may name.</summary>
    public static ulong AnchorsOf(PageOutline page) => StableHash.Of(
        [.. page.Headings.SelectMany(heading => new[] { Number(heading.Level), heading.Raw, heading.Plain }), "|", .. page.HtmlIds, "|", .. page.BlockIds]);

    /// <summary>The pages that a page links to, each once, in order.</summary>
    public static IEnumerable<LinkedPage> LinkedPages(LintPage page)
    {
        var linked = new SortedDictionary<RelPath, bool>();
        for (var i = 0; i < page.Targets.Length; i++)
        {
            if (page.Targets[i].File is { } file && MayBePage(file) && file != page.Path)
            {
                linked[file] = linked.GetValueOrDefault(file) || LintWiki.IsCounted(page.Outline, i, file);
            }
        }

        return linked.Select(pair => new LinkedPage(pair.Key, pair.Value));
    }

    private static bool MayBePage(RelPath file) => file.IsUnder("wiki") && file.Extension == ".md";

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
