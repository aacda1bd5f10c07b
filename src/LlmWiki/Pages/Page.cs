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

    public Page(RelPath path, FrontMatter head, string preamble, ImmutableArray<PageBlock> blocks)
    {
        (Path, Head, Preamble, Blocks) = (path, head, preamble, blocks);
    }

    public RelPath Path { get; }

    public FrontMatter Head { get; }

    /// <summary>Blank lines between front matter and the first block.</summary>
    public string Preamble { get; }

    public ImmutableArray<PageBlock> Blocks { get; }

    public string Raw => Head.Raw + Preamble + string.Concat(Blocks.Select(block => block.Raw));

    /// <summary><c>concept</c>, <c>entity</c>, <c>source</c>, <c>answer</c>, or whatever the person calls it; empty where not said.</summary>
    public string Type => Head.MapOrEmpty.Text("type") ?? "";

    /// <summary>The title of the front matter, else of the first level-1 heading, else the file's name.</summary>
    public string Title => Head.MapOrEmpty.Text("title")
        ?? Blocks.FirstOrDefault(block => block is { Kind: BlockKind.Heading, Level: 1 })?.Text.TrimStart('#').Trim()
        ?? Path.Stem;

    /// <summary>What <c>generated.blocks</c> lists.</summary>
    public OwnedBlocks Owned => _owned ??= OwnedBlocks.Of(Head);

    public static Page Parse(RelPath path, string text)
    {
        var (head, body) = FrontMatter.Split(text);
        var (preamble, blocks) = PageBlocks.Parse(body, Lines(head.Raw));
        return new Page(path, head, preamble, blocks);
    }

    private static int Lines(string text) => text.Count(c => c == '\n');
}

/// <summary>
/// The list of blocks the tool wrote on a page: for each 8 hex digits of the hash of its exact text, then 4 of the hash of
/// what it says without links and citations. The first tells a block that a person changed; the second finds a statement
/// that a person deleted although its links would be written differently today.
/// </summary>
public sealed record OwnedBlocks(ImmutableArray<string> Entries)
{
    public static readonly OwnedBlocks None = new([]);

    private readonly HashSet<string> _hashes = [.. Entries.Select(HashPart)];

    public static OwnedBlocks Of(FrontMatter head) => head.MapOrEmpty["generated"] is YamlMap generated && generated.Text("blocks") is { } list
        ? new([.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(entry => entry.Length == 12)])
        : None;

    public static string Entry(string hash, string identity) => hash + identity;

    public static string HashPart(string entry) => entry[..8];

    public static string IdentityPart(string entry) => entry[8..];

    /// <summary>4 hex digits of what a statement says.</summary>
    public static string IdentityOf(string plain) => ContentHash.Of(plain).Prefix(4);

    public bool Contains(PageBlock block) => _hashes.Contains(block.Hash);
}
