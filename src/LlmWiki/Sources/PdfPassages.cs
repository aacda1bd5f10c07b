using LlmWiki.Pages;

namespace LlmWiki.Sources;

/// <summary>
/// Makes paragraphs of lines. A paragraph ends where the block ends with a stop, where a line is clearly indented, where
/// one ends although the next word would have fitted on it, and at bullets; it goes on over columns and pages where the line
/// is full and the next one starts in lower case. Headings are told
/// by height alone: pdftotext says nothing of weight.
/// </summary>
internal sealed class PdfPassages(PassageBuilder builder, List<PdfPage> pages)
{
    private const int MaxHeading = 150;
    private const string Bullets = "•▪‣●◦∙·–-*";

    private readonly double _body = MedianHeight(pages);
    private readonly List<InlineRun> _open = [];
    private bool _item;
    private bool _full;

    public void Read()
    {
        foreach (var page in pages)
        {
            foreach (var block in page.Blocks)
            {
                ReadBlock(block, page);
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

    private void ReadBlock(PdfBlock block, PdfPage page)
    {
        var lines = block.Lines;
        var start = 0;
        while (start < lines.Count && HeadingEnd(lines, start) is var end && end > start)
        {
            Close();
            builder.Heading(Level(lines[start].Height), lines[start..end].Select(line => InlineRun.Plain(line.Text + " ", page.Number)));
            start = end;
        }

        var left = lines.Min(line => line.Left);
        var right = ColumnRight(page, left, lines.Max(line => line.Right));
        for (var i = start; i < lines.Count; i++)
        {
            if (i == start ? !GoesOn(lines[i]) : StartsParagraph(lines[i - 1], lines[i], left, right))
            {
                Close();
            }

            AddLine(lines[i].Text, page.Number);
        }

        _full = !EndsShort(lines[^1], "continued", left, right);
    }

    /// <summary>The right edge of the column a block stands in: that of the widest line that starts near the same place.</summary>
    private static double ColumnRight(PdfPage page, double left, double right)
    {
        const double Near = 60;
        foreach (var line in page.Blocks.SelectMany(block => block.Lines.Take(3)))
        {
            right = Math.Abs(line.Left - left) < Near ? Math.Max(right, line.Right) : right;
        }

        return right;
    }

    /// <summary>Whether a line was ended on purpose: the word that follows would have fitted on it.</summary>
    private static bool EndsShort(PdfLine line, string next, double left, double right)
    {
        var blank = next.IndexOf(' ');
        var width = (blank < 0 ? next.Length : blank) * line.Height * 0.55;
        return line.Right + width < right - ((right - left) * 0.08);
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
        _open.Count > 0 && _full && !IsBullet(line.Text) && char.IsLower(line.Text[0]) && !EndsSentence(_open[^1].Text);

    private static bool StartsParagraph(PdfLine before, PdfLine line, double left, double right)
    {
        var em = Math.Max(line.Height, 1);
        var indented = line.Left > before.Left + em && line.Left > left + em && EndsSentence(before.Text);
        return IsBullet(line.Text) || indented || EndsShort(before, line.Text, left, right);
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
