using LlmWiki.Cli;
using LlmWiki.Cli.Serve;

namespace LlmWiki.Tests.Serve;

public sealed class TimetableTests
{
    // FixedTime.Noon is a Sunday, the 22nd of November 2026.
    [Theory]
    [InlineData("*/15 * * * *", "Sun 12:15", "Sun 12:30")]
    [InlineData("30 6 * * 1-5", "Mon 06:30", "Tue 06:30")]
    [InlineData("0 9 * * 0", "29 09:00")]
    [InlineData("0 9 * * 7", "29 09:00")]
    [InlineData("0 9 * * sun", "29 09:00")]
    [InlineData("0 9 * * 6", "28 09:00")]
    [InlineData("0 0 23 * *", "23 00:00")]
    [InlineData("0 0 24 * 1", "23 00:00", "24 00:00")]
    [InlineData("@hourly", "Sun 13:00")]
    [InlineData("0 0 9 ? * 2", "Mon 09:00")]
    [InlineData("0 0 9 ? * 6#1", "04 09:00")]
    [InlineData("0 0 3 L * ?", "30 03:00")]
    [InlineData("0 0 3 L * ? 2026", "30 03:00")]
    [InlineData("  0   9 * * 0 ", "29 09:00")]
    public void Both_forms_of_cron_expressions_are_read(string cron, params string[] runs)
    {
        var job = Of(cron).Jobs.ShouldHaveSingleItem();
        var found = job.Runs(FixedTime.Noon.GetUtcNow()).Take(runs.Length).Select(run => run.ToString(char.IsDigit(runs[0][0]) ? "dd HH:mm" : "ddd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        found.ShouldBe(runs);
    }

    [Theory]
    [InlineData("61 * * * *")]
    [InlineData("0 25 * * *")]
    [InlineData("0 0 32 * *")]
    [InlineData("0 0 * 13 *")]
    [InlineData("0 0 * * 8")]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 0 1 1 ? 2020")]
    [InlineData("0 0 *")]
    [InlineData("daily")]
    [InlineData("a b c d e")]
    [InlineData("* * * * * * * *")]
    public void What_is_no_cron_expression_or_never_comes_is_told_with_its_place(string cron)
    {
        var error = Should.Throw<UsageException>(() => Of(cron));
        error.Problems.ShouldHaveSingleItem().ShouldStartWith($"wiki.config.yaml:3:9: 'schedule.ingest': '{cron}' ");
        error.Hint.ShouldNotBeNull();
    }

    [Fact]
    public void A_command_that_this_program_lacks_is_known_and_not_run()
    {
        var table = Timetable.Of(new ScheduleConfig { Jobs = [new ScheduledCommand("ingest", new PlacedText("@daily", 3, 9)), new ScheduledCommand("heal", new PlacedText("@daily", 4, 9))] },
            FixedTime.Noon, TimeZoneInfo.Utc, command => command != "heal");
        table.Jobs.Select(job => job.Command).ShouldBe(["ingest", "heal"]);
        table.Runnable.Select(job => job.Command).ShouldBe(["ingest"]);
    }

    [Fact]
    public void Times_are_those_of_the_zone_over_the_changes_of_its_clocks()
    {
        var job = Of("30 2 * * *", "Europe/Berlin").Jobs[0];
        job.Runs(new DateTimeOffset(2027, 3, 26, 12, 0, 0, TimeSpan.Zero)).Take(3).Select(run => run.ToString("O"))
            .ShouldBe(["2027-03-27T02:30:00.0000000+01:00", "2027-03-28T03:00:00.0000000+02:00", "2027-03-29T02:30:00.0000000+02:00"]);
        job.Runs(new DateTimeOffset(2026, 10, 24, 12, 0, 0, TimeSpan.Zero)).Take(2).Select(run => run.ToUniversalTime().ToString("MM-dd HH:mm"))
            .ShouldBe(["10-25 00:30", "10-26 01:30"]);
    }

    private static Timetable Of(string cron, string? zone = null) => Timetable.Of(
        new ScheduleConfig { Jobs = [new ScheduledCommand("ingest", new PlacedText(cron, 3, 9))], TimeZone = zone is null ? null : new PlacedText(zone, 4, 9) },
        FixedTime.Noon, TimeZoneInfo.Utc, _ => true);
}
