using LlmWiki.Text;

namespace LlmWiki.Sources;

public enum PassageKind
{
    /// <summary>A heading; <see cref="Passage.Level"/> says which.</summary>
    Heading,

    /// <summary>One sentence of a paragraph or quote.</summary>
    Sentence,

    /// <summary>A list item, or one sentence of it where it has several.</summary>
    ListItem,

    /// <summary>A row of a table, CSV, or one record of JSON, told with its column names: <c>name: Rover; year: 1885</c>.</summary>
    TableRow,

    /// <summary>A code block, whole.</summary>
    Code,

    /// <summary>The caption or alternative text of an image.</summary>
    Caption,
}

/// <summary>The smallest citable part of a source.</summary>
public sealed record Passage
{
    /// <summary>1 for the first passage of the source, then without gaps.</summary>
    public required int Number { get; init; }

    public required PassageKind Kind { get; init; }

    /// <summary>Plain text as a reader sees it: no markup, blanks collapsed, never empty.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// The same as inline Markdown that is safe on any page: emphasis, code spans and links to http(s) and mailto are kept;
    /// raw HTML, images, other links and footnote marks are gone; anything else that Markdown would read as markup is
    /// escaped. One line. For <see cref="PassageKind.Code"/>: the code itself, with its line breaks.
    /// </summary>
    public required string Markdown { get; init; }

    public required Place Place { get; init; }

    /// <summary>1 to 6 for a heading, nesting depth from 1 for a list item, otherwise 0.</summary>
    public int Level { get; init; }

    /// <summary>Number of the nearest heading above that it belongs to; 0 where there is none.</summary>
    public int Heading { get; init; }

    /// <summary>Passages of the same paragraph, list item or table have the same number, counted from 1 in the source.</summary>
    public int Paragraph { get; init; }

    /// <summary>
    /// True inside a block quote or where the source marks the text as somebody's words.
    /// </summary>
    public bool Quoted { get; init; }

    /// <summary>An item with a box to tick: something to do, not something that is so.</summary>
    public bool IsTask { get; init; }

    /// <summary>The columns and cells of a <see cref="PassageKind.TableRow"/>, in order; empty otherwise.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Cells { get; init; } = [];
}
