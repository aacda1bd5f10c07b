using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>
/// What lint, links and search need of one page, taken out of its Markdown once: a function of its path and text alone.
/// Lines and columns count from 1 in the file, front matter included; offsets are UTF-16 units from its beginning.
/// </summary>
public sealed record PageOutline
{
    public required RelPath Path { get; init; }

    public required PageHead Head { get; init; }

    public required ImmutableArray<OutlineHeading> Headings { get; init; }

    /// <summary>Values of <c>id</c> (and of <c>name</c> of an <c>a</c>) in raw HTML.</summary>
    public required ImmutableArray<string> HtmlIds { get; init; }

    /// <summary>Obsidian's block ids, without <c>^</c>.</summary>
    public required ImmutableArray<string> BlockIds { get; init; }

    /// <summary>In order of the file.</summary>
    public required ImmutableArray<OutlineLink> Links { get; init; }

    public required ImmutableArray<OutlineFootnote> Footnotes { get; init; }

    /// <summary>The text of paragraphs, list items, cells and headings in order, code left out.</summary>
    public ImmutableArray<OutlineText> Texts => Body.Value.Texts;

    /// <summary>The footnotes that are citations, in order.</summary>
    public ImmutableArray<PageCitation> Citations => Body.Value.Citations;

    /// <summary>Where text comes from: most of a page that is kept, and of most pages not needed again.</summary>
    internal KeptBody Body { get; init; } = new(new OutlineBody([], []));

    /// <summary>Ids of rules that <c>&lt;!-- lint-disable id --&gt;</c> or the front matter switches off; <c>*</c> is all.</summary>
    public required ImmutableArray<string> Disabled { get; init; }

    /// <summary>The title of the front matter, else of the first level-1 heading, else the file's name.</summary>
    public string Title => Head.Title ?? FirstHeading?.Plain.Trim() ?? Path.Stem;

    /// <summary>The first level-1 heading that says something.</summary>
    public OutlineHeading? FirstHeading => Headings.FirstOrDefault(heading => heading.Level == 1 && !string.IsNullOrWhiteSpace(heading.Plain));

    /// <summary>The line that a finding about the whole page stands on.</summary>
    public int TitleLine => FirstHeading?.Line ?? 1;
}

/// <param name="Raw">As written, without its marks.</param>
/// <param name="Plain">As GitHub takes it for the anchor: text of code and links, without images, tags and marks of emphasis.</param>
public sealed record OutlineHeading(int Level, string Raw, string Plain, int Line);

/// <summary>How a link is written.</summary>
public enum LinkForm
{
    /// <summary><c>[text](target)</c>, or an image.</summary>
    Markdown,

    /// <summary><c>[[target|text]]</c> or <c>![[target]]</c>.</summary>
    Wikilink,

    /// <summary><c>[label]: target</c>: counted once, however often it is used.</summary>
    Definition,

    /// <summary><c>key: "[[target]]"</c> in the front matter.</summary>
    Property,
}

/// <param name="Target">As written between the brackets, not decoded.</param>
/// <param name="Text">What a reader sees.</param>
/// <param name="Start">Where the whole link stands.</param>
/// <param name="TargetStart">Where the target stands; -1 where that is not known.</param>
public sealed record OutlineLink(LinkForm Form, bool IsEmbed, string Target, string Text, int Line, int Column, int Start, int Length, int TargetStart, int TargetLength)
{
    /// <summary>It stands in the definition of a footnote.</summary>
    public bool IsInFootnote { get; init; }
}

/// <summary>A footnote's definition, or a place that refers to one.</summary>
public sealed record OutlineFootnote(string Label, bool IsDefinition, int Line, int Column);

/// <summary>Holds the text of a page, or the way to get it: what was got is held only as long as somebody uses it.</summary>
internal sealed class KeptBody
{
    private readonly OutlineBody? _here;
    private readonly Func<OutlineBody>? _get;
    private readonly WeakReference<OutlineBody>? _got;

    public KeptBody(OutlineBody here) => _here = here;

    public KeptBody(Func<OutlineBody> get) => (_get, _got) = (get, new WeakReference<OutlineBody>(null!));

    public OutlineBody Value
    {
        get
        {
            if (_here is not null)
            {
                return _here;
            }

            if (!_got!.TryGetTarget(out var body))
            {
                _got.SetTarget(body = _get!());
            }

            return body;
        }
    }
}

/// <summary>The text of a page.</summary>
internal sealed record OutlineBody(ImmutableArray<OutlineText> Texts, ImmutableArray<PageCitation> Citations);

/// <summary>A footnote of the tool's form, with the place of its definition.</summary>
public sealed record PageCitation(Citation Citation, int Line, int Column);

public enum TextKind
{
    Paragraph,
    ListItem,
    TableCell,
    Heading,

    /// <summary>Text of a footnote.</summary>
    Footnote,
}

/// <summary>Text of one paragraph, item, cell or heading as a reader sees it: no markup, one line.</summary>
/// <param name="Level">Of a heading; nesting from 1 of a list item; otherwise 0.</param>
/// <param name="IsOwned">It is part of a block that the tool wrote and nobody changed.</param>
/// <param name="Labels">Footnotes it refers to, each with the place in <paramref name="Text"/> behind which it stands.</param>
/// <param name="Masks">Stretches that are links, code or math.</param>
/// <param name="Runs">Where stretches of the text stand in the file.</param>
public sealed record OutlineText(
    TextKind Kind,
    string Text,
    int Line,
    int Level,
    bool IsQuoted,
    bool IsOwned,
    ImmutableArray<TextLabel> Labels,
    ImmutableArray<TextMask> Masks,
    ImmutableArray<TextRun> Runs)
{
    /// <summary>An item of a list of things to do, done or not.</summary>
    public bool IsTask { get; init; }

    /// <summary>Where in the file a place of <see cref="Text"/> stands.</summary>
    public (int Line, int Column) PlaceOf(int at)
    {
        for (var i = Runs.Length - 1; i >= 0; i--)
        {
            if (Runs[i].At <= at)
            {
                return (Runs[i].Line, Math.Max(1, Runs[i].Column + at - Runs[i].At));
            }
        }

        return (Line, 1);
    }

    /// <summary>Whether a stretch touches a link, code or math.</summary>
    public bool IsMasked(int start, int length) => Masks.Any(mask => mask.Start < start + length && start < mask.Start + mask.Length);
}

public readonly record struct TextLabel(int At, string Label);

public readonly record struct TextMask(int Start, int Length, bool IsCode);

/// <param name="At">Place in the text.</param>
public readonly record struct TextRun(int At, int Line, int Column);
