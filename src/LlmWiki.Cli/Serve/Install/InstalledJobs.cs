using System.Collections.Immutable;
using System.Text;
using LlmWiki.Cli.Commands;
using LlmWiki.Cli.Output;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Cli.Serve.Install;

/// <summary>The jobs of a wiki in the hands of another scheduler.</summary>
/// <param name="name">What the wiki is called among others.</param>
internal sealed class InstalledJobs(Session session, string root, string name, Timetable table)
{
    private readonly Surroundings _around = session.Around;
    private readonly string _name = FileName(name);

    /// <param name="zone">As the configuration names it; null where it does not.</param>
    public void Systemd(string? zone, bool dryRun, bool force)
    {
        var units = new SystemdUnits(_name, Program(), root, zone, table.SkipsMisfires);
        var commands = table.Runnable.Select(job => job.Command).ToList();
        var files = table.Runnable.SelectMany(job => units.Files(job.Command, Fields(job), commands.TakeWhile(command => command != job.Command))).ToList();
        var folder = new UnitFolder(Path.Combine(ConfigFolder(), "systemd", "user"));
        if (dryRun)
        {
            session.Output.WouldWrite(files.Select(file => (folder.At(file.Name), file.Text)));
            return;
        }

        var different = files.Where(file => folder.Differs(file.Name, file.Text)).Select(file => folder.At(file.Name)).ToList();
        if (different.Count > 0 && !force)
        {
            throw Printer.FilesDiffer(different);
        }

        files.ForEach(file => folder.Write(file.Name, file.Text));
        var left = ScheduleConfig.Commands.Except(commands).Select(command => units.Unit(command) + ".timer").Where(folder.Has);
        session.Output.UnitsWritten(files.Select(file => folder.At(file.Name)), commands.Select(command => units.Unit(command) + ".timer"), left);
    }

    public void Cron(bool write)
    {
        if (!table.Zone.HasSameRules(_around.Time.LocalTimeZone))
        {
            throw Printer.OtherZone(table.Zone.Id, "crontab");
        }

        var crontab = new CrontabLines(_name, Program(), root);
        var lines = table.Runnable.Select(job => Fields(job) is { IsOfMinutes: true } fields ? crontab.Line(job.Command, fields) : throw Printer.CannotSay(job, "crontab")).ToList();
        if (!write)
        {
            session.Output.CrontabLines(lines);
            return;
        }

        var users = new Crontab(_around.OnPath("crontab") ?? throw Printer.NoCrontab());
        users.Write(crontab.Into(users.Read(), lines));
        session.Output.CrontabWritten(lines);
    }

    public void Task()
    {
        var tasks = new TaskCommands(_name, _around.Program, root);
        session.Output.TaskCommands([.. table.Runnable.Select(job => tasks.Command(job.Command, Fields(job)) ?? throw Printer.CannotSay(job, "Task Scheduler"))]);
    }

    // A .NET that lies elsewhere than usual is found by a variable of the shell, which these schedulers do not have.
    private ImmutableArray<string> Program() => _around.Variable("DOTNET_ROOT") is { Length: > 0 } dotnet
        ? ["/usr/bin/env", "DOTNET_ROOT=" + dotnet, .. _around.Program]
        : _around.Program;

    // systemd takes only letters of ASCII; names that differ stay different.
    private static string FileName(string name)
    {
        var slug = Slug.Of(name);
        var ascii = string.Concat(slug.Where(char.IsAscii)).Trim('-');
        return ascii == slug ? slug : $"{ascii}-{ContentHash.Of(Encoding.UTF8.GetBytes(name)).Hex[..8]}".Trim('-');
    }

    private static CronFields Fields(TimetableJob job) => CronFields.Of(job.Cron.CronExpressionString) ?? throw Printer.CannotSay(job, "other schedulers");

    private string ConfigFolder() => _around.Variable("XDG_CONFIG_HOME") is { Length: > 0 } named && Path.IsPathFullyQualified(named)
        ? named
        : Path.Combine(_around.HomeFolder ?? throw Printer.NoHome(), ".config");
}
