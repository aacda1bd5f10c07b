using System.Text;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmWiki.Pages;

/// <summary>The text of one block with the links, code and footnote marks in it.</summary>
internal sealed class OutlineInlines
{
    private readonly OutlineBuilder _found;
    private readonly StringBuilder _text = new();
    private readonly StringBuilder? _plain;
    private readonly List<TextLabel> _labels = [];
    private readonly List<TextMask> _masks = [];
    private readonly List<TextRun> _runs = [];

    // Inside how many images the walk is: their text is seen only where the image is not.
    private int _alts;
    private bool _isTask;

    private OutlineInlines(OutlineBuilder found, bool isHeading) => (_found, _plain) = (found, isHeading ? new StringBuilder() : null);

    /// <summary>As GitHub makes an anchor of it: blanks at its ends count.</summary>
    public string Plain => _plain?.ToString() ?? "";

    public static OutlineInlines Read(LeafBlock leaf, OutlineBuilder found)
    {
        var inlines = new OutlineInlines(found, leaf is HeadingBlock);
        if (leaf.Inline is not null)
        {
            inlines.Walk(leaf.Inline);
        }

        return inlines;
    }

    public OutlineText ToText(TextKind kind, int line, int level, bool quoted, bool owned)
    {
        var text = _text.ToString();
        var lead = text.Length - text.AsSpan().TrimStart().Length;
        text = text.Trim();
        return new OutlineText(kind, text, line, level, quoted, owned,
            [.. _labels.Select(label => label with { At = Math.Max(0, label.At - lead) })],
            [.. _masks.Select(mask => mask with { Start = mask.Start - lead }).Where(mask => mask.Start >= 0 && mask.Length > 0 && mask.Start + mask.Length <= text.Length)],
            [.. _runs.Select(run => run with { At = run.At - lead })])
        {
            IsTask = _isTask,
        };
    }

    private readonly record struct Frame(Inline? Next, LinkInline? Link, int Start);

    /// <summary>In document order with a stack of its own: emphasis can be nested thousands deep.</summary>
    private void Walk(ContainerInline root)
    {
        var stack = new Stack<Frame>();
        stack.Push(new Frame(root.FirstChild, null, 0));
        while (stack.TryPop(out var frame))
        {
            if (frame.Next is not { } inline)
            {
                EndLink(frame);
                continue;
            }

            stack.Push(frame with { Next = inline.NextSibling });
            switch (inline)
            {
                case LinkInline link:
                    _alts += link.IsImage ? 1 : 0;
                    stack.Push(new Frame(link.FirstChild, link, _text.Length));
                    break;
                case ContainerInline container:
                    stack.Push(new Frame(container.FirstChild, null, 0));
                    break;
                default:
                    AddLeaf(inline);
                    break;
            }
        }
    }

    private void EndLink(Frame frame)
    {
        if (frame.Link is { } link)
        {
            var text = _text.ToString(frame.Start, _text.Length - frame.Start);
            _found.AddLink(link, text);
            if (link.IsImage)
            {
                _alts--;
                _text.Length = frame.Start;
            }
            else
            {
                _masks.Add(new TextMask(frame.Start, text.Length, IsCode: false));
            }
        }
    }

    private void AddLeaf(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Add(literal.Content.AsSpan(), inline);
                break;
            case CodeInline code:
                AddMasked(code.Content, inline, isCode: true);
                break;
            case MathInline math:
                AddMasked(math.Content.ToString(), inline, isCode: true);
                break;
            case HtmlEntityInline entity:
                Add(entity.Transcoded.AsSpan(), inline);
                break;
            case AutolinkInline auto:
                AddMasked(auto.Url, inline, isCode: false);
                break;
            case LineBreakInline:
                Add(" ", inline);
                break;
            case HtmlInline html:
                _found.AddHtml(html.Tag, html.Span.Start);
                if (MarkdownTag.Of(html.Tag).BreaksWord)
                {
                    _text.Append(' ');
                }

                break;
            case MarkdownObsidianInline obsidian:
                AddObsidian(obsidian);
                break;
            case TaskList:
                _isTask = true;
                break;
            default:
                // A delimiter that found no partner and was not turned into a literal.
                Add(inline.ToString(), inline);
                break;
        }
    }

    private void AddObsidian(MarkdownObsidianInline inline)
    {
        switch (inline.Mark)
        {
            case ObsidianMark.Wikilink:
                _found.AddWikilink(inline);
                AddMasked(inline.Text, inline, isCode: false);
                break;
            case ObsidianMark.Embed:
                _found.AddWikilink(inline);
                break;
            case ObsidianMark.Footnote:
                _found.AddReference(inline);
                _labels.Add(new TextLabel(_text.Length, inline.Target));
                break;
            case ObsidianMark.BlockId:
                _found.BlockIds.Add(inline.Target);
                break;
        }
    }

    private void AddMasked(string text, Inline inline, bool isCode)
    {
        _masks.Add(new TextMask(_text.Length, text.Length, isCode));
        Add(text, inline);
    }

    private void Add(ReadOnlySpan<char> text, Inline inline)
    {
        if (text.Length == 0)
        {
            return;
        }

        // At the head of a table's cell a text spans blanks that are not part of it.
        var at = _found.At(char.IsWhiteSpace(text[0]) ? inline.Span.Start : _found.BehindBlanks(inline.Span.Start));
        _runs.Add(new TextRun(_text.Length, at.Line, at.Column));
        _text.Append(text);
        if (_alts == 0)
        {
            _plain?.Append(text);
        }
    }
}
