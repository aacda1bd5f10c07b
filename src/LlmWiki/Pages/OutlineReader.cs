using System.Collections.Immutable;
using LlmWiki.Text;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace LlmWiki.Pages;

/// <summary>Which Markdown a page is written in.</summary>
public enum Dialect
{
    /// <summary>CommonMark with GitHub's tables, footnotes and task lists.</summary>
    GitHub,

    /// <summary>The same with Obsidian's wikilinks, embeds, block ids and comments.</summary>
    Obsidian,
}

/// <summary>Raw HTML: one tag or comment, or a block of them.</summary>
internal readonly record struct RawHtml(string Text, int Line, int Column);

/// <summary>A list, with what stands directly above it.</summary>
/// <param name="Lead">The paragraph or heading above it; empty where there is none.</param>
/// <param name="GoesOn">Another list follows behind something that may have cut this one in two, such as code.</param>
internal sealed record OutlineList(int Items, string Lead, bool IsUnderHeading, int LeadLine, bool GoesOn);

/// <summary>A page with what only its own rules look at, which is not kept.</summary>
/// <param name="CodeLines">Whether a line (from 1) is part of a code block.</param>
internal sealed record PageScan(PageOutline Outline, string Text, FrontMatter Head, ImmutableArray<RawHtml> Html, ImmutableArray<OutlineList> Lists, ImmutableArray<bool> CodeLines);

/// <summary>Reads a page into its <see cref="PageOutline"/>.</summary>
internal sealed class OutlineReader
{
    private static readonly MarkdownPipeline GitHub = CreatePipeline(Dialect.GitHub);
    private static readonly MarkdownPipeline Obsidian = CreatePipeline(Dialect.Obsidian);

    private readonly RelPath _path;
    private readonly string _text;
    private readonly string _body;
    private readonly FrontMatter _head;
    private readonly LineMap _lines;
    private readonly OutlineBuilder _found;

    private OutlineReader(RelPath path, string text)
    {
        (_path, _text) = (path, text);
        (_head, _body) = FrontMatter.Split(text);
        _lines = new LineMap(text);
        _found = new OutlineBuilder(text, _lines, text.Length - _body.Length);
    }

    public static PageScan Read(RelPath path, string text, Dialect dialect)
    {
        var reader = new OutlineReader(path, text);
        reader.ReadBody(dialect);
        return reader.ToScan(dialect);
    }

    private static MarkdownPipeline CreatePipeline(Dialect dialect)
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePreciseSourceLocation()
            .UsePipeTables()
            .UseTaskLists()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);
        builder.BlockParsers.Insert(0, new MarkdownFootnoteParser());
        builder.BlockParsers.Insert(0, MarkdownUnreadParser.Math);
        if (dialect == Dialect.Obsidian)
        {
            builder.BlockParsers.Insert(0, MarkdownUnreadParser.Comments);
        }

        builder.InlineParsers.Insert(0, new MathInlineParser());
        builder.InlineParsers.Insert(0, new MarkdownObsidianParser(dialect == Dialect.Obsidian));
        MarkdownGuards.Add(builder);
        MarkdownGuards.LeaveCitations(builder);
        return builder.Build();
    }

    private void ReadBody(Dialect dialect)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(_body, dialect == Dialect.Obsidian ? Obsidian : GitHub);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Markdig refuses what is nested deeper than any person writes: such a page has no links that anybody sees.
            return;
        }

        if (_head.MapOrEmpty["generated"] is YamlMap)
        {
            _found.Own(_head, _body, document);
        }

        ReadBlocks(document, level: 0, quoted: false, TextKind.Paragraph);
    }

    private PageScan ToScan(Dialect dialect)
    {
        var properties = dialect == Dialect.Obsidian ? HeadLinks.Of(_head, _lines, _text) : [];
        var outline = new PageOutline
        {
            Path = _path,
            Head = PageHead.Of(_path, _head),
            Headings = [.. _found.Headings],
            HtmlIds = [.. _found.HtmlIds],
            BlockIds = [.. _found.BlockIds],
            Links = [.. properties, .. _found.Links.OrderBy(link => link.Start)],
            Footnotes = [.. _found.Footnotes],
            Body = new KeptBody(new OutlineBody([.. _found.Texts], [.. _found.Citations])),
            Disabled = [.. _found.Disabled.Concat(_head.MapOrEmpty.Texts("lint-disable")).Distinct()],
        };
        var code = new bool[_lines.LineCount + 1];
        foreach (var (first, last) in _found.Code)
        {
            Array.Fill(code, true, first, Math.Min(last, code.Length - 1) - first + 1);
        }

        return new PageScan(outline, _text, _head, [.. _found.Html], [.. _found.Lists], ImmutableArray.Create(code));
    }

    /// <summary>Recursion is safe here: the parser has refused what is nested deeper than its limit (128).</summary>
    private void ReadBlocks(ContainerBlock container, int level, bool quoted, TextKind kind)
    {
        Block? before = null;
        for (var i = 0; i < container.Count; i++)
        {
            var block = container[i];
            switch (block)
            {
                case LinkReferenceDefinitionGroup group:
                    foreach (var definition in group.OfType<LinkReferenceDefinition>())
                    {
                        _found.AddDefinition(definition, _body);
                    }

                    break;
                case TableCell cell:
                    ReadBlocks(cell, level, quoted, TextKind.TableCell);
                    break;
                case QuoteBlock quote:
                    ReadBlocks(quote, level, quoted: true, kind);
                    break;
                case ListBlock list:
                    _found.AddList(list, before, OutlineLists.GoesOn(container, i) || OutlineLists.HasLooseLine(list, _body));
                    ReadBlocks(list, level + 1, quoted, TextKind.ListItem);
                    break;
                case MarkdownFootnote footnote:
                    ReadFootnote(footnote, level, quoted);
                    break;
                case ContainerBlock other:
                    ReadBlocks(other, level, quoted, kind);
                    break;
                case LeafBlock leaf:
                    ReadLeaf(leaf, level, quoted, kind);
                    break;
            }

            before = block;
        }
    }

    private void ReadFootnote(MarkdownFootnote footnote, int level, bool quoted)
    {
        if (_found.AddFootnote(_path, footnote, _body))
        {
            // A citation is checked as such; what else a person writes there is text with links.
            return;
        }

        _found.IsInFootnote = true;
        ReadBlocks(footnote, level, quoted, TextKind.Footnote);
        _found.IsInFootnote = false;
    }

    private void ReadLeaf(LeafBlock leaf, int level, bool quoted, TextKind kind)
    {
        switch (leaf)
        {
            case HtmlBlock html:
                _found.AddHtml(html, _body);
                break;
            case CodeBlock or MarkdownUnread:
                _found.AddCode(leaf);
                break;
            case HeadingBlock heading:
                _found.AddHeading(heading, _body, quoted);
                break;
            case ThematicBreakBlock or LinkReferenceDefinition:
                break;
            default:
                _found.AddText(leaf, kind, kind == TextKind.ListItem ? level : 0, quoted);
                break;
        }
    }
}
