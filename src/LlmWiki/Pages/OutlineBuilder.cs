using LlmWiki.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmWiki.Pages;

/// <summary>Collects what <see cref="OutlineReader"/> comes across.</summary>
/// <param name="shift">Length of the front matter: Markdig counts from behind it.</param>
internal sealed class OutlineBuilder(string text, LineMap lines, int shift)
{
    private HashSet<int> _owned = [];
    private int[] _blockLines = [];

    public List<OutlineHeading> Headings { get; } = [];

    public List<string> HtmlIds { get; } = [];

    public List<string> BlockIds { get; } = [];

    public List<OutlineLink> Links { get; } = [];

    public List<OutlineFootnote> Footnotes { get; } = [];

    public List<PageCitation> Citations { get; } = [];

    /// <summary>What is come across is part of a footnote's definition.</summary>
    public bool IsInFootnote { get; set; }

    public List<OutlineText> Texts { get; } = [];

    public List<string> Disabled { get; } = [];

    public List<RawHtml> Html { get; } = [];

    public List<OutlineList> Lists { get; } = [];

    /// <summary>Lines of code blocks, first and last.</summary>
    public List<(int First, int Last)> Code { get; } = [];

    /// <summary>Notes which blocks are the tool's.</summary>
    public void Own(FrontMatter head, string body, MarkdownDocument document)
    {
        var owned = OwnedBlocks.Of(head);
        var before = lines.LineOf(shift) - 1;

        // The tree that is here already is cut at the same places as the one that ownership is defined by, unless tables, math or
        // comments made blocks of their own.
        var isSame = !body.AsSpan().Contains('|') && !body.Contains("$$", StringComparison.Ordinal) && !body.Contains("%%", StringComparison.Ordinal);
        var blocks = (isSame ? PageBlocks.Of(document, body, before) : PageBlocks.Parse(body, before)).Blocks;
        _blockLines = [.. blocks.Select(block => block.Line)];
        _owned = [.. blocks.Where(owned.Contains).Select(block => block.Line)];
    }

    public void AddDefinition(LinkReferenceDefinition definition, string body)
    {
        // Within a list item, "[label]: word" is more often text than a definition.
        var at = At(definition.Span.Start);
        var isAtHead = string.IsNullOrWhiteSpace(body[Math.Max(0, definition.Span.Start - at.Column + 1)..definition.Span.Start]);
        if (definition.Url is { Length: > 0 } url && !definition.Label!.StartsWith('^') && isAtHead)
        {
            Add(new OutlineLink(LinkForm.Definition, false, url, definition.Label ?? "", at.Line, at.Column,
                definition.Span.Start + shift, definition.Span.Length, Shifted(definition.UrlSpan), definition.UrlSpan.Length));
        }
    }

    public void AddLink(LinkInline link, string shown)
    {
        // What it refers to is counted where it is defined.
        if (link.Reference is null && link.Url is not null)
        {
            var at = At(link.Span.Start);
            var isThere = CharAt(link.Span.Start) is '[' or '!' && CharAt(link.Span.End) == ')';
            Add(new OutlineLink(LinkForm.Markdown, link.IsImage, link.Url, shown, at.Line, at.Column,
                link.Span.Start + shift, link.Span.Length, isThere ? Shifted(link.UrlSpan) : -1, link.UrlSpan.Length));
        }
    }

    public void AddWikilink(MarkdownObsidianInline link)
    {
        var at = At(link.Span.Start);
        var isEmbed = link.Mark == ObsidianMark.Embed;
        var targetStart = link.Span.Start + shift + (isEmbed ? 3 : 2) + link.TargetOffset;
        var isThere = text.AsSpan(Math.Min(targetStart, text.Length)).StartsWith(link.Target, StringComparison.Ordinal);
        Add(new OutlineLink(LinkForm.Wikilink, isEmbed, link.Target, link.Text, at.Line, at.Column,
            link.Span.Start + shift, link.Span.Length, isThere ? targetStart : -1, link.Target.Length));
    }

    private void Add(OutlineLink link) => Links.Add(IsInFootnote ? link with { IsInFootnote = true } : link);

