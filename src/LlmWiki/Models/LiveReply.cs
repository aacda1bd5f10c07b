namespace LlmWiki.Models;

/// <summary>A reply that is being received and entered in the ledger: when it ends, or breaks off after its first word.</summary>
/// <param name="run">Where it is entered, and when the request was sent, as <see cref="TimeProvider.GetTimestamp"/> says.</param>
internal sealed class LiveReply(OpenReply open, OpenAiRequest request, (ModelLedger Ledger, TimeProvider Time, long Started) run) : IDisposable
{
    private bool _isWhole;

    public Reply Reply { get; } = new(request);

    /// <summary>The next piece; null after the last, and where the reply has no end.</summary>
    /// <exception cref="ServerFault">The reply broke off.</exception>
    public async Task<ReplyPiece?> Next()
    {
        var piece = Reply.IsEndless ? null : await open.Next();
        if (piece is null)
        {
            _isWhole = true;
            return null;
        }

        Reply.Add(piece);
        return piece;
    }

    public void Dispose()
    {
        open.Dispose();
        if (_isWhole || Reply.HasBegun)
        {
            Reply.Close();
            var usage = Reply.Usage;
            run.Ledger.Add(new ModelUsage(
                1,
                usage.InputTokenCount ?? 0,
                usage.CachedInputTokenCount ?? 0,
                usage.OutputTokenCount ?? 0,
                run.Time.GetElapsedTime(run.Started).TotalSeconds));
        }
    }
}
