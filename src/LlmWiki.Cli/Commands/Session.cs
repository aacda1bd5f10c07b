using System.CommandLine;
using LlmWiki.Cli.Output;
using LlmWiki.Storage;

namespace LlmWiki.Cli.Commands;

/// <summary>One call of a command.</summary>
internal sealed record Session(ParseResult Parsed, Surroundings Around, Printer Output, CancellationToken Cancel)
{
    /// <summary>Where the command works: the process's folder, or what <c>-C</c> says.</summary>
    public required string WorkingFolder { get; init; }

    public required TimeProvider Time { get; init; }

    public static Session Begin(ParseResult parsed, Surroundings around, Printer output, CancellationToken cancel) =>
        new(parsed, around, output, cancel)
        {
            WorkingFolder = Path.GetFullPath(parsed.GetValue<string?>("--folder") ?? ".", around.WorkingFolder),
            Time = around.SourceDateEpoch is not { } epoch ? around.Time : FixedClock.From(epoch) ?? throw Printer.NoEpoch(epoch),
        };

    /// <summary>Opens the wiki that the working folder is in.</summary>
    /// <exception cref="UsageException">There is none, or its configuration is wrong.</exception>
    public WikiFolder OpenWiki() => OpenWiki(WorkingFolder);

    /// <summary>Opens the wiki that a folder is in.</summary>
    /// <exception cref="UsageException">There is none, or its configuration is wrong.</exception>
    public WikiFolder OpenWiki(string folder)
    {
        try
        {
            return WikiFolder.Find(folder, Time, Output.Warning, Around.Within);
        }
        catch (WikiException error)
        {
            // All that can fail here is the place or the configuration, never the work.
            throw new UsageException([.. error.Message.Split('\n')], error.Hint, error);
        }
    }
}
