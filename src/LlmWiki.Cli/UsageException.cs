using System.Collections.Immutable;

namespace LlmWiki.Cli;

/// <summary>The command line, the place it was typed in, or the configuration is wrong: exit code 2.</summary>
internal sealed class UsageException(ImmutableArray<string> problems, string? hint = null, Exception? inner = null)
    : Exception(string.Join('\n', problems), inner)
{
    public UsageException(string problem, string? hint = null)
        : this([problem], hint)
    {
    }

    public ImmutableArray<string> Problems { get; } = problems;

    public string? Hint { get; } = hint;
}
