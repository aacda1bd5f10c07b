using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Ingest;

/// <summary>What the page of a source says of it.</summary>
/// <param name="Hash">Of the bytes that were compiled.</param>
/// <param name="Status">Empty; <see cref="Missing"/> after the file vanished; <see cref="Removed"/> after a person took it out.</param>
public sealed record KnownSource(RelPath Page, RelPath Path, string Hash, string Status)
{
    /// <summary>Engine and model that read it; null for code alone.</summary>
    public string? Reader { get; init; }

    public const string Missing = "missing";
    public const string Removed = "removed";
}

/// <summary>Reads off the wiki's own pages which sources are compiled; no other state is needed.</summary>
public static class KnownSources
{
    public static List<KnownSource> Of(WikiSnapshot wiki) =>
        [.. wiki.Files.Where(file => file.Path.IsUnder(SourceBook.Folder)).Select(Read).OfType<KnownSource>()
            .DistinctBy(source => source.Path)];

    private static KnownSource? Read(SnapshotFile file)
    {
        var map = file.Head.MapOrEmpty;
        if (map["generated"] is not YamlMap generated || generated.Text("source") is not { } hash
            || map["sources"] is not YamlList { Items: [YamlMap source, ..] } || source.Text("resource") is not { } resource
            || file.Path.Follow(resource) is not { } path)
        {
            return null;
        }

        return new KnownSource(file.Path, path, hash, map.Text("status") ?? "") { Reader = generated.Text("reader") };
    }

    /// <summary>Compares files as they are with what was compiled, in order of paths.</summary>
    /// <param name="files">Path and hash of each readable file below <c>raw/</c>.</param>
    public static List<SourceChange> Compare(IReadOnlyList<KnownSource> known, IReadOnlyDictionary<RelPath, ContentHash> files)
    {
        var byPath = known.GroupBy(source => source.Path).ToDictionary(group => group.Key, group => group.First());
        var vanished = known.Where(source => !files.ContainsKey(source.Path)).ToList();
        var changes = new List<SourceChange>();
        foreach (var (path, hash) in files)
        {
            if (byPath.TryGetValue(path, out var source))
            {
                var same = source.Hash == hash.Hex && source.Status != KnownSource.Missing;
                changes.Add(new SourceChange(path, !same ? SourceState.Changed : source.Status == KnownSource.Removed ? SourceState.TakenOut : SourceState.Unchanged));
            }
            else if (vanished.Find(old => old.Hash == hash.Hex) is { } moved)
            {
                vanished.Remove(moved);
                changes.Add(new SourceChange(path, SourceState.Moved, moved.Path));
            }
            else
            {
                changes.Add(new SourceChange(path, SourceState.New));
            }
        }

        changes.AddRange(vanished.Select(source => new SourceChange(source.Path, source.Status switch { "" => SourceState.Removed, KnownSource.Removed => SourceState.TakenOut, _ => SourceState.Unchanged })));
        return [.. changes.OrderBy(change => change.Path)];
    }
}
