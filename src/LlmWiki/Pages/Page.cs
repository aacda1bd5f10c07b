using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>
/// One Markdown file of <c>wiki/</c>, split into front matter and blocks. <see cref="Raw"/> of a page that was parsed and
/// not changed is the file, byte for byte.
/// </summary>
public sealed class Page
{
    private OwnedBlocks? _owned;
    private Dictionary<int, Citation>? _citations;

    private Page(RelPath path, FrontMatter head, PageBlocks blocks)
    {
        (Path, Head, Preamble, Blocks) = (path, head, blocks.Preamble, blocks.Blocks);
        CanMerge = head.CanSet && !blocks.IsUncut;
    }

    public RelPath Path { get; }

    public FrontMatter Head { get; }

    /// <summary>Blank lines between front matter and the first block.</summary>
    public string Preamble { get; }

    public ImmutableArray<PageBlock> Blocks { get; }

    public string Raw => Head.Raw + Body;

    /// <summary>All that follows the front matter.</summary>
    public string Body => Preamble + string.Concat(Blocks.Select(block => block.Raw));

    /// <summary>
    /// Whether the tool may write on it: its front matter can be set key by key and its body was cut into blocks. Where not,
    /// nobody can tell whose block is whose, and the page stays as it is.
    /// </summary>
    public bool CanMerge { get; }

    /// <summary>Whether the tool has written on it.</summary>
    public bool IsGenerated => Head.MapOrEmpty["generated"] is YamlMap;

    /// <summary><c>concept</c>, <c>entity</c>, <c>source</c>, <c>answer</c>, or whatever the person calls it; empty where not said.</summary>
    public string Type => Head.MapOrEmpty.Text("type") ?? "";

    /// <summary>The title of the front matter, else of the first level-1 heading, else the file's name.</summary>
    public string Title => Head.MapOrEmpty.Text("title")
        ?? Blocks.Where(block => block.Level == 1).Select(block => block.HeadingText).FirstOrDefault(text => text.Length > 0)
        ?? Path.Stem;

    /// <summary>What <c>generated.blocks</c> lists.</summary>
    public OwnedBlocks Owned => _owned ??= OwnedBlocks.Of(Head);

    /// <summary>The citation a block defines; null where it is no footnote of the tool's form.</summary>
    public Citation? CitationOf(PageBlock block) => (_citations ??= Citations()).GetValueOrDefault(block.Line);

    /// <summary>Where a block begins in the file, by its number.</summary>
    internal int StartOf(int block) => Head.Raw.Length + Preamble.Length + Blocks.Take(block).Sum(each => each.Raw.Length);

    public static Page Parse(RelPath path, string text)
    {
        var (head, body) = FrontMatter.Split(text);
        return new Page(path, head, PageBlocks.Parse(body, Lines(head.Raw)));
    }

    /// <summary>A page whose body is not looked at: it has no blocks.</summary>
    internal static Page OfHead(RelPath path, FrontMatter head) => new(path, head, PageBlocks.Parse("", 0));

    private Dictionary<int, Citation> Citations() => Blocks.Where(block => block.Kind == BlockKind.Footnote)
        .Select(block => (block.Line, Citation: Citation.Parse(Path, block.Text))).Where(item => item.Citation is not null)
        .ToDictionary(item => item.Line, item => item.Citation!);

    private static int Lines(string text) => text.Count(c => c == '\n');
}
