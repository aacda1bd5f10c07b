using System.Globalization;
using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>list-drift: the number of items that the list has.</summary>
internal sealed class ListDriftFixer : Fixer
{
    private static readonly string[] Words =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];

    public override IReadOnlyCollection<string> Rules => ["list-drift"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.PageAt(finding.Path) is not { } file
            || ListDrift.In(view.Look.Linter.Read(file.Path, file.Text)).FirstOrDefault(each => each.Lead.PlaceOf(each.Start) == (finding.Line, finding.Column)) is not { } drift)
        {
            return Proposal.None("the list is gone");
        }

        var number = drift.Says.Split(' ')[0];
        if (drift.Items < 2 || Written(number, drift.Items) is not { } now || SentencePlace.StretchOf(file.Text, drift.Lead, drift.Start, drift.Start + number.Length) is not { } place)
        {
            return Proposal.None($"the number cannot be written as '{number}' is: the list has {drift.Items}");
        }

        return new Fix(finding, FixTier.Review, $"write '{now}', as many as the list has", [new TextEdit(file.Path, place.Start, place.End - place.Start, now)]) { Takes = Taking.Sentences | Taking.Headings, Reason = finding.Message };
    }

    /// <summary>In digits or as an English word, with a capital where it had one; null for words of other languages.</summary>
    private static string? Written(string was, int items)
    {
        if (was.All(char.IsAsciiDigit))
        {
            return items.ToString(CultureInfo.InvariantCulture);
        }

        return items >= Words.Length || !Words.Contains(was.ToLowerInvariant()) ? null : char.IsUpper(was[0]) ? char.ToUpperInvariant(Words[items][0]) + Words[items][1..] : Words[items];
    }
}
