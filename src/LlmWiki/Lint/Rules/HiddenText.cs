using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed partial class HiddenText(RuleInfo info) : PageRule(info)
{
    private const int LongestComment = 20_000;
    private const int MostShown = 60;

    private static readonly SearchValues<char> Suspects =
        SearchValues.Create("\u200B\u200C\u200D\u2060\uFEFF\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uDB40");

    public override IEnumerable<Finding> Check(PageScan page)
    {
        foreach (var html in page.Html)
        {
            foreach (var finding in Comments(page, html))
            {
                yield return finding;
            }
        }

        LineMap? lines = null;
        for (var at = page.Text.StartsWith('\uFEFF') ? 1 : 0; at < page.Text.Length;)
        {
            var next = page.Text.AsSpan(at).IndexOfAny(Suspects);
            if (next < 0)
            {
                yield break;
            }

            at += next;
            var length = HiddenCharacters.LengthAt(page.Text, at, out var isHidden);
            if (isHidden)
            {
                var place = (lines ??= new LineMap(page.Text)).PositionOf(at);
                yield return At(page.Outline.Path, place.Line, place.Column, MessageOf(page.Text.AsSpan(at, length))) with { Length = length };
            }

            at += length;
        }
    }

    private IEnumerable<Finding> Comments(PageScan page, RawHtml html)
    {
        for (var start = html.Text.IndexOf("<!--", StringComparison.Ordinal); start >= 0;)
        {
            var end = html.Text.IndexOf("-->", start, StringComparison.Ordinal);
            end = end < 0 ? html.Text.Length : end;
            var comment = html.Text[Math.Min(end, start + 4)..Math.Min(end, start + LongestComment)];
            if (ToModel().IsMatch(comment))
            {
                var above = html.Text.AsSpan(0, start).Count('\n');
                var column = above == 0 ? html.Column + start : start - html.Text.LastIndexOf('\n', start);
                var words = string.Join(' ', comment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                yield return At(page.Outline.Path, html.Line + above, column, $"a comment speaks to a model: '{(words.Length > MostShown ? words[..MostShown] + "…" : words)}'");
            }

            start = html.Text.IndexOf("<!--", end, StringComparison.Ordinal);
        }
    }

    private static string MessageOf(ReadOnlySpan<char> hidden)
    {
        var written = new StringBuilder();
        var codes = new List<string>();
        foreach (var rune in hidden.ToString().EnumerateRunes())
        {
            if (rune.Value is > 0xE001F and < 0xE007F)
            {
                written.Append((char)(rune.Value - 0xE0000));
            }
            else
            {
                codes.Add(string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}"));
            }
        }

        return written.Length > 0 ? $"text that nobody sees is hidden here: '{written}'" : $"a character that nobody sees stands here: {string.Join(' ', codes.Distinct())}";
    }

    [GeneratedRegex(
        """
        \b(?:ignore|disregard|forget|override|bypass)\s+(?:(?:all|any|the|your|of|these|those|everything)\s+){0,3}(?:previous|prior|above|earlier|preceding|system|other|safety|existing)\s+(?:\w+\s+){0,2}(?:instructions?|prompts?|rules|guidelines|directions|context)\b
        |\b(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+)?(?:of\s+)?your\s+(?:\w+\s+)?(?:instructions?|prompts?|rules|guidelines|training)\b
        |\byou\s+are\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:\w+\s+)?(?:ai|llm|gpt|chatgpt|assistant|language\s+model|chatbot)\b
        |\b(?:dear|attention|note\s+to|message\s+to|instructions?\s+(?:for|to))\s*,?:?\s*(?:an?\s+|the\s+|any\s+|all\s+)?(?:ai|llms?|gpt|language\s+models?|chatbots?|ai\s+(?:assistants?|models?|agents?))\b
        |\b(?:reveal|repeat|print|leak|show)\s+(?:me\s+)?(?:the|your)\s+system\s+prompt\b
        |<\|(?:im_start|im_end|system|user|assistant)\|>
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, 1_000)]
    private static partial Regex ToModel();
}
