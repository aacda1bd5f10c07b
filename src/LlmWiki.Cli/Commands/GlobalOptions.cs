using System.CommandLine;
using LlmWiki.Cli.Output;

namespace LlmWiki.Cli.Commands;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Folder { get; } = new("--folder", "-C")
    {
        Description = "Work as if started in <dir>",
        HelpName = "dir",
        Recursive = true,
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress and no hints", Recursive = true };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colour; NO_COLOR=1 does the same", Recursive = true };

    public Option<bool> Debug { get; } = new("--debug") { Description = "Show the stack trace of an error", Recursive = true };

    public Option<bool> Help { get; } = new("--help", "-h", "-?") { Description = "Show help for a command", Recursive = true };

    public Option<bool> Version { get; } = new("--version") { Description = "Show the version" };

    public IEnumerable<Option> All => [Folder, Quiet, NoColor, Debug, Help, Version];

    public PrintOptions Printing(ParseResult parsed) =>
        new(parsed.GetValue(Quiet), parsed.GetValue(NoColor), parsed.GetValue(Debug));
}
