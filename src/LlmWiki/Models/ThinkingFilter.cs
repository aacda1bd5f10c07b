namespace LlmWiki.Models;

/// <summary><see cref="Thinking"/> for a reply that comes in pieces.</summary>
internal sealed class ThinkingFilter
{
    private string _held = "";
    private string? _close;
    private bool _through;
    private bool _cut;

    /// <summary>What may be shown now that this piece has come; empty while it may be thinking.</summary>
    public string Take(string piece)
    {
        if (_through)
        {
            return piece;
        }

        _held += piece;
        while (true)
        {
            if (_close is not null)
            {
                var end = _held.IndexOf(_close, StringComparison.Ordinal);
                if (end < 0)
                {
                    // The mark itself may be cut in two; nothing before that is needed.
                    _held = _held.Length < _close.Length ? _held : _held[^(_close.Length - 1)..];
                    return "";
                }

                (_held, _close, _cut) = (_held[(end + _close.Length)..], null, true);
            }

            var start = _held.TrimStart();
            if (Thinking.At(start) is { } mark)
            {
                (_held, _close) = (start[mark.Open.Length..], mark.Close);
                continue;
            }

            return Thinking.MayBegin(start) ? "" : Through(start);
        }
    }

    /// <summary>What is left when the reply has ended.</summary>
    public string Rest() => _through || _close is not null ? "" : Through(_held.TrimStart());

    private string Through(string start)
    {
        _through = true;
        return _cut ? start : _held;
    }
}
