using System.Collections.Immutable;
using LlmWiki.Llama.Hub;
using LlmWiki.Llama.Native;

namespace LlmWiki.Cli.Commands;

internal sealed class EngineListCommand : WikiCommand
{
    private readonly FormatOption _format = new();

    public EngineListCommand()
        : base("list", "List the libraries that run local models") => Add(_format);

    public override string About =>
        "Lists where llama.cpp's libraries lie: beside the program, where the build puts them, and those that 'wiki engine " +
        "install' brought. The first is loaded, and the libraries for a GPU of the others with it.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki engine list", "one line a folder"),
        new("wiki engine list --format json", "for a script"),
    ];

    public override Task<ExitCode> Run(Session session)
    {
        var bundled = NativeFolders.Find([NativeFolders.Bundled]);
        var installed = session.Around.DataFolder is { } data ? new EngineFolders(data).Installed() : [];
        session.Output.Engines(bundled, installed, session.Parsed.GetValue(_format));
        return Task.FromResult(ExitCode.Done);
    }
}
