using LlmWiki.Cli.Output;
using LlmWiki.Ingest;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Cli.Commands;

/// <summary>Ingests once, and then whenever files of <c>raw/</c> change, until it is cancelled.</summary>
internal sealed class IngestWatch(Session session, WikiFolder wiki, IngestView view)
{
    // What a failed run did not get to; the next one takes it along.
    private readonly SortedSet<RelPath> _waiting = [];
    private bool _running;

    public async Task<ExitCode> Run(IngestOptions options)
    {
        try
        {
            // Listed before the first run, so that what changes during it is seen after it.
            var since = wiki.ListRaw();
            await Once(options, session.Output.Ingested);
            using var watcher = new RawWatcher(wiki, session.Time);
            session.Output.Watching();
            await foreach (var batch in watcher.Batches(since, session.Cancel))
            {
                _waiting.UnionWith(batch.Paths.Where(path => IsMeant(path, options)));
                await Again(options);
            }
        }
        catch (OperationCanceledException) when (session.Cancel.IsCancellationRequested && !_running)
        {
            // Nothing was cut off: this is how a watch ends.
        }

        return ExitCode.Done;
    }

    private async Task Again(IngestOptions options)
    {
        try
        {
            if (_waiting.Count > 0)
            {
                await Once(options with { Only = [.. _waiting] }, (report, how) => session.Output.IngestedLine(report, how, session.Time));
                _waiting.Clear();
            }
        }
        catch (WikiException error)
        {
            session.Output.Failed(error);
        }
    }

    private async Task Once(IngestOptions options, Action<IngestReport, IngestView> print)
    {
        _running = true;
        var report = await IngestCommand.Ingest(session, wiki, options);
        _running = false;
        print(report, view);
    }

    private static bool IsMeant(RelPath path, IngestOptions options) =>
        options.Only.IsEmpty || options.Only.Any(only => path == only || path.IsUnder(only.Value));
}
