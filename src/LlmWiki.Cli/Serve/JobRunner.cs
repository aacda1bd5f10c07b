using LlmWiki.Cli.Output;
using LlmWiki.Storage;

namespace LlmWiki.Cli.Serve;

/// <summary>
/// Runs a scheduled command as if it were typed, in this process, under the wiki's writer lock: so it overlaps neither with another job nor with a
/// command that a person types, on this machine or another one.
/// </summary>
/// <param name="root">The folder of the wiki.</param>
internal sealed class JobRunner(string root, Surroundings around, ServeLog log, string node)
{
    /// <summary>What runs now; null where nothing does.</summary>
    public JobRun? Running { get; private set; }

    /// <exception cref="OperationCanceledException">It was interrupted: the run is to go on another time.</exception>
    public async Task<RunEnd> Run(JobRun run, CancellationToken cancel)
    {
        Running = run;
        var started = around.Time.GetTimestamp();
        try
        {
            log.Begun(run);
            var exit = await Exit(run, cancel);
            var end = new RunEnd(run.Id, run.Since, (long)around.Time.GetElapsedTime(started).TotalMilliseconds, (int)exit, node);
            if (cancel.IsCancellationRequested && exit is not (ExitCode.Done or ExitCode.Findings))
            {
                log.Interrupted(run, end);
                throw new OperationCanceledException(cancel);
            }

            log.Ended(run, end);
            return end;
        }
        finally
        {
            Running = null;
        }
    }

    private async Task<ExitCode> Exit(JobRun run, CancellationToken cancel)
    {
        await using var stdout = new LineWriter(line => log.Said(run, "stdout", line));
        await using var stderr = new LineWriter(line => log.Said(run, "stderr", line));
        try
        {
            using var wiki = WikiFolder.Open(root, around.Time, stderr.WriteLine);
            using var held = await wiki.LockAsync(holder => log.Waiting(run, holder), cancel);
            return await CommandLine.RunAsync([run.Command], Inside(wiki, stdout, stderr), cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ExitCode.Cancelled;
        }
        catch (WikiException error)
        {
            // The configuration went wrong meanwhile, or the disk: the next run may find it mended.
            await stderr.WriteLineAsync(error.Message);
            return ExitCode.CouldNotRun;
        }
    }

    private Surroundings Inside(WikiFolder wiki, TextWriter stdout, TextWriter stderr) => around with
    {
        Stdout = stdout,
        Stderr = stderr,
        Stdin = TextReader.Null,
        WorkingFolder = wiki.Root,
        StdoutIsTerminal = false,
        StderrIsTerminal = false,
        CanAsk = false,
        NoColor = true,
        Within = wiki,
    };
}
