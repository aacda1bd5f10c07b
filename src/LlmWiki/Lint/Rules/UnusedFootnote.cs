using LlmWiki.Pages;

namespace LlmWiki.Lint.Rules;

internal sealed class UnusedFootnote(RuleInfo info) : PageRule(info)
{
    public override IEnumerable<Finding> Check(PageScan page)
    {
        var notes = page.Outline.Footnotes;
        if (notes.IsEmpty)
        {
            yield break;
        }

        var used = notes.Where(note => !note.IsDefinition).Select(note => note.Label).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var note in notes.Where(note => note.IsDefinition && !used.Contains(note.Label)))
        {
            yield return At(page.Outline.Path, note.Line, note.Column, $"nothing refers to the footnote '[^{note.Label}]'") with { Length = note.Label.Length + 3 };
        }
    }
}
