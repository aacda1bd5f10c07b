using System.Collections.Immutable;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Ingest;

/// <summary>What is on disk when a run begins: sources with their hashes, pages, and how the two stand to each other.</summary>
/// <param name="Files">Sources that can be read, with the hash of their bytes.</param>
/// <param name="Others">Files below <c>wiki/</c> that are no pages, and pages behind links: their names are taken.</param>
internal sealed record Survey(
    WikiSnapshot Wiki,
    IReadOnlyList<KnownSource> Known,
    SortedDictionary<RelPath, ContentHash> Files,
    ImmutableArray<SourceChange> Changes,
    ImmutableArray<SkippedFile> Skipped,
    ImmutableArray<SkippedFile> Blocked,
    IReadOnlySet<string> Others)
{
    public static Survey Of(WikiFolder folder, CancellationToken cancel)
    {
        var listing = folder.ListRaw();
        var skipped = listing.Skipped.ToList();
        var files = Hashes(folder, listing, skipped, cancel);
        var wiki = folder.LoadWiki();
        var snapshot = WikiSnapshot.Of(wiki.Pages.Select(file => new SnapshotFile(file.Path, file.Text, file.Hash)));
        var known = KnownSources.Of(snapshot);

        // A file that cannot be read this time is not gone, nor is one in a folder that cannot.
        var hidden = skipped.Select(file => file.Path).ToHashSet();
        var comparable = known.Where(source => files.ContainsKey(source.Path) || !IsHidden(source.Path, hidden)).ToList();
        var changes = KnownSources.Compare(comparable, files);
        var blocked = wiki.Skipped.Where(file => IsToolPlace(file.Path)).Concat(snapshot.Files.Select(Damaged).OfType<SkippedFile>());
        return new Survey(snapshot, known, files, [.. changes], [.. skipped, .. wiki.Skipped], [.. blocked], wiki.Others);
    }

    /// <summary>Refuses to go on where a page that the tool wrote cannot be read: what stands on it is not known.</summary>
    /// <exception cref="WikiException">Names each such page with the reason.</exception>
    public void RequireReadable()
    {
        if (!Blocked.IsEmpty)
        {
            var pages = string.Join("\n", Blocked.Select(file => $"  {file.Path}: {file.Reason}"));
            throw new WikiException($"pages that the wiki needs cannot be read, so nothing was written:\n{pages}", "mend these pages, or delete them to have them made anew");
        }
    }

    /// <summary>Sources that pages rest on and that are neither read now nor known to be gone.</summary>
    public HashSet<RelPath> Unread(IReadOnlySet<RelPath> read, ImmutableArray<SourceChange> pending)
    {
        var settled = pending.Select(change => change.MovedFrom ?? change.Path).ToHashSet();
        return [.. Known.Where(known => known.Status.Length == 0 && !read.Contains(known.Path) && !settled.Contains(known.Path)).Select(known => known.Path)];
    }

    private static SortedDictionary<RelPath, ContentHash> Hashes(WikiFolder folder, RawListing listing, List<SkippedFile> skipped, CancellationToken cancel)
    {
        var files = new SortedDictionary<RelPath, ContentHash>();
        foreach (var file in listing.Files.Where(file => !SourceReader.IsImage(file.Path)))
        {
            cancel.ThrowIfCancellationRequested();
            if (!SourceReader.CanRead(file.Path))
            {
                skipped.Add(new SkippedFile(file.Path.Value, $"files of the kind '{file.Path.Extension}' are not read"));
            }
            else if (file.Size == 0)
            {
                skipped.Add(new SkippedFile(file.Path.Value, "the file is empty"));
            }
            else
            {
                try
                {
                    files[file.Path] = folder.HashRaw(file, cancel);
                }
                catch (WikiException error)
                {
                    skipped.Add(new SkippedFile(file.Path.Value, error.Message, error.Hint));
                }
            }
        }

        return files;
    }

    private static bool IsHidden(RelPath path, HashSet<string> hidden)
    {
        for (RelPath? at = path; at is { } place; at = place.Folder)
        {
            if (hidden.Contains(place.Value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsToolPlace(string path) =>
        path is "wiki" or "wiki/index.md" or "wiki/log.md" || !path.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(["wiki/sources/", "wiki/concepts/", "wiki/entities/", "wiki/index/"], folder => path.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>A page with <c>generated</c> in front matter that is no YAML: whose block is whose cannot be told.</summary>
    private static SkippedFile? Damaged(SnapshotFile file)
    {
        if (!file.Text.Contains("\ngenerated:", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            _ = file.Head.Map;
            return null;
        }
        catch (WikiException error)
        {
            return new SkippedFile(file.Path.Value, "its front matter is damaged: " + error.Message);
        }
    }
}
