using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Polly;

namespace LlmWiki.Models;

/// <summary>Sends a request the way the server takes it, again where that is worth it, and says in words what went wrong.</summary>
internal sealed class OpenAiCalls : IDisposable
{
    // Each refusal leaves something out, and there is less than this to leave out.
    private const int MostRefusals = 24;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly OpenAiServer _server;
    private readonly ModelLedger _ledger;
    private readonly TimeProvider _time;
    private readonly OpenAiWire _wire;
    private readonly HabitMemory _memory = new();
    private readonly ResiliencePipeline _retries;

    public OpenAiCalls(OpenAiServer server, ModelLedger ledger, TimeProvider time)
    {
        (_server, _ledger, _time, _wire) = (server, ledger, time, new OpenAiWire(server, time));
        _retries = Retries.Pipeline(time, () => _memory.HasAnswered);
    }

    /// <summary>The whole reply.</summary>
    /// <exception cref="WikiException">The server does not answer, or not to this; or the run's limit is reached.</exception>
    public Task<Reply> Ask(OpenAiRequest request, CancellationToken cancel) => Tried(request, async token =>
    {
        using var live = await Open(request, token);
        while (await live.Next() is not null)
        {
        }

        return live.Reply;
    }, cancel);

    /// <summary>A reply, and the first text of it, from which on a failure is final; null where it ended without.</summary>
    /// <exception cref="WikiException">As for <see cref="Ask"/>.</exception>
    public Task<(LiveReply Live, ThinkingFilter Filter, string? Text)> Begin(OpenAiRequest request, CancellationToken cancel) => Tried(request, async token =>
    {
        var live = await Open(request, token);
        try
        {
            var filter = new ThinkingFilter();
            return (live, filter, await Text(live, filter));
        }
        catch
        {
            live.Dispose();
            throw;
        }
    }, cancel);

    /// <summary>The next text of a reply, its thinking left out; null at its end.</summary>
    /// <exception cref="WikiException">The reply broke off.</exception>
    public async Task<string?> Next(LiveReply live, ThinkingFilter filter, CancellationToken cancel)
    {
        try
        {
            return await Text(live, filter);
        }
        catch (ServerFault fault)
        {
            throw await Told(fault, cancel);
        }
    }

    /// <summary>The server replied to a schema with something that does not fit it.</summary>
    public void SchemaWasIgnored() => _memory.KeepIgnoresSchema();

    public void Dispose()
    {
        _wire.Dispose();
        _memory.Dispose();
    }

    private static async Task<string?> Text(LiveReply live, ThinkingFilter filter)
    {
        while (await live.Next() is { } piece)
        {
            if (filter.Add(piece.Text) is { Length: > 0 } shown)
            {
                return shown;
            }
        }

        return filter.End() is { Length: > 0 } rest ? rest : null;
    }

    private async Task<T> Tried<T>(OpenAiRequest request, Func<CancellationToken, ValueTask<T>> work, CancellationToken cancel)
    {
        var tokens = request.PromptTokens();
        _ledger.Reserve(tokens);
        try
        {
            return await _retries.ExecuteAsync(work, cancel);
        }
        catch (ServerFault fault)
        {
            throw await Told(fault, cancel);
        }
        finally
        {
            _ledger.Release(tokens);
        }
    }

    /// <summary>Sends the request until the server takes it; each time without what it has refused.</summary>
    private async Task<LiveReply> Open(OpenAiRequest request, CancellationToken cancel)
    {
        var withSchema = request.Schema is not null;
        using var turn = await _memory.Turn(withSchema, cancel);
        var (before, started) = (_memory.Habits, _time.GetTimestamp());
        var habits = before;
        for (var refusals = 0; ; refusals++)
        {
            OpenReply? open = null;
            try
            {
                open = await _wire.Open(Encoding.UTF8.GetBytes(request.Body(habits).ToJsonString(Readable)), request.MaxTokens, cancel);
                await open.Begin();
                _memory.Keep(before, habits, withSchema);
                return new LiveReply(open, request, (_ledger, _time, started));
            }
            catch (ServerFault fault) when (refusals < MostRefusals && Refusal.Learn(habits, request, fault, !_memory.IsKnown(withSchema)) is { } learned)
            {
                habits = learned;
                open?.Dispose();
            }
            catch
            {
                open?.Dispose();
                throw;
            }
        }
    }

    private async Task<WikiException> Told(ServerFault fault, CancellationToken cancel)
    {
        IReadOnlyList<string> models = fault.Kind == FaultKind.NotFound ? await _wire.Models(cancel) : [];
        return FaultMessage.Of(fault, _server, models.Contains(_server.Model) ? [] : models);
    }
}
