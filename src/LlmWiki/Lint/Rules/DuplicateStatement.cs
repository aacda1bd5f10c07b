using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed class DuplicateStatement(RuleInfo info) : PageRule(info)
{
    private const int MostShown = 80;

    public override IEnumerable<Finding> Check(PageScan page) => RepeatedPiece.In(page.Outline).Select(each =>
        At(page.Outline, each.Again.Text, each.Again.Piece.Start, each.Again.Piece.Length, $"the page says this in line {each.First.Text.PlaceOf(each.First.Piece.Start).Line} already: '{Ellipsis.Cut(each.Again.Says, MostShown)}'"));
}

/// <summary>A sentence and the text that it is part of.</summary>
internal readonly record struct SaidPiece(OutlineText Text, Piece Piece)
{
    public string Says => Text.Text.Substring(Piece.Start, Piece.Length);
}

/// <summary>A sentence that a page says again.</summary>
internal sealed record RepeatedPiece(SaidPiece First, SaidPiece Again)
{
    // "See the table below" may stand twice and says nothing.
    private const int FewestWords = 5;

    /// <summary>In order of the page.</summary>
    public static IEnumerable<RepeatedPiece> In(PageOutline page)
    {
        // The page of a source tells what the source tells, as often as it does: rows of two tables, steps of two procedures.
        if (LintPage.IsBookPage(page) || page.Head.Type == "source")
        {
            yield break;
        }

        var first = new Dictionary<ulong, SaidPiece>();
        foreach (var text in page.Texts.Where(text => text.Kind is TextKind.Paragraph or TextKind.ListItem))
        {
            foreach (var piece in Pieces.Of(text.Text).Where(piece => piece.Words >= FewestWords && !Pieces.IsLink(text, piece)))
            {
                var said = new SaidPiece(text, piece);
                if (!first.TryAdd(piece.Hash, said))
                {
                    yield return new RepeatedPiece(first[piece.Hash], said);
                }
            }
        }
    }
}
