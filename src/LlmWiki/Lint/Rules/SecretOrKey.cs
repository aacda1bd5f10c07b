using System.Buffers;
using System.Text.RegularExpressions;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed partial class SecretOrKey(RuleInfo info) : PageRule(info)
{
    private const int Shown = 8;
    private const int LongestKey = 4_000;
    private const string Pem = "-----BEGIN ";

    private static readonly SearchValues<string> Heads = SearchValues.Create(
        [Pem, "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "xox", "xapp-", "AIza", "sk-", "eyJ"], StringComparison.Ordinal);

    private static readonly string[] PlaceholderWords = ["example", "your", "placeholder", "redacted", "changeme", "xxxx", "dummy", "sample"];

    // The token that jwt.io shows to everybody.
    private const string KnownPayload = "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9l";

    public override IEnumerable<Finding> Check(PageScan page)
    {
        LineMap? lines = null;
        for (var at = 0; at < page.Text.Length;)
        {
            var next = page.Text.AsSpan(at).IndexOfAny(Heads);
            if (next < 0)
            {
                yield break;
            }

            at += next;
            var (kind, length) = KeyAt(page.Text, at);
            if (length > 0)
            {
                var place = (lines ??= new LineMap(page.Text)).PositionOf(at);
                yield return At(page.Outline.Path, place.Line, place.Column, MessageOf(kind, page.Text.AsSpan(at, length))) with { Length = kind == "private key" ? 0 : length };
            }

            at += Math.Max(3, length);
        }
    }

    private static string MessageOf(string kind, ReadOnlySpan<char> key) =>
        kind == "private key" ? "this looks like a private key" : $"this looks like {kind}: '{key[..Shown]}…'";

    /// <summary>The key at a place; of a private key the length up to the line that ends it. Length 0: there is none.</summary>
    public static (string Kind, int Length) KeyAt(string text, int at)
    {
        if (text.AsSpan(at).StartsWith(Pem))
        {
            return ("private key", PrivateKeyLength(text, at));
        }

        // "task-list" has "sk-" in it.
        if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '-' or '_'))
        {
            return ("", 0);
        }

        var match = Key().Match(text, at, Math.Min(LongestKey, text.Length - at));
        return match.Success && IsRandom(match.Value) ? (KindOf(match), match.Length) : ("", 0);
    }

    private static string KindOf(Match match) =>
        match.Groups["aws"].Success ? "a key of AWS" : match.Groups["github"].Success ? "a token of GitHub" : match.Groups["slack"].Success ? "a token of Slack"
        : match.Groups["google"].Success ? "a key of Google" : match.Groups["jwt"].Success ? "a signed token"
        : match.ValueSpan.StartsWith("sk-ant-") ? "a key of Anthropic" : "a key of OpenAI";

    /// <summary>Keys have digits and many different letters; placeholders say that they are some.</summary>
    private static bool IsRandom(string key) => key.Any(char.IsDigit) && key.AsSpan(4).ToArray().Distinct().Count() >= 8
        && !Array.Exists(PlaceholderWords, word => key.Contains(word, StringComparison.OrdinalIgnoreCase)) && !key.Contains(KnownPayload, StringComparison.Ordinal)
        && (!key.StartsWith("sk-", StringComparison.Ordinal) || (key.Any(char.IsAsciiLetterLower) && LongRun().IsMatch(key)));

    private static int PrivateKeyLength(string text, int at)
    {
        var head = text.AsSpan(at, Math.Min(80, text.Length - at));
        var close = head[Pem.Length..].IndexOf("-----");
        if (close < 0 || !head[..(Pem.Length + close)].Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return 0;
        }

        var body = text.AsSpan(at + Pem.Length + close + 5);
        var end = body.IndexOf("-----END");
        var shown = body[..Math.Min(LongestKey, end < 0 ? body.Length : end)].ToString();
        return Base64().Match(shown) is { Success: true } line && line.Value.Distinct().Count() >= 8 ? Pem.Length + close + 5 + (end < 0 ? 0 : end) : 0;
    }

    [GeneratedRegex(
        """
        \G(?:(?<aws>A[KS]IA[A-Z0-9]{16}(?![A-Za-z0-9]))
        |(?<github>gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255})
        |(?<slack>xox[abeoprs]-[A-Za-z0-9-]{20,255}|xapp-[A-Za-z0-9-]{20,255})
        |(?<google>AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-]))
        |(?<jwt>eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{16,1000})
        |(?<sk>sk-[A-Za-z0-9_-]{32,255}))
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Key();

    [GeneratedRegex("(?<![A-Za-z0-9])[A-Za-z0-9]{20,}", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex LongRun();

    [GeneratedRegex("[A-Za-z0-9+/]{24,}", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Base64();
}
