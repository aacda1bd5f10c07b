namespace LlmWiki.Pages;

/// <summary>
/// One block of a Markdown text as a reader sees it, without Markdig's types: what the reader of sources builds passages
/// from. Lines count from 1.
/// </summary>
internal abstract record MarkdownBlock(bool Quoted);

internal sealed record MarkdownHeading(int Level, IReadOnlyList<InlineRun> Runs, bool Quoted) : MarkdownBlock(Quoted);

internal sealed record MarkdownParagraph(IReadOnlyList<InlineRun> Runs, bool Quoted) : MarkdownBlock(Quoted);

/// <summary>A paragraph inside a list item; <paramref name="Level"/> counts the lists around it from 1.</summary>
internal sealed record MarkdownListItem(int Level, IReadOnlyList<InlineRun> Runs, bool Quoted, bool IsTask = false) : MarkdownBlock(Quoted);

/// <summary>A code or math block; an indented or fenced block starts at the first line of its code.</summary>
internal sealed record MarkdownCode(string Code, int FirstLine, int LastLine, bool Quoted) : MarkdownBlock(Quoted);

/// <summary>A table: the names of its columns, and its body rows cell by cell.</summary>
internal sealed record MarkdownTable(
    IReadOnlyList<IReadOnlyList<InlineRun>> Header,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<InlineRun>>> Rows,
    bool Quoted) : MarkdownBlock(Quoted);

/// <summary>An image shown in the block before it: its target as written, its alternative text and its title.</summary>
internal sealed record MarkdownImage(string Target, string Alt, string Title, int Line, bool Quoted) : MarkdownBlock(Quoted);
