using System.Net;
using System.Text;

namespace LlmWiki.Pages;

/// <summary>The text of a raw HTML block, line by line, without tags, comments, scripts and styles.</summary>
internal sealed class MarkdownHtmlText
{
    private readonly List<List<InlineRun>> _paragraphs = [[]];
    private readonly StringBuilder _tag = new();
    private bool _inTag;
    private bool _inComment;
    private string? _hiddenUntil;

    public List<MarkdownImage> Images { get; } = [];

    public IEnumerable<IReadOnlyList<InlineRun>> Paragraphs() => _paragraphs.Where(runs => runs.Count > 0);

    public void AddLine(string line, int number)
    {
        var text = new StringBuilder();
        for (var at = 0; at < line.Length;)
        {
            at = _inComment ? SkipComment(line, at)
                : _inTag ? ReadTag(line, at, text, number)
                : ReadText(line, at, text);
        }

        if (_inTag)
        {
            _tag.Append(' ');
        }

        Flush(text.Append(' '), number);
    }

    private int ReadText(string line, int at, StringBuilder text)
    {
        if (string.CompareOrdinal(line, at, "<!--", 0, 4) == 0)
        {
            _inComment = true;
            return at + 4;
        }

        if (line[at] == '<' && at + 1 < line.Length && (char.IsAsciiLetter(line[at + 1]) || line[at + 1] is '/' or '!' or '?'))
        {
            _inTag = true;
            _tag.Clear();
            return at;
        }

        if (_hiddenUntil is null)
        {
            text.Append(line[at]);
        }

        return at + 1;
    }

    private int SkipComment(string line, int at)
    {
        var end = line.IndexOf("-->", at, StringComparison.Ordinal);
        _inComment = end < 0;
        return end < 0 ? line.Length : end + 3;
    }

    private int ReadTag(string line, int at, StringBuilder text, int number)
    {
        var end = line.IndexOf('>', at);
        _tag.Append(line, at, (end < 0 ? line.Length : end + 1) - at);
        if (end < 0)
        {
            return line.Length;
        }

        _inTag = false;
        EndTag(MarkdownTag.Of(_tag.ToString()), text, number);
        return end + 1;
    }

    private void EndTag(MarkdownTag tag, StringBuilder text, int number)
    {
        if (_hiddenUntil is not null)
        {
            _hiddenUntil = tag.Closes && tag.Name == _hiddenUntil ? null : _hiddenUntil;
        }
        else if (tag is { HidesContent: true, Closes: false })
        {
            _hiddenUntil = tag.Name;
        }
        else if (tag.Name == "img" && tag.Attribute("src") is { } source)
        {
            Images.Add(new MarkdownImage(source, tag.Attribute("alt") ?? "", tag.Attribute("title") ?? "", number, false));
        }
        else if (tag.BreaksWord)
        {
            Flush(text, number);
            text.Clear();
            if (tag.Name != "br")
            {
                _paragraphs.Add([]);
            }
        }
    }

    private void Flush(StringBuilder text, int number)
    {
        var decoded = WebUtility.HtmlDecode(text.ToString());
        if (!string.IsNullOrWhiteSpace(decoded))
        {
            _paragraphs[^1].Add(InlineRun.Plain(decoded + " ", number));
        }
    }
}
