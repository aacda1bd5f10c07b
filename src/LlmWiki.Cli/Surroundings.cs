namespace LlmWiki.Cli;

/// <summary>All that a command knows of the process it runs in, so that a test can set it.</summary>
internal sealed record Surroundings
{
    public required TextWriter Stdout { get; init; }

    public required TextWriter Stderr { get; init; }

    public TextReader Stdin { get; init; } = TextReader.Null;

    /// <summary>A full path.</summary>
    public required string WorkingFolder { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public bool StdoutIsTerminal { get; init; }

    public bool StderrIsTerminal { get; init; }

    /// <summary>A person sits there and can answer a question.</summary>
    public bool CanAsk { get; init; }

    public bool NoColor { get; init; }

    /// <summary>The seconds since 1970 that the clock is to show, as written; null for the real time.</summary>
    public string? SourceDateEpoch { get; init; }
}
