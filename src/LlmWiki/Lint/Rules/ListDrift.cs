using System.Globalization;
using LlmWiki.Pages;
using LlmWiki.Sources;

namespace LlmWiki.Lint.Rules;

internal sealed class ListDrift(RuleInfo info) : PageRule(info)
{
    // An item or two are added or lost by editing; a list that is much longer is one of something else.
    private const int MostApart = 2;

    public override IEnumerable<Finding> Check(PageScan page) => In(page).Select(drift =>
        At(page.Outline, drift.Lead, drift.Start, drift.Says.Length, string.Create(CultureInfo.InvariantCulture, $"'{drift.Says}' are announced, and the list has {drift.Items}")));

    public static IEnumerable<Drift> In(PageScan page)
    {
        foreach (var list in page.Lists.Where(list => !list.GoesOn && (list.IsUnderHeading || list.Lead.AsSpan().TrimEnd().EndsWith(":"))))
        {
            var start = list.IsUnderHeading ? 0 : Sentences.Split(list.Lead) is [.., var last] ? last.Start : 0;
            if (CountedThings.Of(list.Lead[start..], list.IsUnderHeading) is { } counted && counted.Number != list.Items && IsNear(counted.Number, list.Items)
                && page.Outline.Texts.FirstOrDefault(text => text.Line == list.LeadLine && text.Text == list.Lead) is { } lead && !lead.IsMasked(start + counted.Start, counted.Length))
            {
                yield return new Drift(lead, start + counted.Start, lead.Text.Substring(start + counted.Start, counted.Length), list.Items);
            }
        }
    }

    private static bool IsNear(int announced, int items) => Math.Abs(announced - items) <= Math.Max(MostApart, announced / 3);

    /// <summary>A number of things that is not that of the list.</summary>
    /// <param name="Says">The number with what it counts.</param>
    internal sealed record Drift(OutlineText Lead, int Start, string Says, int Items);
}
