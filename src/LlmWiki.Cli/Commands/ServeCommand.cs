using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using LlmWiki.Cli.Output;
using LlmWiki.Cli.Serve;
using LlmWiki.Storage;

namespace LlmWiki.Cli.Commands;

internal sealed class ServeCommand : WikiCommand
{
    private readonly Option<int?> _port = new("--port")
    {
        Description = "Port of GET /health on 127.0.0.1, in place of the configuration's; 0 is none",
        HelpName = "n",
        CustomParser = result =>
        {
            if (ushort.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                return port;
            }

            result.AddError(Printer.NoPort(result.Tokens[0].Value));
            return null;
        },
    };

    private readonly WordOption<Format?> _format = new("--format", "format", "How to write the log; without it text on a terminal, else json", null,
        ("text", Format.Text), ("json", Format.Json));

    public ServeCommand()
        : base("serve", "Run the schedule until it is stopped")
    {
        Add(_port);
        Add(_format);
    }

    public override string About =>
        "Runs what stands under 'schedule' in wiki.config.yaml, each command as if it were typed, until Ctrl-C or SIGTERM. Two runs of a " +
        "wiki never overlap, and neither do they with a command that you type meanwhile: one waits, the other is refused. A run that is cut off " +
        "goes on at the next start. The log is on stdout, one line an event. With 'schedule.store: postgres' several machines that share the " +
        "folder do the work together: each run happens once, and where one machine dies another one takes over. It reads the schedule when it starts.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki serve", "until Ctrl-C"),
        new("wiki -C ~/kb serve --port 8321", "from anywhere; 'curl localhost:8321/health' tells how it is"),
        new("wiki serve --format json >> serve.log", "with a log for programs"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        var around = session.Around;
        using var wiki = session.OpenWiki();
        var config = wiki.Config.Schedule;
        var table = ScheduleCommand.TableOf(session, config, around.Time);
        if (!table.Runnable.Any())
        {
            throw table.Jobs.IsEmpty ? Printer.NothingScheduled() : Printer.NothingRunnable(table.Jobs);
        }

        var log = session.Output.Log(session.Parsed.GetValue(_format), around.Time);
        var node = $"{Environment.MachineName}-{Guid.NewGuid().ToString("N")[..8]}";
        using var store = Store(wiki, config, around);
        var runner = new JobRunner(wiki.Root, around, log, node);
        var name = config.Name ?? Path.GetFileName(wiki.Root);
        var port = session.Parsed.GetValue(_port) ?? config.Port;
        await new Server(new SchedulerParts(name, node, store, table, runner, log, around.Time), port is 0 ? null : port).Run(session.Cancel);
        return ExitCode.Done;
    }

    private static IScheduleStore Store(WikiFolder wiki, ScheduleConfig config, Surroundings around)
    {
        if (config.Store == ScheduleStore.Sqlite)
        {
            return new SqliteScheduleStore(new ScheduleFiles(wiki.Root, around.Time));
        }

        return around.Variable(config.ConnectionEnv) is { Length: > 0 } connection
            ? new PostgresScheduleStore(connection)
            : throw Printer.NoConnection(config.ConnectionEnv);
    }
}
