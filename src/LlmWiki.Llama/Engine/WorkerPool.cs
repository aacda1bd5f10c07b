namespace LlmWiki.Llama.Engine;

/// <summary>The workers of a model. A call goes to the one with the least to do; of those alike, to one that has its prefix.</summary>
internal sealed class WorkerPool : IDisposable
{
    private readonly Worker[] _workers;

    public WorkerPool(LlamaModel model, EnginePlan plan, PrefixStore store) =>
        _workers = [.. Enumerable.Range(0, plan.Workers).Select(number => new Worker(model, plan, store, number))];

    /// <exception cref="WikiException">A context could not be made; the others are closed.</exception>
    public async Task WhenReady()
    {
        try
        {
            await Task.WhenAll(_workers.Select(worker => worker.Ready));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Add(Generation call)
    {
        var prefix = PrefixHash(call);
        var worker = _workers.MinBy(worker => (worker.Load, worker.PrefixesSeen.ContainsKey(prefix) ? 0 : 1))!;
        worker.PrefixesSeen[prefix] = 0;
        worker.Add(call);
    }

    /// <summary>Done when no call runs or waits.</summary>
    public async Task WhenIdle()
    {
        while (Array.Exists(_workers, worker => worker.Load > 0))
        {
            await Task.Delay(1);
        }
    }

    public void Dispose() => Array.ForEach(_workers, worker => worker.Dispose());

    private static int PrefixHash(Generation call)
    {
        var hash = default(HashCode);
        foreach (var token in call.Prompt.AsSpan(0, call.PrefixLength))
        {
            hash.Add(token);
        }

        return hash.ToHashCode();
    }
}
