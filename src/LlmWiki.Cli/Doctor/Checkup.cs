using System.Collections.Immutable;
using LlmWiki.Cli.Commands;
using LlmWiki.Llama.Native;
using LlmWiki.Storage;

namespace LlmWiki.Cli.Doctor;

/// <summary>All that the checks look at.</summary>
/// <param name="Config">The defaults where there is no wiki or its configuration is wrong.</param>
/// <param name="ConfigProblems">What is wrong with the configuration.</param>
/// <param name="Places">Its root is null outside a wiki.</param>
internal sealed record Checkup(WikiConfig Config, ImmutableArray<string> ConfigProblems, ModelPlaces Places, Surroundings Around)
{
    private static readonly (string Topic, Func<Checkup, IEnumerable<Diagnosis>> Check)[] Checks =
    [
        ("program", ProgramChecks.Program),
        ("wiki", ProgramChecks.Wiki),
        ("engine", EngineChecks.Libraries),
        ("gpu", GpuChecks.Gpu),
        ("model", ChosenModelChecks.Model),
        ("git", ToolChecks.Git),
        ("pdf", ToolChecks.Pdf),
        ("npm", ToolChecks.Npm),
        ("folders", FolderChecks.Folders),
        ("disk", FolderChecks.Space),
        ("clock", ClockChecks.Clock),
        ("names", FolderChecks.Names),
    ];

    /// <summary>Null outside a wiki.</summary>
    public string? Root => Places.Root;

    /// <summary>The full path of a program; null where it is not installed.</summary>
    public Func<string, string?> OnPath { get; init; } = ChildProcess.OnPath;

    /// <summary>Where the build puts llama.cpp's libraries.</summary>
    public string BuiltIn { get; init; } = NativeFolders.Bundled;

    /// <summary>Everything, in the order in which a person reads it. A check that fails itself is a finding too.</summary>
    public IEnumerable<Diagnosis> Run(CancellationToken cancel)
    {
        foreach (var (topic, check) in Checks)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var diagnosis in Guarded(topic, check))
            {
                yield return diagnosis;
            }
        }
    }

    internal List<Diagnosis> Guarded(string topic, Func<Checkup, IEnumerable<Diagnosis>> check)
    {
        try
        {
            return [.. check(this)];
        }
#pragma warning disable CA1031 // Do not catch general exception types: a doctor who falls ill helps nobody
        catch (Exception error)
#pragma warning restore CA1031
        {
            return [Diagnosis.Warning(topic, $"this could not be checked: {error.Message}", (error as WikiException)?.Hint)];
        }
    }

    /// <summary>What a program says; null where it is not installed, fails or takes too long.</summary>
    public ChildResult? Ask(string program, params string[] arguments)
    {
        if (OnPath(program) is not { } path)
        {
            return null;
        }

        var result = ChildProcess.Run(new ChildStart(path, arguments, Root ?? Path.GetTempPath()) { Limit = TimeSpan.FromSeconds(10) });
        return result.TimedOut ? null : result;
    }
}
