using System.Collections.Immutable;
using System.CommandLine;

namespace LlmWiki.Cli.Commands;

internal sealed class LogCommand : WikiCommand
{
    private readonly Option<int> _count = new("--count", "-n")
    {
        Description = "How many (default 20)",
        HelpName = "n",
        DefaultValueFactory = _ => 20,
        CustomParser = Count.Parse,
    };

    private readonly FormatOption _format = new();

    public LogCommand()
        : base("log", "List the changes made to the wiki")
    {
        Add(_count);
        Add(_format);
    }

    public override string About =>
        "Lists the changes that wiki commands made to pages, newest first: number, time, command, title, how many pages, " +
        "and whether it was taken back. They are those that 'wiki undo' can take back.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki log", "the last 20 changes"),
        new("wiki log -n 3", "the last three"),
        new("wiki log --format json", "with the paths of all pages"),
    ];

    public override Task<ExitCode> Run(Session session)
    {
        using var wiki = session.OpenWiki();
        var entries = wiki.Journal().Reverse().Take(session.Parsed.GetValue(_count));
        session.Output.Log([.. entries], session.Parsed.GetValue(_format), session.Time.LocalTimeZone);
        return Task.FromResult(ExitCode.Done);
    }
}
