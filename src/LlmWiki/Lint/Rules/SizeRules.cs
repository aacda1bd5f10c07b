using System.Globalization;
using LlmWiki.Pages;

namespace LlmWiki.Lint.Rules;

internal sealed class HubTooLarge(RuleInfo info) : PageRule(info)
{
    private readonly int _most = info.Options.Number("max_words");

    /// <summary>How many words the page may have by the rule that made a finding.</summary>
    public static int MostWords(Finding finding) => int.Parse(finding.Message[(finding.Message.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);

    public override IEnumerable<Finding> Check(PageScan page)
    {
        // A word has a letter and a blank.
        if (page.Text.Length / 2 < _most || page.Outline.Head.Type == "source" || LintPage.IsBookPage(page.Outline))
        {
            yield break;
        }

        var words = page.Outline.Texts.Where(text => text.Kind != TextKind.Footnote).Sum(WordCount.Of);
        if (words > _most)
        {
            yield return AtTitle(page.Outline, $"the page has {words} words, more than {_most}") with { Hint = "make a page of each large section" };
        }
    }
}

internal sealed class EmptyOrStubPage(RuleInfo info) : PageRule(info)
{
    // A page that leads to as many others as this is a table of contents, not a page left empty.
    private const int LinksOfMap = 4;

    private readonly int _fewest = info.Options.Number("min_words");

    public override IEnumerable<Finding> Check(PageScan page)
    {
        if (LintPage.IsBookPage(page.Outline) || HasOtherThings(page) || IsMap(page.Outline))
        {
            yield break;
        }

        var words = 0;
        foreach (var text in page.Outline.Texts.Where(text => text.Kind is not (TextKind.Heading or TextKind.Footnote) && !IsLinkInList(text)))
        {
            words += WordCount.Of(text.Text.AsSpan());
            if (words >= _fewest)
            {
                yield break;
            }
        }

        yield return AtTitle(page.Outline, words switch { 0 => "the page has no text", 1 => "the page has only one word of text", _ => $"the page has only {words} words of text" });
    }

    /// <summary>What says something without words: code, a formula, images and other embeds, HTML.</summary>
    private static bool HasOtherThings(PageScan page) => page.CodeLines.Contains(true) || page.Outline.Links.Any(link => link.IsEmbed) || page.Outline.Texts.Any(IsFormula)
        || page.Html.Any(html => !html.Text.AsSpan().TrimStart().StartsWith("<!--"));

    /// <summary>A paragraph or item that is code or math from end to end.</summary>
    private static bool IsFormula(OutlineText text) => text.Kind is not (TextKind.Heading or TextKind.Footnote)
        && text.Masks.Any(mask => mask.IsCode && mask.Start == 0 && mask.Length == text.Text.Length);

    private static bool IsMap(PageOutline page) =>
        page.Links.Where(link => !link.IsInFootnote && link.Form is LinkForm.Markdown or LinkForm.Wikilink).Select(link => link.Target).Distinct(StringComparer.Ordinal).Count() >= LinksOfMap;

    private static bool IsLinkInList(OutlineText text)
    {
        if (text.Kind != TextKind.ListItem || text.Masks.IsEmpty)
        {
            return false;
        }

        var linked = text.Masks.Where(mask => !mask.IsCode).Sum(mask => WordCount.Of(text.Text.AsSpan(mask.Start, mask.Length)));
        return linked > 0 && linked >= WordCount.Of(text.Text.AsSpan());
    }
}
