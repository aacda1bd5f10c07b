using LlmWiki.Pages;

namespace LlmWiki.Sources;

/// <summary>
/// Makes paragraphs of lines. A paragraph ends where the block ends with a stop, where a line is clearly indented or follows
/// a short one, and at bullets; it goes on over columns and pages where the next one starts in lower case. Headings are told
/// by height alone: pdftotext says nothing of weight.
/// </summary>
internal sealed class PdfPassages(PassageBuilder builder, List<PdfPage> pages)
{
    private const int MaxHeading = 150;
    private const string Bullets = "•▪‣●◦∙·–-*";

    private readonly double _body = MedianHeight(pages);
    private readonly List<InlineRun> _open = [];
    private bool _item;

    public void Read()
    {
        foreach (var page in pages)
        {
            foreach (var block in page.Blocks)
            {
                ReadBlock(block, page.Number);
            }
        }

        Close();
    }

    /// <summary>The height of most of the text: the median over characters, so that a page of headings doesn't count as one of text.</summary>
    private static double MedianHeight(List<PdfPage> pages)
    {
        var lines = pages.SelectMany(page => page.Blocks).SelectMany(block => block.Lines).OrderBy(line => line.Height).ToList();
        var half = lines.Sum(line => (long)line.Text.Length) / 2;
        foreach (var line in lines)
        {
            half -= line.Text.Length;
            if (half < 0)
            {
                return line.Height;
            }
        }

        return 0;
    }

    private void ReadBlock(PdfBlock block, int page)
    {
        var lines = block.Lines;
        var start = 0;
        while (start < lines.Count && HeadingEnd(lines, start) is var end && end > start)
        {
            Close();
            builder.Heading(Level(lines[start].Height), lines[start..end].Select(line => InlineRun.Plain(line.Text + " ", page)));
            start = end;
        }

        var right = lines.Max(line => line.Right);
        var left = lines.Min(line => line.Left);
        for (var i = start; i < lines.Count; i++)
        {
            if (i == start ? !GoesOn(lines[i]) : StartsParagraph(lines[i - 1], lines[i], left, right))
            {
                Close();
            }

            AddLine(lines[i].Text, page);
        }
    }

    /// <summary>The end of the one or two short, tall lines that start at an index; the index itself where they are none.</summary>
    private int HeadingEnd(List<PdfLine> lines, int start)
    {
        var end = start;
        while (end < lines.Count && lines[end].Height >= _body * 1.15 && end - start < 3)
        {
            end++;
        }

        var text = string.Join(' ', lines[start..end].Select(line => line.Text));
        var isHeading = end - start is 1 or 2 && text.Length <= MaxHeading && text.Any(char.IsLetter) && !text.EndsWith('.') && !text.EndsWith(',');
        return isHeading ? end : start;
    }

    private int Level(double height) => (height / _body) switch
    {
        >= 1.6 => 1,
        >= 1.3 => 2,
        _ => 3,
    };

    /// <summary>Whether the first line of a block continues the paragraph that is open.</summary>
    private bool GoesOn(PdfLine line) =>
        _open.Count > 0 && !IsBullet(line.Text) && char.IsLower(line.Text[0]) && !EndsSentence(_open[^1].Text);

    private static bool StartsParagraph(PdfLine before, PdfLine line, double left, double right)
    {
        var em = Math.Max(line.Height, 1);
        var indented = line.Left > before.Left + em && line.Left > left + em && EndsSentence(before.Text);
        var afterShort = before.Right < right - Math.Max(3 * em, (right - left) * 0.15) && EndsSentence(before.Text);
        return IsBullet(line.Text) || indented || afterShort;
    }

    private static bool EndsSentence(string text)
    {
        var plain = text.AsSpan().TrimEnd().TrimEnd("\"'”’»)]");
        return plain.Length > 0 && ".!?:。！？؟।".Contains(plain[^1]);
    }

    private static bool IsBullet(string line) => line.Length > 2 && Bullets.Contains(line[0]) && line[1] == ' ';

    private void AddLine(string line, int page)
    {
        if (_open.Count == 0)
        {
            _item = IsBullet(line);
            _open.Add(InlineRun.Plain(_item ? line[2..] : line, page));
            return;
        }

        // "recog-" and "nisable" are one word; "Anglo-" and "Saxon" keep the hyphen.
        var last = _open[^1];
        var hyphen = last.Text.Length > 1 && last.Text[^1] is '-' or '\u2010' && char.IsLetter(last.Text[^2]);
        if (hyphen && char.IsLower(line[0]))
        {
            _open[^1] = last with { Text = last.Text[..^1] };
        }

        _open.Add(InlineRun.Plain(hyphen ? line : " " + line, page));
    }

    private void Close()
    {
        if (_item)
        {
            builder.ListItem(_open, 1);
        }
        else
        {
            builder.Paragraph(_open);
        }

        _open.Clear();
        _item = false;
    }
}
