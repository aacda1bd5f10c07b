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

    public async Task<ExitCode> Run()
    {
        try
        {
            // Listed before the first run, so that what changes during it is seen after it.
            var since = wiki.ListRaw();
            await Once(view, session.Output.Ingested);
            using var watcher = new RawWatcher(wiki, session.Time);
            session.Output.Watching();
            await foreach (var batch in watcher.Batches(since, session.Cancel))
            {
                _waiting.UnionWith(batch.Paths.Where(view.IsAsked));
                await Again();
            }
        }
        catch (OperationCanceledException) when (session.Cancel.IsCancellationRequested && !_running)
        {
            // Nothing was cut off: this is how a watch ends.
        }

        return ExitCode.Done;
    }

    private async Task Again()
    {
        try
        {
            if (_waiting.Count > 0)
            {
                var part = view with { Asked = view.Asked with { Only = [.. _waiting] } };
                await Once(part, (report, how) => session.Output.IngestedLine(report, how, session.Time));
                _waiting.Clear();
            }
        }
        catch (WikiException error)
        {
            session.Output.Failed(error);
        }
    }

    private async Task Once(IngestView part, Action<IngestReport, IngestView> print)
    {
        _running = true;
        var report = await IngestCommand.Ingest(session, wiki, part);
        _running = false;
        print(report, part);
    }
}
