namespace LlmWiki.Models;

/// <summary>
/// What was learned of one server, for as long as the client lives. Until it has replied for the first time, with a schema and without,
/// calls go one at a time, so that it is asked only once what it takes. Safe for use from several threads.
/// </summary>
internal sealed class HabitMemory : IDisposable
{
    private readonly SemaphoreSlim _first = new(1, 1);
    private ServerHabits _habits = new();
    private volatile bool _answeredText;
    private volatile bool _answeredSchema;

    public ServerHabits Habits => Volatile.Read(ref _habits);

    public bool HasAnswered => _answeredText || _answeredSchema;

    public bool IsKnown(bool withSchema) => withSchema ? _answeredSchema : HasAnswered;

    /// <summary>Waits while another call finds out. Dispose of what is given when the server has answered, or not.</summary>
    public async Task<IDisposable?> Turn(bool withSchema, CancellationToken cancel)
    {
        if (IsKnown(withSchema))
        {
            return null;
        }

        await _first.WaitAsync(cancel);
        if (!IsKnown(withSchema))
        {
            return new Held(_first);
        }

        _first.Release();
        return null;
    }

    /// <summary>Keeps what a request that was answered was sent with, unless another call has learned something meanwhile.</summary>
    public void Keep(ServerHabits before, ServerHabits now, bool withSchema)
    {
        Interlocked.CompareExchange(ref _habits, now, before);
        _answeredSchema |= withSchema;
        _answeredText |= !withSchema;
    }

    public void KeepIgnoresSchema()
    {
        for (var before = Habits; !before.IgnoresSchema && Interlocked.CompareExchange(ref _habits, before with { IgnoresSchema = true }, before) != before;)
        {
            before = Habits;
        }
    }

    public void Dispose() => _first.Dispose();

    private sealed class Held(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
