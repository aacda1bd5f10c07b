using System.Text.RegularExpressions;
using LlmWiki.Models;

namespace LlmWiki.Claims;

/// <summary>
/// A model's sentence as plain text: markup, links, images, HTML and footnote marks of its own making are taken off, and an address stays
/// only where the passages have it: another becomes a letter that is none, which no claim may have. What is left is escaped where it is written on a page.
/// </summary>
internal static partial class ClaimText
{
    public static string Clean(string text, string evidence)
    {
        var known = Address().Matches(evidence).Select(match => match.Value.TrimEnd('.', ',', ';', ')')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var plain = PromptText.Controls().Replace(text, " ");
        plain = Footnote().Replace(plain, "");
        plain = Image().Replace(plain, "");
        plain = Link().Replace(plain, match => match.Groups["text"].Value);
        plain = Wikilink().Replace(plain, match => match.Groups["text"].Success ? match.Groups["text"].Value : match.Groups["target"].Value);
        plain = Script().Replace(plain, " ");
        plain = Tag().Replace(plain, "");
        plain = Emphasis().Replace(plain, match => match.Groups["text"].Value);
        plain = LineStart().Replace(plain, "");
        plain = Address().Replace(plain, match => known.Contains(match.Value.TrimEnd('.', ',', ';', ')')) ? match.Value : "\uFFFD");
        return Blanks().Replace(plain, " ").Replace(" .", ".", StringComparison.Ordinal).Replace("()", "", StringComparison.Ordinal).Trim();
    }

    /// <summary>Text of a source as one line of a prompt.</summary>
    public static string ForPrompt(string text) => PromptText.Line(text);

    [GeneratedRegex(@"\[\^[^\]]*\](?::.*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Footnote();

    [GeneratedRegex(@"!\[[^\]]*\](?:\([^)]*\))?", RegexOptions.CultureInvariant)]
    private static partial Regex Image();

    [GeneratedRegex(@"\[(?<text>[^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"\[\[(?<target>[^\]|]*)(?:\|(?<text>[^\]]*))?\]\]", RegexOptions.CultureInvariant)]
    private static partial Regex Wikilink();

    [GeneratedRegex(@"<(?<tag>script|style)\b.*?</\k<tag>\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Script();

    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>|<!--.*?-->", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<!\w)(?<mark>\*{1,3}|_{1,3}|`{1,3}|~~|==)(?=\S)(?<text>[^*_`~=]+?)(?<=\S)\k<mark>(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"^\s*(?:#{1,6}\s+|>\s*|[-*+]\s+|\d{1,3}[.)]\s+|\[\d{1,4}\]\s*)+", RegexOptions.CultureInvariant)]
    private static partial Regex LineStart();

    [GeneratedRegex(@"(?:https?://|www\.|mailto:|javascript:|data:)\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
