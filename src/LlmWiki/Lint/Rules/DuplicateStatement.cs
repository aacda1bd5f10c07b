using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed class DuplicateStatement(RuleInfo info) : PageRule(info)
{
    // "See the table below" may stand twice and says nothing.
    private const int FewestWords = 5;
    private const int MostShown = 80;

    public override IEnumerable<Finding> Check(PageScan page)
    {
        if (LintPage.IsBookPage(page.Outline))
        {
            yield break;
        }

        var first = new Dictionary<ulong, int>();
        foreach (var text in page.Outline.Texts.Where(text => text.Kind is TextKind.Paragraph or TextKind.ListItem))
        {
            foreach (var piece in Pieces.Of(text.Text).Where(piece => piece.Words >= FewestWords && !Pieces.IsLink(text, piece)))
            {
                var line = text.PlaceOf(piece.Start).Line;
                if (!first.TryAdd(piece.Hash, line))
                {
                    yield return At(page.Outline, text, piece.Start, piece.Length, $"the page says this in line {first[piece.Hash]} already: '{Ellipsis.Cut(text.Text.Substring(piece.Start, piece.Length), MostShown)}'");
                }
            }
        }
    }
}
