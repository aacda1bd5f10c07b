using System.Collections.Immutable;
using System.CommandLine;

namespace LlmWiki.Cli.Commands;

/// <summary>One line to type, and what it does.</summary>
internal sealed record Example(string Line, string Does);

/// <summary>One command: its arguments and options are its fields.</summary>
/// <param name="summary">One line for the list of commands, begun with a verb.</param>
internal abstract class WikiCommand(string name, string summary) : Command(name, summary)
{
    /// <summary>One paragraph for the command's own help.</summary>
    public abstract string About { get; }

    public abstract ImmutableArray<Example> Examples { get; }

    /// <exception cref="UsageException">What was typed cannot be meant.</exception>
    public abstract Task<ExitCode> Run(Session session);
}
