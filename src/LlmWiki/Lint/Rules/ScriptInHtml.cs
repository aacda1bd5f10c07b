using LlmWiki.Pages;

namespace LlmWiki.Lint.Rules;

internal sealed class ScriptInHtml(RuleInfo info) : PageRule(info)
{
    private const string Address = "javascript:";

    private static readonly HashSet<string> Addresses = new(StringComparer.OrdinalIgnoreCase)
    {
        "href", "src", "action", "formaction", "xlink:href", "data", "background", "poster", "to", "from", "values",
    };

    private static readonly string[] Events =
    [
        "abort", "afterprint", "animation", "auxclick", "before", "blur", "cancel", "canplay", "change", "click", "close", "contextmenu", "copy", "cuechange", "cut", "dblclick", "drag", "drop",
        "durationchange", "emptied", "ended", "error", "focus", "formdata", "fullscreen", "gotpointer", "hashchange", "input", "invalid", "key", "language", "load", "lostpointer", "message", "mouse",
        "offline", "online", "page", "paste", "pause", "play", "pointer", "popstate", "progress", "ratechange", "reset", "resize", "scroll", "search", "security", "seek", "select", "show", "slotchange",
        "stalled", "storage", "submit", "suspend", "timeupdate", "toggle", "touch", "transition", "unhandled", "unload", "volumechange", "waiting", "webkit", "wheel", "begin", "end", "repeat",
    ];

    public override IEnumerable<Finding> Check(PageScan page)
    {
        foreach (var link in page.Outline.Links)
        {
            if (link.Form is LinkForm.Markdown or LinkForm.Definition && link.Target.AsSpan().TrimStart().StartsWith(Address, StringComparison.OrdinalIgnoreCase))
            {
                yield return At(page.Outline, link, "this link runs code: its address is 'javascript:'");
            }
        }

        foreach (var html in page.Html)
        {
            foreach (var tag in HtmlTags.Of(html.Text))
            {
                if (ProblemOf(tag) is { } problem)
                {
                    var above = html.Text.AsSpan(0, tag.Start).Count('\n');
                    var column = above == 0 ? html.Column + tag.Start : tag.Start - html.Text.LastIndexOf('\n', tag.Start);
                    yield return At(page.Outline.Path, html.Line + above, column, problem);
                }
            }
        }
    }

    private static string? ProblemOf(HtmlTag tag)
    {
        if (tag.Name == "script")
        {
            return "a '<script>' runs when the page is opened";
        }

        return tag.Attributes.Select(attribute => ProblemOf(tag, attribute)).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>The attributes of a tag that run code.</summary>
    public static IEnumerable<HtmlAttribute> Running(HtmlTag tag) => tag.Attributes.Where(attribute => ProblemOf(tag, attribute) is not null);

    private static string? ProblemOf(HtmlTag tag, HtmlAttribute attribute)
    {
        var (name, value) = (attribute.Name, attribute.Value);
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase) && value.Length > 0 && Array.Exists(Events, known => name.AsSpan(2).StartsWith(known, StringComparison.OrdinalIgnoreCase)))
        {
            return $"the attribute '{name}' runs code";
        }

        if (name.Equals("srcdoc", StringComparison.OrdinalIgnoreCase) && tag.Name == "iframe")
        {
            return "a frame with 'srcdoc' shows a page of its own, scripts included";
        }

        return Addresses.Contains(name) && IsCode(value) ? $"the attribute '{name}' runs code: its address is 'javascript:'" : null;
    }

    /// <summary>Viewers skip blanks, tabs and line ends in an address, and read its entities.</summary>
    private static bool IsCode(string value) =>
        string.Concat(System.Net.WebUtility.HtmlDecode(value).Where(letter => letter > ' ')).StartsWith(Address, StringComparison.OrdinalIgnoreCase);
}
