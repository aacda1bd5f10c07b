using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>script-in-html: the page without the element or the attributes; the text of a link or button stays.</summary>
internal sealed class ScriptFixer : Fixer
{
    private const string EndOfScript = "</script";

    public override IReadOnlyCollection<string> Rules => ["script-in-html"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.PageAt(finding.Path) is not { } file)
        {
            return Proposal.None("the page is gone");
        }

        if (view.LinkAt(finding) is ({ } link, _) && finding.Length > 0)
        {
            return Unlinked(finding, file, link);
        }

        var at = view.OffsetOf(finding.Path, finding.Line, finding.Column);
        if (HtmlTags.Of(file.Text[at..]).FirstOrDefault() is not { Start: 0 } tag)
        {
            return Proposal.None("the tag is gone");
        }

        var edits = tag.Name == "script" ? Element(file, at) : [.. ScriptInHtml.Running(tag).Select(attribute => Attribute(file, at, attribute))];
        return edits.IsEmpty ? Proposal.None("the element has no end") : Offer(finding, tag.Name == "script" ? "take the script away" : "take the attribute away that runs code", edits);
    }

    private static Proposal Unlinked(Finding finding, SnapshotFile file, OutlineLink link)
    {
        var open = link.IsEmbed ? 2 : 1;
        return link.Form == LinkForm.Markdown && link.TargetStart > 0 && file.Text[(link.Start + open)..link.TargetStart].LastIndexOf("](", StringComparison.Ordinal) is >= 0 and var close
            ? Offer(finding, "keep the words of the link alone", [LinkEdit.Unlink(file.Path, link, file.Text.Substring(link.Start + open, close))])
            : Proposal.None("the links that use this address are written elsewhere");
    }

    private static ImmutableArray<TextEdit> Element(SnapshotFile file, int at)
    {
        var close = file.Text.IndexOf(EndOfScript, at, StringComparison.OrdinalIgnoreCase);
        var end = close < 0 ? -1 : file.Text.IndexOf('>', close);
        return end < 0 ? [] : [HtmlEdit.Delete(file, at, end + 1)];
    }

    private static TextEdit Attribute(SnapshotFile file, int tag, HtmlAttribute attribute)
    {
        var (start, end) = (tag + attribute.Start, tag + attribute.End);
        while (char.IsWhiteSpace(file.Text[start - 1]) && file.Text[start - 1] != '\n')
        {
            start--;
        }

        return new TextEdit(file.Path, start, end - start, "");
    }

    private static Fix Offer(Finding finding, string title, ImmutableArray<TextEdit> edits) =>
        new(finding, FixTier.Review, title, edits) { Takes = Taking.Sentences | Taking.Links, Reason = finding.Message };
}
