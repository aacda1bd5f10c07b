using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Pages;

namespace LlmWiki.Lint.Rules;

internal sealed partial class BadFrontMatter(RuleInfo info) : PageRule(info)
{
    public override IEnumerable<Finding> Check(PageScan page)
    {
        if (page.Outline.Head.Error is not { } error || Place().Match(error) is not { Success: true } place)
        {
            yield break;
        }

        var line = int.Parse(place.Groups["line"].ValueSpan, CultureInfo.InvariantCulture);
        var written = LineOf(page.Text, line);

        // A template fills it in; what it will be is not known here.
        if (!written.Contains("{{", StringComparison.Ordinal) && !written.Contains("<%", StringComparison.Ordinal))
        {
            var column = int.Parse(place.Groups["column"].ValueSpan, CultureInfo.InvariantCulture);
            var hint = ColonInValue().IsMatch(written) ? "a value that has ': ' in it needs quotes" : null;
            yield return At(page.Outline.Path, line, Math.Max(1, column), $"the front matter cannot be read: {place.Groups["reason"].Value.TrimEnd('.')}") with { Hint = hint };
        }
    }

    private static string LineOf(string text, int line)
    {
        var at = 0;
        for (var i = 1; i < line && at >= 0; i++)
        {
            at = text.IndexOf('\n', at) + 1;
            at = at == 0 ? -1 : at;
        }

        var end = at < 0 ? -1 : text.IndexOf('\n', at);
        return at < 0 ? "" : end < 0 ? text[at..] : text[at..end];
    }

    [GeneratedRegex(@"^line (?<line>\d{1,9}), column (?<column>\d{1,9}): (?<reason>.*)", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1_000)]
    private static partial Regex Place();

    [GeneratedRegex(@"^\s*[^\s:]+: [^""'\[{].*: ", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex ColonInValue();
}
