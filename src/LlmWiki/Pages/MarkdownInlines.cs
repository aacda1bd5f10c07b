using LlmWiki.Text;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmWiki.Pages;

/// <summary>
/// The text of one block: runs with their looks and lines, and the images it shows. Raw tags, comments and footnote marks
/// are gone, and so is what stands between script or style tags.
/// </summary>
internal sealed class MarkdownInlines
{
    private readonly LineMap _lines;
    private readonly List<InlineRun> _runs = [];
    private readonly List<MarkdownImage> _images = [];
    private string? _hiddenUntil;

    private MarkdownInlines(LineMap lines) => _lines = lines;

    private readonly record struct Frame(Inline? Next, InlineStyle Style, string? Link);

    public IReadOnlyList<InlineRun> Runs => _runs;

    public IReadOnlyList<MarkdownImage> Images => _images;

    /// <summary>A box to tick stands in it.</summary>
    public bool IsTask { get; private set; }

    public static MarkdownInlines Read(LeafBlock leaf, LineMap lines)
    {
        var inlines = new MarkdownInlines(lines);
        if (leaf.Inline is not null)
        {
            inlines.Walk(leaf.Inline);
        }
        else
        {
            inlines.ReadRaw(leaf);
        }

        return inlines;
    }

    /// <summary>A block whose inlines were not parsed, because it's too long for any person to have written: plain text.</summary>
    private void ReadRaw(LeafBlock leaf)
    {
        for (var i = 0; i < leaf.Lines.Count; i++)
        {
            var line = leaf.Lines.Lines[i];
            _runs.Add(InlineRun.Plain(line.Slice.ToString() + " ", line.Line + 1));
        }
    }

    /// <summary>In document order with a stack of its own: emphasis can be nested thousands deep.</summary>
    private void Walk(ContainerInline root)
    {
        var stack = new Stack<Frame>();
        stack.Push(new Frame(root.FirstChild, InlineStyle.None, null));
        while (stack.TryPop(out var frame))
        {
            if (frame.Next is not { } inline)
            {
                continue;
            }

            stack.Push(frame with { Next = inline.NextSibling });
            switch (inline)
            {
                case LinkInline { IsImage: true } image:
                    AddImage(image);
                    break;
                case LinkInline link:
                    stack.Push(new Frame(link.FirstChild, frame.Style, link.Url));
                    break;
                case EmphasisInline emphasis:
                    stack.Push(new Frame(emphasis.FirstChild, frame.Style | StyleOf(emphasis), frame.Link));
                    break;
                case ContainerInline container:
                    stack.Push(new Frame(container.FirstChild, frame.Style, frame.Link));
                    break;
                default:
                    AddLeaf(inline, frame.Style, frame.Link);
                    break;
            }
        }
    }

    private static InlineStyle StyleOf(EmphasisInline emphasis) => emphasis.DelimiterChar == '~' ? InlineStyle.Struck
        : emphasis.DelimiterChar is not ('*' or '_') ? InlineStyle.None
        : emphasis.DelimiterCount == 2 ? InlineStyle.Strong
        : InlineStyle.Emphasis;

    private void AddLeaf(Inline inline, InlineStyle style, string? link)
    {
        if (inline is HtmlInline html)
        {
            AddTag(html);
            return;
        }

        if (_hiddenUntil is not null)
        {
            return;
        }

        switch (inline)
        {
            case LiteralInline literal:
                Add(literal.Content.ToString(), style, link, inline);
                break;
            case CodeInline code:
                Add(code.Content, style | InlineStyle.Code, link, inline);
                break;
            case MathInline math:
                Add(math.Content.ToString(), style | InlineStyle.Code, link, inline);
                break;
            case HtmlEntityInline entity:
                Add(entity.Transcoded.ToString(), style, link, inline);
                break;
            case AutolinkInline auto:
                Add(auto.Url, style, auto.IsEmail ? "mailto:" + auto.Url : auto.Url, inline);
                break;
            case LineBreakInline:
                Add(" ", style, link, inline);
                break;
            case MarkdownObsidianInline { ImageTarget: { } target } embed:
                _images.Add(new MarkdownImage(target, embed.Text, "", LineOf(inline.Span.Start), false));
                break;
            case MarkdownObsidianInline obsidian:
                Add(obsidian.Text, style, link, inline);
                break;
            case TaskList:
                IsTask = true;
                break;
            default:
                // A delimiter that found no partner and was not turned into a literal.
                Add(inline.ToString() ?? "", style, link, inline);
                break;
        }
    }

    private void Add(string text, InlineStyle style, string? link, Inline inline)
    {
        if (text.Length > 0)
        {
            var first = LineOf(inline.Span.Start);
            _runs.Add(new InlineRun(text, style, link, first, Math.Max(first, LineOf(inline.Span.End))));
        }
    }

    private int LineOf(int offset) => _lines.LineOf(Math.Max(0, offset));

    private void AddTag(HtmlInline html)
    {
        var tag = MarkdownTag.Of(html.Tag);
        if (_hiddenUntil is not null)
        {
            _hiddenUntil = tag.Closes && tag.Name == _hiddenUntil ? null : _hiddenUntil;
        }
        else if (tag is { HidesContent: true, Closes: false })
        {
            _hiddenUntil = tag.Name;
        }
        else if (tag.Name == "img" && tag.Attribute("src") is { } source)
        {
            _images.Add(new MarkdownImage(source, tag.Attribute("alt") ?? "", tag.Attribute("title") ?? "", LineOf(html.Span.Start), false));
        }
        else if (tag.BreaksWord)
        {
            Add(" ", InlineStyle.None, null, html);
        }
    }

    private void AddImage(LinkInline image)
    {
        var alt = new MarkdownInlines(_lines);
        alt.Walk(image);
        var text = string.Concat(alt._runs.Select(run => run.Text));
        _images.Add(new MarkdownImage(image.Url ?? "", text, image.Title ?? "", LineOf(image.Span.Start), false));
        _images.AddRange(alt._images);
    }
}
