using System.Collections.Frozen;
using AngleSharp.Dom;

namespace LlmWiki.Sources;

/// <summary>
/// Finds what a page is about between its menus, banners and footers. What an author has marked counts first: the
/// <c>main</c>, <c>role=main</c> or <c>article</c> element that holds most of the text. Otherwise, in the manner of
/// Mozilla's Readability: text outside of links counts, menus and boxes known by element, role and class name do not, and the
/// deepest element that still holds four fifths of the counted text is the content.
/// </summary>
internal sealed class HtmlMainContent
{
    private static readonly FrozenSet<string> NeverRead = FrozenSet.Create(
        "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "head",
        "button", "input", "select", "textarea", "option", "dialog", "nav", "aside", "form", "menu", "link", "meta");

    private static readonly FrozenSet<string> Roles = FrozenSet.Create(
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar");

    private static readonly FrozenSet<string> Boxes = FrozenSet.Create(
        "cookie", "cookies", "consent", "gdpr", "newsletter", "subscribe", "breadcrumb", "breadcrumbs", "sidebar", "share", "sharing",
        "social", "related", "comments", "disqus", "ad", "ads", "advert", "advertisement", "sponsored", "promo", "popup", "modal",
        "nav", "navbar", "navigation", "navbox", "menu", "footer", "masthead", "skip", "toc", "editsection", "pagination", "noprint");

    private static readonly FrozenSet<string> BoxElements = FrozenSet.Create("div", "section", "ul", "ol", "header", "footer", "p", "table", "span", "a");

    private readonly Dictionary<IElement, int> _lengths = [];
    private readonly int _total;

    private HtmlMainContent(IElement body)
    {
        _total = Measure(body);
        Root = body;
        Root = Marked(body) ?? Densest(body);
    }

    /// <summary>The element whose content is read.</summary>
    public IElement Root { get; }

    public static HtmlMainContent Of(IElement body) => new(body);

    /// <summary>Whether an element below the root is passed over.</summary>
    public bool IsDropped(IElement element)
    {
        var name = element.LocalName;
        if (NeverRead.Contains(name) || IsHidden(element) || Roles.Contains(element.GetAttribute("role") ?? ""))
        {
            return true;
        }

        return name switch
        {
            // An article's own header holds its title; the attribution of a quote stands in a footer.
            "header" => element.Closest("article, main, [role=main]") is null && element.QuerySelector("h1") is null,
            "footer" => element.Closest("blockquote") is null,
            _ => BoxElements.Contains(name) && IsBox(element) && element.Closest("pre") is null && !IsLarge(element),
        };
    }

    /// <summary>A box that holds most of the page is its layout ("has-sidebar"), not a box.</summary>
    private bool IsLarge(IElement element) => _lengths.GetValueOrDefault(element) * 5 > _total * 2;

    private static bool IsHidden(IElement element)
    {
        var style = element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal);
        return element.HasAttribute("hidden")
            || element.GetAttribute("aria-hidden") == "true"
            || (style is not null && (style.Contains("display:none", StringComparison.OrdinalIgnoreCase) || style.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsBox(IElement element)
    {
        var names = (element.ClassName + " " + element.Id).ToLowerInvariant();
        return names.Length > 1 && names.Length < 500 && names.Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries).Any(Boxes.Contains);
    }

    /// <summary>Counts the letters outside of links for each element. Recursion is safe: the parser bounds the depth.</summary>
    private int Measure(IElement element)
    {
        var length = 0;
        foreach (var child in element.ChildNodes)
        {
            length += child switch
            {
                IText text => text.Data.AsSpan().Trim().Length,
                IElement { LocalName: "a" } => 0,
                IElement inner when !NeverRead.Contains(inner.LocalName) && !IsHidden(inner) && inner.LocalName is not ("footer" or "header") => Measure(inner),
                _ => 0,
            };
        }

        _lengths[element] = length;
        return length;
    }

    private IElement? Marked(IElement body)
    {
        foreach (var selector in (string[])["main, [role=main]", "article"])
        {
            var most = body.QuerySelectorAll(selector).MaxBy(element => _lengths.GetValueOrDefault(element));
            if (most is not null && _lengths.GetValueOrDefault(most) * 2 >= _total && _lengths.GetValueOrDefault(most) > 0)
            {
                return most;
            }
        }

        return null;
    }

    private IElement Densest(IElement body)
    {
        var root = body;
        var counted = Counted(body);
        while (root.Children.MaxBy(Counted) is { } child && Counted(child) * 5 >= counted * 4 && counted > 0 && child.LocalName is "div" or "section" or "article" or "main" or "center")
        {
            root = child;
        }

        return root;
    }

    private int Counted(IElement element) => IsDropped(element) ? 0 : _lengths.GetValueOrDefault(element);
}
