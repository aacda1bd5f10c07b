using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Lint.Statements;
using LlmWiki.Lint.Warm;
using LlmWiki.Pages;
using LlmWiki.Sources;

namespace LlmWiki.Lint.Rules;

internal sealed partial class OutdatedAsOf(RuleInfo info) : WikiRule(info)
{
    // No word of a statement about the present has a year without one of these.
    private static readonly SearchValues<string> Heads = SearchValues.Create(
        ["as of", "current", "present", "today", "writing", "Stand", "derzeit", "zurzeit", "aktuell", "encore", "actuel", "ce jour", "fecha", "actual"], StringComparison.OrdinalIgnoreCase);

    private readonly int _most = info.Options.Number("max_years");

    public override Reach ReachOf(PageChange change) => Reach.Itself;

    public override ulong? Basis(LintPage page, LintWiki wiki) => (ulong)wiki.Today.Year;

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        foreach (var text in page.Outline.Texts.Where(text => text.Kind != TextKind.Footnote && text.Text.AsSpan().IndexOfAny(Heads) >= 0))
        {
            foreach (var match in In(text))
            {
                var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
                if (wiki.Today.Year - year > _most && !text.IsMasked(match.Index, match.Length))
                {
                    yield return At(page.Outline, text, match.Index, match.Length, $"'{match.Value.Trim('(', ')')}' lies more than {_most} years back");
                }
            }
        }
    }

    /// <summary>Where a text gives a year as the present, with <c>year</c> as a group; not in what is told behind "Until 2019:".</summary>
    public static IEnumerable<Match> In(OutlineText text) => Present().Matches(text.Text)
        .Where(match => Sentences.Split(text.Text).FirstOrDefault(sentence => sentence.Start <= match.Index && match.Index < sentence.End) is var (start, end) && !Era.IsPast(text.Text[start..end]));

    [GeneratedRegex(
        """
        (?: \b[Aa]s\ of\ (?:(?:early|mid|late|about|the\ (?:end|beginning|start)\ of)[ -])?(?:(?:\d{1,2}\ )?[A-Z][a-z]{2,8}\.?\ (?:\d{1,2}(?:st|nd|rd|th)?)?,?\ ?)?
          | \b(?:[Cc]urrently|[Pp]resently|[Aa]t\ present|[Tt]oday|[Aa]t\ the\ time\ of\ writing|[Dd]erzeit|[Zz]urzeit|[Aa]ktuell|[Aa]ctuellement|[Aa]ctualmente),?\ \((?:in\ |as\ of\ )?(?:[A-Z][a-z]{2,8}\.?\ )?
          | (?:^|[(\[,;:–—-]\ ?|\b[Zz]um\ |\b[Mm]it\ )Stand:?\ (?:(?:Anfang|Mitte|Ende)\ )?(?:(?:\d{1,2}\.\ ?)?(?:[A-ZÄÖÜ][a-zäöü]{2,8}\.?\ |\d{1,2}\.\ ?))?
          | \b[ÀàA]\ ce\ jour\ \((?:en\ )?(?:[a-zéû]{3,9}\ )?
          | \b[Aa]\ fecha\ de\ (?:[a-z]{4,10}\ de\ )?
          | \b[Ee]n\ (?=\d{4}\ encore\b)
        )
        (?<year>(?:19|20)\d\d)(?!\d|[.,]\d|\ ?%|s\b)
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Present();
}
