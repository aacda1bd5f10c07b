using System.Collections.Immutable;
using System.CommandLine;
using LlmWiki.Cli.Serve;

namespace LlmWiki.Cli.Commands;

internal sealed class ScheduleCommand : WikiCommand
{
    private readonly Option<int> _count = new("--count", "-n")
    {
        Description = "How many runs of each command (default 3)",
        HelpName = "n",
        CustomParser = Count.Parse,
        DefaultValueFactory = _ => 3,
    };

    private readonly FormatOption _format = new();

    public ScheduleCommand()
        : base("schedule", "Show when commands run by themselves")
    {
        Add(_count);
        Add(_format);
        Add(new ScheduleInstallCommand());

        // To the parser a command with others below it would be none itself without an action; Run is what happens.
        SetAction(_ => 0);
    }

    public override string About =>
        "Prints the next runs of what stands under 'schedule' in wiki.config.yaml. 'wiki serve' runs them as long as it runs itself; " +
        "'wiki schedule install' hands them to the system's own scheduler instead, for those who want no process that stays.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki schedule", "the next three runs of each command"),
        new("wiki schedule -n 10 --format json", "ten, for a script"),
    ];

    public override Task<ExitCode> Run(Session session)
    {
        using var wiki = session.OpenWiki();
        session.Output.Schedule(TableOf(session, wiki.Config.Schedule, session.Time), session.Time.GetUtcNow(), session.Parsed.GetValue(_count), session.Parsed.GetValue(_format));
        return Task.FromResult(ExitCode.Done);
    }

    /// <summary>The timetable of a configuration, among the commands that this program has.</summary>
    /// <exception cref="UsageException">It is wrong.</exception>
    public static Timetable TableOf(Session session, ScheduleConfig config, TimeProvider time)
    {
        var commands = session.Parsed.RootCommandResult.Command.Subcommands.OfType<WikiCommand>().Select(command => command.Name).ToHashSet();
        return Timetable.Of(config, time, time.LocalTimeZone, commands.Contains);
    }
}
