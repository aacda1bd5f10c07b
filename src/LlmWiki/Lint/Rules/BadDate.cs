using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Pages;

namespace LlmWiki.Lint.Rules;

internal sealed partial class BadDate(RuleInfo info) : PageRule(info)
{
    private readonly string[][] _fields = [.. info.Options.Texts("fields").Select(field => field.Split('.'))];

    public override IEnumerable<Finding> Check(PageScan page)
    {
        if (!page.Outline.Head.IsThere || page.Outline.Head.Error is not null)
        {
            yield break;
        }

        foreach (var field in _fields)
        {
            foreach (var value in Values(page.Head.MapOrEmpty, field).Where(value => !IsFine(value.Text.Trim())))
            {
                yield return At(page.Outline.Path, value.Line, value.Column, $"'{string.Join('.', field)}' is '{value.Text}', which is no date") with
                {
                    Length = value.Text.Length,
                    Hint = "write year, month and day: 2024-05-02",
                };
            }
        }
    }

    private static IEnumerable<YamlScalar> Values(YamlMap map, string[] field)
    {
        YamlValue? value = map;
        foreach (var key in field)
        {
            value = (value as YamlMap)?[key];
        }

        return value switch
        {
            YamlScalar scalar => [scalar],
            YamlList list => list.Items.OfType<YamlScalar>(),
            _ => [],
        };
    }

    /// <summary>Whole dates and those that stop at the month or year; what a template will fill in is not known here.</summary>
    private static bool IsFine(string text)
    {
        if (text.Length == 0 || text.Contains("{{", StringComparison.Ordinal) || text.Contains("<%", StringComparison.Ordinal))
        {
            return true;
        }

        var match = Iso().Match(text);
        return match.Success && IsDay(Number(match, "year"), Number(match, "month") ?? 1, Number(match, "day") ?? 1)
            && Number(match, "hour") is null or <= 24 && Number(match, "minute") is null or <= 59 && Number(match, "second") is null or <= 60;
    }

    private static bool IsDay(int? year, int month, int day) =>
        year is >= 1 and var known && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(known, month);

    private static int? Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        """
        ^(?<year>\d{4})(?:-(?<month>\d{2})(?:-(?<day>\d{2}))?|(?<month>\d{2})(?<day>\d{2}))?
        (?:(?<=\d{4}-?\d{2}-?\d{2})(?:[Tt]|\ +)(?<hour>\d{2}):?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,]\d{1,9})?)?\ ?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)?)?$
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, 1_000)]
    private static partial Regex Iso();
}
