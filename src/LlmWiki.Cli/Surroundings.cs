using System.Collections.Immutable;
using LlmWiki.Storage;

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

    /// <summary>An environment variable; null where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Where the system keeps data of this user's programs, a full path; null where it has no such place.</summary>
    public string? DataFolder { get; init; }

    /// <summary>What <c>~</c> stands for, a full path; null where the user has no folder.</summary>
    public string? HomeFolder { get; init; }

    /// <summary>How this program is started again: its path, or that of dotnet and its library.</summary>
    public ImmutableArray<string> Program { get; init; } = ["wiki"];

    /// <summary>The full path of a program; null where it is not installed.</summary>
    public Func<string, string?> OnPath { get; init; } = ChildProcess.OnPath;

    /// <summary>The wiki whose lock the work holds that this command is a part of; null where a person typed it.</summary>
    public WikiFolder? Within { get; init; }
}
