using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>One file of a snapshot. A byte order mark is kept as U+FEFF, so that text and bytes say the same.</summary>
public sealed class SnapshotFile(RelPath path, string text, ContentHash hash)
{
    private Page? _page;
    private FrontMatter? _head;

    public RelPath Path { get; } = path;

    public string Text { get; } = text;

    public ContentHash Hash { get; } = hash;

    public Page Page => _page ??= Page.Parse(Path, Text);

    /// <summary>The front matter alone: a fraction of the work of <see cref="Page"/>.</summary>
    public FrontMatter Head => _head ??= FrontMatter.Split(Text).Head;
}

/// <summary>All pages of the wiki at one moment. Immutable; a patch gives a new one.</summary>
public sealed class WikiSnapshot
{
    private readonly ImmutableSortedDictionary<RelPath, SnapshotFile> _files;

    private WikiSnapshot(ImmutableSortedDictionary<RelPath, SnapshotFile> files) => _files = files;

    public static WikiSnapshot Of(IEnumerable<SnapshotFile> files) => new(files.ToImmutableSortedDictionary(file => file.Path, file => file));

    /// <summary>In order of paths.</summary>
    public IEnumerable<SnapshotFile> Files => _files.Values;

    public SnapshotFile? this[RelPath path] => _files.GetValueOrDefault(path);

    /// <summary>The change that gives a file this text; null where it has it already. Null text takes the file away.</summary>
    public FileChange? Change(RelPath path, string? text)
    {
        var file = this[path];
        return file?.Text == text ? null : new FileChange(path, file?.Hash, text);
    }

    /// <summary>The snapshot after a patch that starts from it.</summary>
    public WikiSnapshot With(Patch patch)
    {
        var files = _files.ToBuilder();
        foreach (var change in patch.Changes)
        {
            if (change.Content is null)
            {
                files.Remove(change.Path);
            }
            else
            {
                files[change.Path] = new SnapshotFile(change.Path, change.Content, ContentHash.Of(change.Content));
            }
        }

        return new WikiSnapshot(files.ToImmutable());
    }
}
