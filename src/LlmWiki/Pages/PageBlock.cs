using LlmWiki.Text;

namespace LlmWiki.Pages;

public enum BlockKind
{
    Heading,
    Paragraph,
    ListItem,
    Table,

    /// <summary>A block quote or callout.</summary>
    Quote,
    Code,
    Html,

    /// <summary><c>[^label]: …</c></summary>
    Footnote,

    /// <summary><c>[label]: destination</c></summary>
    LinkDefinition,

    /// <summary>A thematic break, or anything else.</summary>
    Other,
}

/// <summary>One block of a page: what is owned, by the tool or by a person.</summary>
public sealed record PageBlock
{
    public required BlockKind Kind { get; init; }

    /// <summary>The block as it stands in the file, with the blank lines that follow it.</summary>
    public required string Raw { get; init; }

    /// <summary>Line of the file it starts at, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>1 to 6 for a heading, otherwise 0.</summary>
    public int Level { get; init; }

    /// <summary>Without the blank lines around it, lines ended by LF: what its hash is made of.</summary>
    public string Text => _text ??= TextOf(Raw);

    /// <summary>What a heading says, without its marks; empty for any other block.</summary>
    public string HeadingText => Kind == BlockKind.Heading ? HeadingOf(Text) : "";

    /// <summary>The hash that <c>generated.blocks</c> lists for a block the tool wrote: 8 hex digits.</summary>
    public string Hash => _hash ??= HashOf(Text);

    private string? _text;
    private string? _hash;

    /// <summary>The text of a block as it stands in a file, or as a draft has it.</summary>
    public static string TextOf(string raw) =>
        raw.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim('\n', ' ', '\t');

    /// <summary>What the text of a heading says, without <c>#</c> before and behind it or the line below it.</summary>
    public static string HeadingOf(string text)
    {
        if (!text.StartsWith('#'))
        {
            return MarkdownText.Unescape(string.Join(' ', text.Split('\n')[..^1].Select(line => line.Trim())));
        }

        var line = text.TrimStart('#').Trim();
        var open = line.TrimEnd('#');
        return MarkdownText.Unescape(open.Length == 0 || open.EndsWith(' ') || open.EndsWith('\t') ? open.TrimEnd() : line);
    }

    /// <summary>The hash of a block's text.</summary>
    public static string HashOf(string text) => ContentHash.Of(text).Prefix(8);
}
