namespace LlmWiki.Models;

/// <summary>
/// Takes a model's thoughts out of a reply as it streams: the blocks that it begins with, in the markup of Qwen, DeepSeek and others, Mistral,
/// Seed-OSS, Gemma 4 and gpt-oss. A block is looked for at the beginning only (after other blocks and white space): further on
/// <c>&lt;think&gt;</c> is what the reply speaks of. However the text is cut into pieces, what comes out is the same, and never a part of a mark.
/// </summary>
internal sealed class ThinkingFilter
{
    private const string Final = "<|channel|>final<|message|>";

    /// <summary>What opens a block, and what ends it; marks that end at once are markup between blocks.</summary>
    public static readonly (string Open, string Close)[] Marks =
    [
        ("<think>", "</think>"),
        ("<thinking>", "</thinking>"),
        ("<thought>", "</thought>"),
        ("[THINK]", "[/THINK]"),
        ("<seed:think>", "</seed:think>"),
        ("<|channel>thought", "<channel|>"),
        ("<|channel|>analysis", Final),
        ("<|channel|>commentary", Final),
        (Final, ""),
        ("<|start|>assistant", ""),
    ];

    private string _held = "";
    private string? _close;
    private bool _afterBlock;
    private bool _inText;

    /// <summary>Set at the end where a block was still open: the reply was cut short, and there is no text.</summary>
    public bool Unclosed { get; private set; }

    /// <summary>A finished reply without its thoughts.</summary>
    public static (string Text, bool Unclosed) Cut(string reply)
    {
        var filter = new ThinkingFilter();
        var text = filter.Add(reply) + filter.End();
        return (text, filter.Unclosed);
    }

    /// <summary>The next piece of the reply; returns the text that can be shown now, which may be empty.</summary>
    public string Add(string piece)
    {
        if (_inText)
            return piece;

        _held += piece;
        while (_close is null ? TryOpen() : TryClose())
        {
        }

        if (!_inText)
            return "";
        var text = _held;
        _held = "";
        return text;
    }

    /// <summary>Call once, when the reply is over; returns what was still held back.</summary>
    public string End()
    {
        var rest = _close is not null ? "" : _afterBlock ? _held.TrimStart() : _held;
        Unclosed = _close is not null;
        _held = "";
        _inText = true;
        return rest;
    }

    /// <summary>True where a block was opened; false where text has begun or more must come before one can say.</summary>
    private bool TryOpen()
    {
        var start = _held.TrimStart();
        foreach (var (open, close) in Marks)
        {
            if (start.StartsWith(open, StringComparison.Ordinal))
            {
                (_held, _close) = (start[open.Length..], close);
                return true;
            }
        }

        if (_afterBlock)
            _held = start;
        _inText = !Array.Exists(Marks, mark => mark.Open.StartsWith(start, StringComparison.Ordinal));
        return false;
    }

    private bool TryClose()
    {
        var at = _held.IndexOf(_close!, StringComparison.Ordinal);
        if (at < 0)
        {
            // Only the beginning of the closing mark can still matter.
            _held = _held[Math.Max(0, _held.Length - _close!.Length + 1)..];
            return false;
        }

        _held = _held[(at + _close!.Length)..];
        (_close, _afterBlock) = (null, true);
        return true;
    }
}
