using System.CommandLine;

namespace LlmWiki.Cli.Commands;

/// <summary>The tree of all commands.</summary>
internal sealed class WikiRoot : RootCommand
{
    public WikiRoot()
        : base("Compiles the files you drop into raw/ into a cited, cross-linked Markdown wiki.")
    {
        Options.Clear();
        foreach (var option in Globals.All)
        {
            Options.Add(option);
        }

        Subcommands.Add(new InitCommand());
        Subcommands.Add(new IngestCommand());
        Subcommands.Add(new LintCommand());
        Subcommands.Add(new HealCommand());
        Subcommands.Add(new ReviewCommand());
        Subcommands.Add(new ServeCommand());
        Subcommands.Add(new ScheduleCommand());
        Subcommands.Add(new StatusCommand());
        Subcommands.Add(new LogCommand());
        Subcommands.Add(new UndoCommand());
        Subcommands.Add(new Command("source", "List sources, or take one out of the wiki")
        {
            new SourceListCommand(),
            new SourceRemoveCommand(),
        });
        Subcommands.Add(new Command("model", "List, fetch and inspect language models")
        {
            new ModelListCommand(),
            new ModelPullCommand(),
            new ModelInfoCommand(),
            new ModelTestCommand(),
        });
        Subcommands.Add(new Command("engine", "Fetch and list the libraries that run local models")
        {
            new EngineInstallCommand(),
            new EngineListCommand(),
        });
        Subcommands.Add(new DoctorCommand());
    }

    public GlobalOptions Globals { get; } = new();
}
