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
    public string Text => _text ??= Raw.Replace("\r\n", "\n", StringComparison.Ordinal).Trim('\n', ' ', '\t', '\r');

    /// <summary>The hash that <c>generated.blocks</c> lists for a block the tool wrote: 8 hex digits.</summary>
    public string Hash => _hash ??= HashOf(Text);

    private string? _text;
    private string? _hash;

    /// <summary>The hash of a block's text.</summary>
    public static string HashOf(string text) => ContentHash.Of(text).Prefix(8);
}