    public void AddReference(MarkdownObsidianInline mark)
    {
        var at = At(mark.Span.Start);
        Footnotes.Add(new OutlineFootnote(mark.Target, IsDefinition: false, at.Line, at.Column));
    }

    /// <summary>Whether it is a citation.</summary>
    public bool AddFootnote(RelPath path, MarkdownFootnote footnote, string body)
    {
        var end = footnote.Count > 0 ? footnote.LastChild!.Span.End : footnote.Span.End;
        var note = PageBlock.TextOf(body[footnote.Span.Start..Math.Min(body.Length, end + 1)]);
        var close = note.IndexOf("]:", StringComparison.Ordinal);
        if (close <= 2)
        {
            return false;
        }

        var at = At(footnote.Span.Start);
        Footnotes.Add(new OutlineFootnote(note[2..close], IsDefinition: true, at.Line, at.Column));
        if (Citation.Parse(path, note) is not { } citation)
        {
            return false;
        }

        Citations.Add(new PageCitation(citation, at.Line, at.Column));
        return true;
    }

    public void AddHtml(HtmlBlock html, string body)
    {
        if (html.Span.Length > 0)
        {
            AddHtml(body[html.Span.Start..Math.Min(body.Length, html.Span.End + 1)], html.Span.Start);
        }
    }

    public void AddHtml(string html, int start)
    {
        var at = At(start);
        Html.Add(new RawHtml(html, at.Line, at.Column));
        HtmlMarks.Read(html, HtmlIds, Disabled);
    }

    public void AddCode(LeafBlock code) => Code.Add((LineOf(code.Span.Start), LineOf(Math.Max(code.Span.Start, code.Span.End))));

    public void AddHeading(HeadingBlock heading, string body, bool quoted)
    {
        var inlines = OutlineInlines.Read(heading, this);
        var raw = PageBlock.TextOf(body[heading.Span.Start..Math.Min(body.Length, heading.Span.End + 1)]);
        var line = LineOf(heading.Span.Start);
        Headings.Add(new OutlineHeading(heading.Level, HeadingAnchor.RawOf(raw, heading.IsSetext), inlines.Plain, line));
        AddText(inlines, TextKind.Heading, line, heading.Level, quoted);
    }

    public void AddText(LeafBlock leaf, TextKind kind, int level, bool quoted) =>
        AddText(OutlineInlines.Read(leaf, this), kind, LineOf(leaf.Span.Start), level, quoted);

    /// <summary>A list below a paragraph or heading that may say how many items it has.</summary>
    public void AddList(ListBlock list, Block? before, bool goesOn)
    {
        if (before is ParagraphBlock or HeadingBlock && Texts.Count > 0)
        {
            Lists.Add(new OutlineList(list.Count, Texts[^1].Text, before is HeadingBlock, Texts[^1].Line, goesOn));
        }
    }

    public LinePosition At(int offset) => lines.PositionOf(Math.Max(0, offset) + shift);

    /// <summary>The first place from there on that is no blank.</summary>
    public int BehindBlanks(int offset)
    {
        while (CharAt(offset) is ' ' or '\t')
        {
            offset++;
        }

        return offset;
    }

    private int LineOf(int offset) => lines.LineOf(Math.Max(0, offset) + shift);

    /// <summary>What stands at a place of Markdig's, which is a few letters off behind a tab at the head of a heading.</summary>
    private char CharAt(int offset) => offset >= 0 && offset + shift < text.Length ? text[offset + shift] : '\0';

    private int Shifted(SourceSpan span) => span.IsEmpty ? -1 : span.Start + shift;

    private void AddText(OutlineInlines inlines, TextKind kind, int line, int level, bool quoted) =>
        Texts.Add(inlines.ToText(kind, line, level, quoted, IsOwned(line)));

    private bool IsOwned(int line)
    {
        if (_owned.Count == 0)
        {
            return false;
        }

        var at = Array.BinarySearch(_blockLines, line);
        at = at < 0 ? ~at - 1 : at;
        return at >= 0 && _owned.Contains(_blockLines[at]);
    }
}
