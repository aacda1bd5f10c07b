using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>secret-or-key: a word in its place that is safe in text, code, links and front matter.</summary>
internal sealed class SecretFixer : Fixer
{
    private const string EndOfKey = "-----END";

    public override IReadOnlyCollection<string> Rules => ["secret-or-key"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.PageAt(finding.Path) is not { } file)
        {
            return Proposal.None("the page is gone");
        }

        var at = view.OffsetOf(finding.Path, finding.Line, finding.Column);
        var (kind, length) = SecretOrKey.KeyAt(file.Text, at);
        if (length > 0 && finding.Length == 0)
        {
            length = LengthOfPem(file.Text, at, length);
        }

        return length <= 0
            ? Proposal.None("the end of the key is not found")
            : new Fix(finding, FixTier.Review, "put a placeholder where the key stands", [new TextEdit(file.Path, at, length, Placeholder(kind))])
            {
                Takes = Taking.Sentences | Taking.Headings | Taking.Citations,
                Reason = "whoever has read the page has the key, and the history keeps it: withdraw it where it was issued",
            };
    }

    /// <summary>Of "a token of GitHub" <c>removed-github-token</c>.</summary>
    private static string Placeholder(string kind)
    {
        var words = kind.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => word == "a").Select(word => word.ToLowerInvariant()).ToArray();
        return "removed-" + (words is [var what, "of", var whose] ? $"{whose}-{what}" : string.Join('-', words));
    }

    /// <summary>Up to the end of the line that closes the key; 0 where there is none.</summary>
    private static int LengthOfPem(string text, int at, int length)
    {
        if (!text.AsSpan(at + length).StartsWith(EndOfKey))
        {
            return 0;
        }

        var end = text.IndexOfAny(['\r', '\n'], at + length);
        return (end < 0 ? text.Length : end) - at;
    }
}
