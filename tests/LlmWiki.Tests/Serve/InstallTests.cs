using System.Diagnostics;
using System.Globalization;
using LlmWiki.Cli.Serve;
using LlmWiki.Cli.Serve.Install;
using LlmWiki.Tests.Cli;
using LlmWiki.Tests.Storage;
using Quartz;

namespace LlmWiki.Tests.Serve;

public sealed class InstallTests : IDisposable
{
    private readonly TempWiki _wiki = new("git: off\nschedule: { ingest: '*/20 * * * *', lint: '30 6 * * 1-5', name: kb }\n");
    private readonly string _home = Directory.CreateTempSubdirectory("wiki-home-").FullName;

    public void Dispose()
    {
        _wiki.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task Timers_are_written_and_the_command_that_switches_them_on_is_told()
    {
        var run = await Install("--systemd");
        run.Exit.ShouldBe(0);
        Directory.EnumerateFiles(Units()).Select(Path.GetFileName).Order().ShouldBe(["wiki-kb-ingest.service", "wiki-kb-ingest.timer", "wiki-kb-lint.service", "wiki-kb-lint.timer"]);
        File.ReadAllText(Unit("wiki-kb-lint.timer")).ShouldContain("\nOnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 06:30:00\nAccuracySec=1s\nPersistent=true\n");
        File.ReadAllText(Unit("wiki-kb-lint.service")).ShouldContain("\nAfter=wiki-kb-ingest.service\n");
        run.Stderr.ShouldContain("systemctl --user enable --now wiki-kb-ingest.timer wiki-kb-lint.timer'");
    }

    [Fact]
    public async Task A_dry_run_prints_the_files_and_writes_none()
    {
        var run = await Install("--systemd", "--dry-run");
        run.Stdout.ShouldContain($"# {Unit("wiki-kb-ingest.timer")}\n");
        run.Stdout.ShouldContain("OnCalendar=*-*-* *:00,20,40:00\n");
        Directory.Exists(Units()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_differs_is_not_written_over_unless_asked_for()
    {
        await Install("--systemd");
        (await Install("--systemd")).Exit.ShouldBe(0);
        File.AppendAllText(Unit("wiki-kb-lint.timer"), "# mine\n");
        var run = await Install("--systemd");
        run.Exit.ShouldBe(2);
        run.Stderr.ShouldStartWith($"wiki: error: '{Unit("wiki-kb-lint.timer")}' is there and says something else\nhint: ");
        File.ReadAllText(Unit("wiki-kb-lint.timer")).ShouldEndWith("# mine\n");
        (await Install("--systemd", "--force")).Exit.ShouldBe(0);
        File.ReadAllText(Unit("wiki-kb-lint.timer")).ShouldNotContain("# mine");
    }

    [Fact]
    public async Task A_timer_whose_command_left_the_schedule_is_told()
    {
        await Install("--systemd");
        _wiki.Write("wiki.config.yaml", "schedule: { ingest: '*/20 * * * *', name: kb }\n");
        (await Install("--systemd")).Stderr.ShouldContain("no longer in the schedule: 'systemctl --user disable --now wiki-kb-lint.timer'");
    }

    [Fact]
    public void Spaces_quotes_dollars_and_percent_signs_of_a_path_survive_in_a_unit()
    {
        var units = new SystemdUnits("kb", ["/opt/my wiki/wi%ki"], "/home/a b/100% $x \"y\" \\z", null, SkipsMisfires: true);
        var service = units.Files("ingest", CronFields.Of("0 0 6 * * ?")!, []).First().Text;
        service.ShouldContain("\nExecStart=\"/opt/my wiki/wi%%ki\" \"-C\" \"/home/a b/100%% $$x \\\"y\\\" \\\\z\" \"ingest\"\n");
        service.ShouldContain("\nDescription=wiki ingest in /home/a b/100%% $x");
    }

    [Fact]
    public void Spaces_quotes_and_percent_signs_of_a_path_survive_in_a_crontab()
    {
        var line = new CrontabLines("kb", ["/opt/my wiki/wiki"], "/home/it's 100%").Line("ingest", CronFields.Of("0 0 6 * * ?")!);
        line.ShouldBe("0 6 * * * '/opt/my wiki/wiki' -C '/home/it'\\''s 100\\%' ingest -q");
    }

    [Fact]
    public async Task The_lines_of_a_crontab_are_printed_and_written_only_when_asked_for()
    {
        var crontab = FakeCrontab("# mine\n5 4 * * * /usr/bin/backup\n");
        var run = await Install("--cron");
        run.Stdout.ShouldBe($"0,20,40 * * * * /opt/wiki -C {_wiki.Root} ingest -q\n30 6 * * 1,2,3,4,5 /opt/wiki -C {_wiki.Root} lint -q\n");
        File.ReadAllText(crontab).ShouldBe("# mine\n5 4 * * * /usr/bin/backup\n");

        (await Install("--cron", "--write", "--dry-run")).Exit.ShouldBe(0);
        File.ReadAllText(crontab).ShouldBe("# mine\n5 4 * * * /usr/bin/backup\n");

        (await Install("--cron", "--write")).Exit.ShouldBe(0);
        var once = File.ReadAllText(crontab);
        once.ShouldBe($"# mine\n5 4 * * * /usr/bin/backup\n# begin: wiki kb, by 'wiki schedule install --cron --write'\n{run.Stdout}# end: wiki kb\n");
        File.AppendAllText(crontab, "6 4 * * * /usr/bin/other\n");
        (await Install("--cron", "--write")).Exit.ShouldBe(0);
        File.ReadAllText(crontab).ShouldBe($"# mine\n5 4 * * * /usr/bin/backup\n6 4 * * * /usr/bin/other\n# begin: wiki kb, by 'wiki schedule install --cron --write'\n{run.Stdout}# end: wiki kb\n");
    }

    [Fact]
    public async Task A_crontab_that_cannot_be_read_is_not_written()
    {
        var crontab = FakeCrontab("# mine\n");
        File.WriteAllText(Path.Combine(_home, "fails"), "");
        var run = await Install("--cron", "--write");
        run.Exit.ShouldBe(3);
        run.Stderr.ShouldStartWith("wiki: error: 'crontab -l' failed, so nothing is written: not today");
        File.ReadAllText(crontab).ShouldBe("# mine\n");
    }

    [Theory]
    [InlineData("*/20 * * * *", "/SC MINUTE /MO 20 /ST 00:00")]
    [InlineData("5 * * * *", "/SC HOURLY /MO 1 /ST 00:05")]
    [InlineData("30 6 * * *", "/SC DAILY /ST 06:30")]
    [InlineData("30 6 * * 1-5", "/SC WEEKLY /D MON,TUE,WED,THU,FRI /ST 06:30")]
    [InlineData("0 3 1 * *", "/SC MONTHLY /D 1 /ST 03:00")]
    [InlineData("0 3 1 6 *", null)]
    [InlineData("*/7 * * * *", null)]
    [InlineData("0 3,4 * * *", null)]
    public void What_the_Task_Scheduler_knows_is_told_to_it(string cron, string? schedule) =>
        new TaskCommands("kb", [@"C:\my tools\wiki.exe"], @"C:\kb").Command("ingest", Fields(cron))
            .ShouldBe(schedule is null ? null : $"schtasks /Create /F /TN \"wiki\\kb ingest\" /TR \"\\\"C:\\my tools\\wiki.exe\\\" -C C:\\kb ingest -q\" {schedule}");

    [Theory]
    [InlineData("0 9 1,15 * 5", "*-*-01,15 09:00:00", "Fri *-*-* 09:00:00")]
    [InlineData("0 22-2/2 * * *", "*-*-* 00,02,22:00:00")]
    [InlineData("0 9 * * 5-1", "Sun,Mon,Fri,Sat *-*-* 09:00:00")]
    [InlineData("0 9 * 12-2 *", "*-01,02,12-* 09:00:00")]
    [InlineData("* * * * *", "*-*-* *:*:00")]
    public void A_cron_expression_becomes_times_of_systemd(string cron, params string[] calendars) =>
        new SystemdUnits("kb", ["wiki"], "/kb", null, SkipsMisfires: false).Calendars(Fields(cron)).ShouldBe(calendars);

    /// <summary>Both schedulers are asked: ours for its next runs, systemd for those of what we made of it.</summary>
    [Theory]
    [InlineData("*/20 * * * *")]
    [InlineData("0 9 1,15 * 5")]
    [InlineData("17 22-2/2 * 12-2 0,6")]
    public async Task Systemd_would_run_at_the_same_times(string cron)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd-analyze is not installed here");
        var calendars = new SystemdUnits("kb", ["wiki"], "/kb", "Europe/Berlin", SkipsMisfires: false).Calendars(Fields(cron));
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/systemd-analyze", ["calendar", "--iterations=20", "--base-time=2026-11-22 12:00:00 UTC", .. calendars])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["TZ"] = "UTC" },
        })!;
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var theirs = text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Next elapse: ", StringComparison.Ordinal) || line.StartsWith("Iter", StringComparison.Ordinal))
            .Select(line => DateTimeOffset.ParseExact(line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..], "ddd yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        var ours = new TimetableJob("ingest", cron, CronExpression.Parse(cron, CronFormat.Unix).WithTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")), true).Runs(FixedTime.Noon.GetUtcNow());
        theirs.Distinct().Order().Take(20).ShouldBe(ours.Take(20).Select(run => run.ToUniversalTime()), text);
    }

    [Theory]
    [InlineData("0 3 L * ?")]
    [InlineData("0 0 3 ? * 6#1")]
    [InlineData("0 0 3 15W * ?")]
    [InlineData("0 0 3 1 1 ? 2030")]
    public void What_only_Quartz_can_say_has_no_fields(string cron) => CronFields.Of(cron.Split(' ').Length == 5 ? "0 " + cron : cron).ShouldBeNull();

    [Fact]
    public async Task What_cannot_be_said_to_the_system_is_told()
    {
        _wiki.Write("wiki.config.yaml", "schedule: { ingest: '0 0 3 L * ?' }\n");
        var run = await Install("--systemd");
        run.Exit.ShouldBe(2);
        run.Stderr.ShouldBe("wiki: error: 'schedule.ingest': '0 0 3 L * ?' cannot be said to other schedulers\nhint: 'wiki serve' runs it\n");
        _wiki.Write("wiki.config.yaml", "schedule: { ingest: '0 3 * * *', time_zone: Asia/Tokyo }\n");
        (await Install("--cron")).Stderr.ShouldStartWith("wiki: error: 'schedule.time_zone' is Asia/Tokyo, and crontab knows the machine's only");
    }

    [Theory]
    [InlineData("'--systemd' and '--cron' exclude each other", "--systemd", "--cron")]
    [InlineData("'--force' needs '--systemd'", "--cron", "--force")]
    [InlineData("'--write' needs '--cron'", "--systemd", "--write")]
    public async Task Options_that_make_no_sense_together_are_refused(string message, params string[] options)
    {
        var run = await Install(options);
        run.Exit.ShouldBe(2);
        run.Stderr.ShouldStartWith("wiki: error: " + message);
    }

    [Fact]
    public async Task A_name_of_other_letters_becomes_one_that_systemd_takes()
    {
        _wiki.Write("wiki.config.yaml", "schedule: { ingest: '0 3 * * *', name: 知識 }\n");
        await Install("--systemd");
        Directory.EnumerateFiles(Units(), "*.timer").Select(Path.GetFileName).ShouldHaveSingleItem()!.ShouldMatch("^wiki-[0-9a-f]{8}-ingest.timer$");
    }

    private string Units() => Path.Combine(_home, ".config", "systemd", "user");

    private string Unit(string name) => Path.Combine(Units(), name);

    private static CronFields Fields(string cron) => CronFields.Of(CronExpression.Parse(cron, CronFormat.Unix).CronExpressionString)!;

    private Task<CliRun> Install(params string[] options) => CliRun.Of(["schedule", "install", .. options], around => around with
    {
        WorkingFolder = _wiki.Root,
        HomeFolder = _home,
        Program = ["/opt/wiki"],
        OnPath = name => Path.Combine(_home, name),
    }, TestContext.Current.CancellationToken);

    /// <summary>A crontab program that keeps its text in a file.</summary>
    private string FakeCrontab(string text)
    {
        var (program, file) = (Path.Combine(_home, "crontab"), Path.Combine(_home, "tab"));
        File.WriteAllText(file, text);
        File.WriteAllText(program, $"#!/bin/sh\n[ -e '{_home}/fails' ] && {{ echo not today >&2; exit 1; }}\n[ \"$1\" = -l ] && cat '{file}' || cat > '{file}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        return file;
    }
}
