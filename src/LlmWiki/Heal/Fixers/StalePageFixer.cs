using System.Globalization;
using LlmWiki.Lint;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>stale-page: the date is moved on by as much as it was set for, where every citation of the page holds today.</summary>
internal sealed class StalePageFixer : Fixer
{
    private const string Key = "stale_after";
    private const string Day = "yyyy-MM-dd";
    private const int FewestDays = 30;
    private const int Year = 365;
    private const int MostDays = 5 * Year;

    // When the page was written, by what says so best.
    private static readonly string[] Written = ["updated", "modified", "date", "created", "published"];

    public override IReadOnlyCollection<string> Rules => ["stale-page"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (finding.Kind != "past-date")
        {
            return Proposal.None("its source has changed: 'wiki ingest' compiles it again");
        }

        if (view.Wiki[finding.Path] is not { } page || view.PageAt(finding.Path) is not { } file || view.Wiki.Sources is not { } sources)
        {
            return Proposal.None("the page is gone");
        }

        var checks = page.Checks(sources);
        if (checks.Length == 0)
        {
            return Proposal.None("nothing on the page is cited: only a person can tell whether it still holds");
        }

        if (checks.Any(check => check is not { State: CitationState.Holds or CitationState.Moved }))
        {
            return Proposal.None("not all of its citations hold any more");
        }

        var date = view.Wiki.Today.AddDays(Days(file, page.Outline.Head.StaleAfter!)).ToString(Day, CultureInfo.InvariantCulture);
        return file.Head.MapOrEmpty[Key] is YamlScalar scalar && HeadEdit.TokenOf(file.Text, scalar) is { } token
            ? new Fix(finding, FixTier.Review, $"trust the page until {date}", [new TextEdit(page.Path, token.Start, token.Length, token.Quote == '\0' ? date : token.Quote + date + token.Quote)]) { Reason = checks.Length == 1 ? "its one citation holds" : $"all {checks.Length} citations of the page hold" }
            : Proposal.None("the date is written in a form that cannot be edited");
    }

    /// <summary>How long it was to be trusted when the date was set; a year where that is not known.</summary>
    private static int Days(SnapshotFile file, string staleAfter)
    {
        var map = file.Head.MapOrEmpty;
        var written = Written.Select(map.Text).Append((map["generated"] as YamlMap)?.Text("at")).Select(DayOf).FirstOrDefault(day => day is not null);
        var days = DayOf(staleAfter) is { } until && written is { } from ? until.DayNumber - from.DayNumber : Year;
        return days <= 0 ? Year : Math.Clamp(days, FewestDays, MostDays);
    }

    private static DateOnly? DayOf(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text[..10], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
