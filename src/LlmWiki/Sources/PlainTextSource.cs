using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>
/// Text without markup: paragraphs at blank lines, hard-wrapped lines joined, simple lists, and headings where they are
/// beyond doubt (underlined, or a short line in capitals that stands alone).
/// </summary>
internal static class PlainTextSource
{
    private const int MaxHeading = 80;

    public static SourceContent Read(SourceInput input)
    {
        var builder = new PassageBuilder(PlaceUnit.Line, input.Cancel);
        Read(TextDecoding.Decode(input.Bytes), builder);
        var passages = builder.Build();
        var title = passages is [{ Kind: PassageKind.Heading, Level: 1, Text: var first }, ..] ? first : null;
        return new SourceContent(new SourceMetadata { Title = title }, passages);
    }

    public static void Read(string text, PassageBuilder builder)
    {
        var block = new List<TextLine>();
        var number = 0;
        foreach (var line in text.EnumerateLinesOfFile())
        {
            number++;
            if (line.Span.IsWhiteSpace())
            {
                ReadBlock(block, builder);
                block.Clear();
            }
            else
            {
                block.Add(new TextLine(line.ToString(), number));
            }
        }

        ReadBlock(block, builder);
    }

    private static void ReadBlock(List<TextLine> block, PassageBuilder builder)
    {
        var start = 0;
        for (var i = 0; i < block.Count; i++)
        {
            var underline = i + 1 < block.Count && block[i].Length <= MaxHeading ? block[i + 1].UnderlineLevel : 0;
            var level = Math.Max(underline, i > 0 ? 0 : FirstLineLevel(block));
            if (level > 0 || block[i].UnderlineLevel > 0)
            {
                ReadLines(block, start, i, builder);
                if (level > 0)
                {
                    builder.Heading(level, [block[i].Run]);
                }

                i += underline > 0 ? 1 : 0;
                start = i + 1;
            }
        }

        ReadLines(block, start, block.Count, builder);
    }

    /// <summary>Reads lines without headings: runs of list items, each with its continuation lines, and prose.</summary>
    private static void ReadLines(List<TextLine> block, int from, int to, PassageBuilder builder)
    {
        var width = block.Count == 0 ? 0 : block.Max(line => line.Length);
        while (from < to)
        {
            var item = block[from].Marker > 0;
            var end = from + 1;
            while (end < to && !block[end].StartsItem(afterItem: item) && !EndsShort(block[end - 1], block[end], width))
            {
                end++;
            }

            var runs = Enumerable.Range(from, end - from).SelectMany(i => block[i].Words(i == from)).ToList();
            if (item)
            {
                builder.ListItem(runs, 1 + Math.Min(block[from].Indent / 2, 5));
            }
            else
            {
                builder.Paragraph(runs);
            }

            from = end;
        }
    }

    /// <summary>What the first line of a block makes it a heading of; 0 where it's text.</summary>
    private static int FirstLineLevel(List<TextLine> block)
    {
        var line = block[0].Text;
        return block.Count > 1 ? (TextDateLine.IsDate(line) ? 3 : 0)
            : IsShouted(line) ? 2
            : IsLabel(line) ? 3
            : 0;
    }

    /// <summary>
    /// Whether a line was ended on purpose: the next word would have fitted with room to spare, by the widest line of the block. So a
    /// text whose paragraphs are long lines is read line by line, and a hard-wrapped one is joined.
    /// </summary>
    private static bool EndsShort(TextLine line, TextLine next, int width)
    {
        var word = next.Text.AsSpan().Trim();
        var blank = word.IndexOf(' ');
        return line.Length + (blank < 0 ? word.Length : blank) + 1 < width * 7 / 10;
    }

    /// <summary>A label that stands alone: <c>Ingredients:</c>.</summary>
    private static bool IsLabel(string line)
    {
        var plain = line.Trim();
        return plain.Length is > 3 and <= 40 && plain[^1] == ':' && char.IsUpper(plain[0])
            && plain.Count(letter => letter == ' ') <= 4 && plain[..^1].IndexOfAny(['.', '!', '?', ':', ';', ',']) < 0;
    }

    /// <summary>A short line in capitals without a stop at its end, at least two words or eight letters.</summary>
    private static bool IsShouted(string line)
    {
        var plain = line.Trim();
        var letters = plain.Count(char.IsLetter);
        return plain.Length <= MaxHeading && letters >= 4 && !plain.Any(char.IsLower) && plain.All(letter => !char.IsLetter(letter) || char.IsUpper(letter))
            && (plain.Contains(' ') || letters >= 8) && !".!?,;".Contains(plain[^1]) && letters * 3 >= plain.Length * 2;
    }
}
