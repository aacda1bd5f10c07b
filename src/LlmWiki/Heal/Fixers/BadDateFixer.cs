using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>bad-date: the ISO form of a date that can be read in one way only.</summary>
internal sealed partial class BadDateFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["bad-date"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.PageAt(finding.Path) is not { } file || Scalars(file.Head.MapOrEmpty).FirstOrDefault(each => each.Line == finding.Line && each.Column == finding.Column) is not { } scalar
            || HeadEdit.TokenOf(file.Text, scalar) is not { } token)
        {
            return Proposal.None("the place of the date is not sure");
        }

        return Read(scalar.Text.Trim()) is { } iso
            ? new Fix(finding, FixTier.Review, $"write the date as {iso}", [new TextEdit(finding.Path, token.Start, token.Length, token.Quote == '\0' ? iso : token.Quote + iso + token.Quote)])
            : Proposal.None("the value can be read as no day, or as more than one");
    }

    /// <summary>The one day that a text can mean, with the time behind it; null where there is none, or two.</summary>
    private static string? Read(string text)
    {
        if (Numbers().Match(text) is { Success: true } match)
        {
            var (first, second, third) = (match.Groups["first"].Value, match.Groups["second"].Value, match.Groups["third"].Value);
            var days = first.Length == 4 ? [Day(first, second, third)] : new[] { Day(third, second, first), Day(third, first, second) };
            return days.OfType<DateOnly>().Distinct().ToList() is [var day] ? Written(day) + match.Groups["time"].Value : null;
        }

        var named = Named().Match(text);
        return named.Success && Months.In(text).ToList() is [var month] && Months.IsName(Tokens.Of(named.Groups["month"].Value) is [var token] ? token.Word : "")
            && Day(named.Groups["year"].Value, month.ToString(CultureInfo.InvariantCulture), named.Groups["day"].Value) is { } found ? Written(found) : null;
    }

    private static DateOnly? Day(string year, string month, string day) =>
        DateOnly.TryParseExact($"{year}-{month}-{day}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<YamlScalar> Scalars(YamlValue value) => value switch
    {
        YamlScalar scalar => [scalar],
        YamlList list => list.Items.SelectMany(Scalars),
        YamlMap map => map.Entries.SelectMany(entry => Scalars(entry.Value)),
        _ => [],
    };

    [GeneratedRegex(@"^(?:(?<first>\d{4})(?<sign>[-/.])(?<second>\d{1,2})\k<sign>(?<third>\d{1,2})|(?<first>\d{1,2})(?<sign>[-/.])(?<second>\d{1,2})\k<sign>(?<third>\d{4}))(?<time> \d{2}:\d{2}(?::\d{2})?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^(?:(?<day>\d{1,2})(?:st|nd|rd|th|er|\.)? (?:of |de )?(?<month>\p{L}+)\.?,? (?:de )?(?<year>\d{4})|(?<month>\p{L}+)\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})|(?<year>\d{4}) (?<month>\p{L}+)\.? (?<day>\d{1,2}))$", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
