using System.Text;
using LlmWiki.Pages;

namespace LlmWiki.Sources;

/// <summary>A part of a <see cref="RichText"/> with one look: characters <paramref name="Start"/> to <paramref name="End"/> (not included).</summary>
internal readonly record struct RichSpan(int Start, int End, InlineStyle Style, string? Link, int FirstLine, int LastLine);

/// <summary>
/// Runs made clean and joined: the plain text that is searched for sentences, and for each character its look and line, so
/// that a part of it can be written as Markdown with its emphasis closed and opened again.
/// </summary>
internal sealed class RichText
{
    private readonly List<RichSpan> _spans = [];

    public RichText(IEnumerable<InlineRun> runs)
    {
        var text = new StringBuilder();
        foreach (var run in runs)
        {
            var start = text.Length;
            CleanText.Append(text, run.Text);
            if (text.Length > start)
            {
                _spans.Add(new RichSpan(start, text.Length, run.Style, run.Link, run.FirstLine, run.LastLine));
            }
        }

        if (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
            var last = _spans[^1];
            _spans.RemoveAt(_spans.Count - 1);
            if (last.Start < text.Length)
            {
                _spans.Add(last with { End = text.Length });
            }
        }

        Text = text.ToString();
    }

    public string Text { get; }

    /// <summary>Code and links, in order: no sentence ends inside them.</summary>
    public IEnumerable<(int Start, int End)> Wholes() =>
        from span in _spans
        where span.Link is not null || span.Style.HasFlag(InlineStyle.Code)
        select (span.Start, span.End);

    /// <summary>The parts that touch a range, cut to it.</summary>
    public List<RichSpan> Slice(int start, int end)
    {
        var slice = new List<RichSpan>();
        for (var i = IndexAt(start); i < _spans.Count && _spans[i].Start < end; i++)
        {
            var span = _spans[i];
            slice.Add(span with { Start = Math.Max(span.Start, start), End = Math.Min(span.End, end) });
        }

        return slice;
    }

    private int IndexAt(int offset)
    {
        var (low, high) = (0, _spans.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _spans[middle].End <= offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
