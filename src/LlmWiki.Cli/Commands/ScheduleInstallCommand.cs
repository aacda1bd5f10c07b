using System.Collections.Immutable;
using System.CommandLine;
using LlmWiki.Cli.Output;
using LlmWiki.Cli.Serve.Install;

namespace LlmWiki.Cli.Commands;

internal sealed class ScheduleInstallCommand : WikiCommand
{
    private readonly Option<bool> _systemd = new("--systemd") { Description = "Write user timers of systemd (default on Linux where systemd runs)" };

    private readonly Option<bool> _cron = new("--cron") { Description = "Print the lines of a crontab (default on other systems)" };

    private readonly Option<bool> _task = new("--task") { Description = "Print the commands for Windows' Task Scheduler (default there)" };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print what would be written, and write nothing" };

    private readonly Option<bool> _force = new("--force") { Description = "With --systemd: write over files that are there and differ" };

    private readonly Option<bool> _write = new("--write") { Description = "With --cron: put the lines into your crontab; all others in it stay" };

    public ScheduleInstallCommand()
        : base("install", "Hand the schedule to the system's own scheduler")
    {
        foreach (var option in (Option[])[_systemd, _cron, _task, _dryRun, _force, _write])
        {
            Add(option);
        }
    }

    public override string About =>
        "For those who want no process that stays: has the system run what stands under 'schedule' in wiki.config.yaml, each command by itself. " +
        "It says what it wrote, and the command that switches it on. A run that finds the wiki being written by another one ends with 3. " +
        "Do it again after a change of the schedule.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki schedule install --dry-run", "only look"),
        new("wiki schedule install --systemd", "into ~/.config/systemd/user"),
        new("wiki schedule install --cron --write", "into your crontab"),
    ];

    public override Task<ExitCode> Run(Session session)
    {
        var parsed = session.Parsed;
        using var wiki = session.OpenWiki();
        var config = wiki.Config.Schedule;
        var table = ScheduleCommand.TableOf(session, config, session.Time);
        if (!table.Runnable.Any())
        {
            throw table.Jobs.IsEmpty ? Printer.NothingScheduled() : Printer.NothingRunnable(table.Jobs);
        }

        Option<bool>[] kinds = [_systemd, _cron, _task];
        var asked = kinds.Where(parsed.GetValue).ToArray();
        var kind = asked switch { [] => Usual(), [var one] => one, _ => throw Printer.Excluding(asked[0].Name, asked[1].Name) };
        RequireSense(parsed, kind);
        var jobs = new InstalledJobs(session, wiki.Root, config.Name ?? Path.GetFileName(wiki.Root), table);
        if (kind == _systemd)
        {
            jobs.Systemd(config.TimeZone?.Text, parsed.GetValue(_dryRun), parsed.GetValue(_force));
        }
        else if (kind == _cron)
        {
            jobs.Cron(parsed.GetValue(_write) && !parsed.GetValue(_dryRun));
        }
        else
        {
            jobs.Task();
        }

        return Task.FromResult(ExitCode.Done);
    }

    private Option<bool> Usual() => OperatingSystem.IsWindows() ? _task : Directory.Exists("/run/systemd/system") ? _systemd : _cron;

    private void RequireSense(ParseResult parsed, Option<bool> kind)
    {
        foreach (var (option, needed) in ((Option<bool>, Option<bool>)[])[(_force, _systemd), (_write, _cron)])
        {
            if (parsed.GetValue(option) && kind != needed)
            {
                throw Printer.Needs(option.Name, needed.Name, this);
            }
        }
    }
}
