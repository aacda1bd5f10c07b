using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>hidden-text: the page without the characters, or without the comment.</summary>
internal sealed class HiddenTextFixer : Fixer
{
    private const string Open = "<!--";
    private const string Close = "-->";

    public override IReadOnlyCollection<string> Rules => ["hidden-text"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.PageAt(finding.Path) is not { } file)
        {
            return Proposal.None("the page is gone");
        }

        var at = view.OffsetOf(finding.Path, finding.Line, finding.Column);
        if (finding.Length > 0)
        {
            return HiddenCharacters.LengthAt(file.Text, at, out var isHidden) == finding.Length && isHidden
                ? Offer(finding, "take the hidden characters away", new TextEdit(file.Path, at, finding.Length, ""), finding.Message)
                : Proposal.None("the characters are gone");
        }

        var end = file.Text.AsSpan(at).StartsWith(Open) ? file.Text.IndexOf(Close, at, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            return Proposal.None("the comment has no end");
        }

        return Offer(finding, "take the comment away", HtmlEdit.Delete(file, at, end + Close.Length), $"it says: {file.Text[(at + Open.Length)..end].Trim()}");
    }

    private static Fix Offer(Finding finding, string title, TextEdit edit, string reason) =>
        new(finding, FixTier.Review, title, [edit]) { Takes = Taking.Sentences | Taking.Headings | Taking.Citations, Reason = reason };
}
