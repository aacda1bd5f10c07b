using System.CommandLine;
using LlmWiki.Cli.Serve;

namespace LlmWiki.Cli.Output;

/// <summary>The schedule in the hands of the system.</summary>
internal sealed partial class Printer
{
    public static UsageException Needs(string one, string other, Command command) => new($"'{one}' needs '{other}'", HelpHint(command));

    public static UsageException FilesDiffer(IEnumerable<string> files) =>
        new([.. files.Select(file => $"'{file}' is there and says something else")], "look at it, then type the same with --force, or give this wiki another 'schedule.name'");

    public static UsageException CannotSay(TimetableJob job, string scheduler) =>
        new($"'schedule.{job.Command}': '{job.Text}' cannot be said to {scheduler}", "'wiki serve' runs it");

    public static UsageException OtherZone(string zone, string scheduler) =>
        new($"'schedule.time_zone' is {zone}, and {scheduler} knows the machine's only", "'--systemd' knows all, and so does 'wiki serve'");

    public static UsageException NoCrontab() => new("there is no 'crontab' on this machine", "install cron, or print the lines without --write");

    public static UsageException NoHome() => new("the system has no place for this user's settings", "set HOME");

    public void WouldWrite(IEnumerable<(string Path, string Text)> files)
    {
        foreach (var (path, text) in files)
        {
            Result(Ink.Strong("# " + path));
            Result(text);
        }
    }

    /// <param name="left">Timers of commands that are no longer in the schedule.</param>
    public void UnitsWritten(IEnumerable<string> files, IEnumerable<string> timers, IEnumerable<string> left)
    {
        Results("written:", files);
        Hint($"'systemctl --user daemon-reload && systemctl --user enable --now {string.Join(' ', timers)}' switches them on, 'loginctl enable-linger' also while you are logged out");
        if (left.ToList() is { Count: > 0 } old)
        {
            Hint($"no longer in the schedule: 'systemctl --user disable --now {string.Join(' ', old)}' switches them off");
        }
    }

    public void CrontabLines(IReadOnlyList<string> lines)
    {
        Exact(string.Concat(lines.Select(line => line + "\n")));
        Hint("'crontab -e' opens your crontab for these lines; --write puts them there");
    }

    public void CrontabWritten(IReadOnlyList<string> lines) => Results("in your crontab now:", lines);

    public void TaskCommands(IReadOnlyList<string> commands)
    {
        Exact(string.Concat(commands.Select(command => command + "\n")));
        Hint("type these; 'schtasks /Query' lists what there is");
    }
}
