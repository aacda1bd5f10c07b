using System.Text.RegularExpressions;

namespace LlmWiki.Sources;

/// <summary>
/// Takes out running headers and footers: lines at the top or bottom of a page that stand, digits aside, on at least three
/// pages and on two of five; and bare page numbers there.
/// </summary>
internal static partial class PdfMargins
{
    private const double Zone = 0.11;
    private const int MinPages = 3;

    public static void Drop(List<PdfPage> pages)
    {
        var counts = new Dictionary<string, int>();
        foreach (var page in pages)
        {
            foreach (var form in page.Blocks.SelectMany(block => block.Lines).Where(line => IsMarginal(page, line)).Select(Form).Distinct())
            {
                counts[form] = counts.GetValueOrDefault(form) + 1;
            }
        }

        var least = Math.Max(MinPages, (int)Math.Ceiling(pages.Count * 0.4));
        foreach (var page in pages)
        {
            foreach (var block in page.Blocks)
            {
                block.Lines.RemoveAll(line => IsMarginal(page, line) && (counts[Form(line)] >= least || PageNumber().IsMatch(line.Text)));
            }

            page.Blocks.RemoveAll(block => block.Lines.Count == 0);
        }
    }

    private static bool IsMarginal(PdfPage page, PdfLine line) =>
        page.Height > 0 && (line.Bottom < page.Height * Zone || line.Top > page.Height * (1 - Zone));

    private static string Form(PdfLine line) => Digits().Replace(line.Text, "#");

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\W{0,3}(?:(?:page|seite|página|pagina|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|de|di)\s*\d{1,4})?\W{0,3}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex PageNumber();
}
