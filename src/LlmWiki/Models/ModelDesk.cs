using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LlmWiki.Storage;
using LlmWiki.Text;
using Microsoft.Extensions.AI;

namespace LlmWiki.Models;

/// <summary>An answer; where it is of no use, why.</summary>
internal readonly record struct ModelAnswer<T>(T? Value, ReplyFault Fault)
    where T : class;

/// <summary>
/// Where questions are put to the model. A reply is kept under all that it depends on (model, prompt, schema, room for the reply), so that
/// nothing is paid for twice, and a run that was cut off goes on where it stopped. A reply of no use is kept too: it would be the same again.
/// </summary>
/// <param name="fresh">Kept replies are not looked at.</param>
internal sealed class ModelDesk(TextEngine engine, SourceCache replies, TimeProvider time, bool fresh = false) : IDisposable
{
    private const string Version = "reply 1";

    private readonly SemaphoreSlim _slots = new(Math.Max(1, engine.Concurrency));

    public TextEngine Engine => engine;

    public void Dispose() => _slots.Dispose();

    /// <summary>Asks, and counts what that takes.</summary>
    /// <param name="room">Tokens that the reply may have.</param>
    /// <exception cref="WikiException">The model cannot be asked at all.</exception>
    public async Task<ModelAnswer<T>> Ask<T>(IReadOnlyList<ChatMessage> messages, ReplyShape<T> shape, int room, ModelTally tally, CancellationToken cancel)
        where T : class
    {
        if (!fresh && Kept(messages, shape, room, tally) is { } kept)
        {
            return kept;
        }

        await _slots.WaitAsync(cancel);
        KeptReply reply;
        try
        {
            reply = await Reply(messages, shape, room, cancel);
        }
        finally
        {
            _slots.Release();
        }

        replies.Put(KeyOf(messages, shape.Text, room), Version, reply.ToBytes());
        tally.Asked(reply.Usage);
        return Judged(reply, shape, tally);
    }

    /// <summary>The answer that is kept; null where the question was never answered.</summary>
    public ModelAnswer<T>? Kept<T>(IReadOnlyList<ChatMessage> messages, ReplyShape<T> shape, int room, ModelTally tally)
        where T : class
    {
        if (KeptReply.Read(replies.Get(KeyOf(messages, shape.Text, room), Version)) is not { } kept)
        {
            return null;
        }

        tally.Remembered(kept.Usage);
        return Judged(kept, shape, tally);
    }

    private async Task<KeptReply> Reply<T>(IReadOnlyList<ChatMessage> messages, ReplyShape<T> shape, int room, CancellationToken cancel)
        where T : class
    {
        var options = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(shape.Json, shape.Name), MaxOutputTokens = room, Temperature = 0 };
        var start = time.GetTimestamp();
        try
        {
            var response = await engine.Client.GetResponseAsync(messages, options, cancel);
            var usage = response.Usage;
            return new KeptReply(response.Text, response.FinishReason == ChatFinishReason.Length, new ModelUsage(
                1,
                usage?.InputTokenCount ?? messages.Sum(message => engine.CountTokens(message.Text)),
                usage?.CachedInputTokenCount ?? 0,
                usage?.OutputTokenCount ?? engine.CountTokens(response.Text),
                time.GetElapsedTime(start).TotalSeconds));
        }
        catch (ModelReplyException error)
        {
            return new KeptReply(error.Reply, false, new ModelUsage(1, 0, 0, 0, time.GetElapsedTime(start).TotalSeconds));
        }
    }

    private static ModelAnswer<T> Judged<T>(KeptReply reply, ReplyShape<T> shape, ModelTally tally)
        where T : class
    {
        var (text, unclosed) = ThinkingFilter.Cut(reply.Text);
        var (value, _) = reply.IsCut ? (null, null) : shape.Read(text);
        var fault = value is not null ? ReplyFault.None
            : text.Trim().Length == 0 ? (unclosed || reply.Text.Trim().Length > 0 ? ReplyFault.OnlyThinking : reply.IsCut ? ReplyFault.Truncated : ReplyFault.Empty)
            : reply.IsCut ? ReplyFault.Truncated : ReplyFault.WrongShape;
        if (fault != ReplyFault.None)
        {
            tally.Unusable(fault);
        }

        return new ModelAnswer<T>(value, fault);
    }

    private ContentHash KeyOf(IReadOnlyList<ChatMessage> messages, string schema, int room)
    {
        var parts = messages.Select(message => message.Text).Prepend(engine.Name).Append(schema).Append(room.ToString(CultureInfo.InvariantCulture));
        return ContentHash.Of(Encoding.UTF8.GetBytes(string.Join('\0', parts)));
    }

    /// <param name="IsCut">It ran into its limit.</param>
    private sealed record KeptReply(string Text, bool IsCut, ModelUsage Usage)
    {
        public byte[] ToBytes()
        {
            using var bytes = new MemoryStream();
            using var to = new BinaryWriter(bytes);
            to.Write(Text);
            to.Write(IsCut);
            to.Write(Usage.PromptTokens);
            to.Write(Usage.CachedPromptTokens);
            to.Write(Usage.OutputTokens);
            to.Write(Usage.Seconds);
            to.Flush();
            return bytes.ToArray();
        }

        public static KeptReply? Read(byte[]? bytes)
        {
            if (bytes is null)
            {
                return null;
            }

            try
            {
                using var from = new BinaryReader(new MemoryStream(bytes));
                return new KeptReply(from.ReadString(), from.ReadBoolean(), new ModelUsage(1, from.ReadInt64(), from.ReadInt64(), from.ReadInt64(), from.ReadDouble()));
            }
            catch (Exception error) when (error is IOException or FormatException or ArgumentException)
            {
                return null;
            }
        }
    }
}

/// <summary>Counts the questions about one source, or of one run. Safe for use from several threads.</summary>
internal sealed class ModelTally
{
    private readonly Lock _gate = new();
    private ModelShare _share = ModelShare.None;

    public ModelShare Share
    {
        get
        {
            lock (_gate)
            {
                return _share;
            }
        }
    }

    public void Asked(ModelUsage usage) => Add(ModelShare.None with { Asked = 1, Usage = usage, Paid = usage });

    public void Remembered(ModelUsage usage) => Add(ModelShare.None with { Remembered = 1, Usage = usage });

    public void Unusable(ReplyFault fault) => Add(ModelShare.None with { Unusable = 1, Faults = ImmutableSortedDictionary<ReplyFault, int>.Empty.Add(fault, 1) });

    public void Add(ModelShare share)
    {
        lock (_gate)
        {
            _share += share;
        }
    }
}
