using System.Collections.Concurrent;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>Reads pages, or takes them from the index as they were read before. Safe for use from several threads.</summary>
/// <param name="version">Of the code and the rules.</param>
internal sealed class PageShelf(WikiFolder folder, string version, Linter linter, long started)
{
    private readonly ConcurrentDictionary<RelPath, FileStamp> _fresh = new();

    /// <summary>A page as the index has it, if its file is still the one that was read; else read anew. Null where it cannot be read.</summary>
    public ScannedPage? Page(FileStamp stamp, IndexedPage? known) => known?.IsOf(stamp) == true && Restored(known) is { } page ? page : Read(stamp);

    public ScannedPage? Page(FileStamp stamp) => Page(stamp, folder.Index.Load(version, stamp.Path));

    /// <summary>A page that has not changed.</summary>
    public ScannedPage Same(RelPath path, ContentHash hash) =>
        folder.Index.Load(version, path) is { } known && known.Hash == hash && Restored(known) is { } page ? page
        : folder.ReadPage(path) is { } file && file.Hash == hash ? linter.Scan(path, file.Text, hash).Packed()
        : throw Changed(path);

    /// <summary>How the file was that a page was read from, and when.</summary>
    public (FileStamp File, long ReadAt) StampOf(RelPath path, IReadOnlyDictionary<RelPath, IndexedPage> known) =>
        _fresh.TryGetValue(path, out var stamp) ? (stamp, started) : (known[path].File, known[path].ReadAt);

    /// <summary>Puts what is new of pages into the index.</summary>
    /// <param name="known">What the index holds of those that were not read anew.</param>
    public void Save(IEnumerable<ScannedPage> pages, IReadOnlyDictionary<RelPath, IndexedPage> known, IReadOnlyCollection<RelPath> gone, IReadOnlyCollection<(string Key, byte[] Value)> sources, IReadOnlyCollection<(string Name, byte[] Value)> parts)
    {
        var changed = pages.Where(page => _fresh.ContainsKey(page.Outline.Path) || (page.Kept.IsChanged && known.ContainsKey(page.Outline.Path))).ToArray();
        var rows = new (IndexedPage, byte[]?)[changed.Length];
        Parallel.For(0, rows.Length, i =>
        {
            var (file, readAt) = StampOf(changed[i].Outline.Path, known);
            rows[i] = (new IndexedPage(file, readAt, changed[i].Hash, ScannedForm.Write(changed[i])), changed[i].Texts);
        });
        if (rows.Length + gone.Count + sources.Count + parts.Count > 0)
        {
            folder.Index.Save(version, rows, gone, sources, parts);
        }
    }

    private static WikiException Changed(RelPath path) => new($"'{path}' was changed while it was linted", "lint again");

    private ScannedPage? Restored(IndexedPage page) => ScannedForm.Read(page.File.Path, page.Hash, page.Core, () => folder.Index.Texts(page.File.Path) ?? TextsAnew(page));

    /// <summary>Another process has put the page in anew, or the index was deleted meanwhile.</summary>
    private byte[] TextsAnew(IndexedPage page) =>
        folder.ReadPage(page.File.Path) is { } file && file.Hash == page.Hash
            ? OutlineForm.WriteTexts(OutlineReader.Read(file.Path, file.Text, Dialect.Obsidian).Outline)
            : throw Changed(page.File.Path);

    private ScannedPage? Read(FileStamp stamp)
    {
        if (folder.ReadPage(stamp.Path) is not { } file)
        {
            return null;
        }

        _fresh[stamp.Path] = stamp;
        return linter.Scan(file.Path, file.Text, file.Hash).Packed();
    }
}
