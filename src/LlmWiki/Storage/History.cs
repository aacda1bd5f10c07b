using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>Reads the journal as a list of changes, and takes changes back.</summary>
internal sealed class History(Journal journal)
{
    /// <summary>All finished changes, newest last.</summary>
    public List<JournalEntry> Entries()
    {
        var entries = new List<JournalEntry>();
        journal.Refresh();
        foreach (var number in journal.Numbers)
        {
            if (journal.Read(number) is { } manifest && journal.ReadDone(number) is { } done)
            {
                entries.Add(Entry(number, manifest, done));
            }
        }

        var undone = entries.Select(entry => entry.Undoes).ToHashSet();
        return [.. entries.Select(entry => entry with { Undone = undone.Contains(entry.Number) })];
    }

    /// <param name="choose">Picks from all changes that are not undone, newest first; they are taken back in that order.</param>
    public UndoResult Undo(Func<IEnumerable<JournalEntry>, IEnumerable<JournalEntry>> choose, Func<ChangeLabel, ImmutableArray<ByteChange>, Applied> apply)
    {
        var undone = ImmutableArray.CreateBuilder<JournalEntry>();
        foreach (var entry in choose([.. Entries().Where(entry => entry is { Undoes: null, Undone: false }).Reverse()]).ToList())
        {
            var applied = apply(new ChangeLabel("undo", $"{entry.Verb}: {entry.Title}", entry.Number) { Run = entry.Run }, Inverse(entry));
            if (!applied.Ok)
            {
                return new UndoResult(undone.ToImmutable(), applied.Conflicts, entry);
            }

            undone.Add(entry with { Undone = true });
        }

        return new UndoResult(undone.ToImmutable(), []);
    }

    private ImmutableArray<ByteChange> Inverse(JournalEntry entry)
    {
        var manifest = journal.Read(entry.Number) ?? throw new WikiException($"the journal has no '{entry.Title}' any more", "git or a backup may still have the pages");
        var changes = ImmutableArray.CreateBuilder<ByteChange>();
        for (var i = 0; i < manifest.Files.Length; i++)
        {
            var file = manifest.Files[i];
            if (entry.Left.Contains(new RelPath(file.Path)))
            {
                continue;
            }

            var bytes = file.Base is null ? null : Old(entry, manifest, i);
            changes.Add(new ByteChange(new RelPath(file.Path), file.New is null ? null : new ContentHash(file.New), bytes));
        }

        return changes.ToImmutable();
    }

    private byte[] Old(JournalEntry entry, Manifest manifest, int index) =>
        journal.ReadBytes(entry.Number, manifest, index, old: true) ?? throw new WikiException(
            $"the journal of '{entry.Title}' is damaged: the old bytes of '{manifest.Files[index].Path}' are gone",
            "git or a backup may still have them");

    private static JournalEntry Entry(int number, Manifest manifest, DoneMark done)
    {
        var left = done.Left.IsDefault ? [] : done.Left;
        return new JournalEntry(
            number,
            manifest.Verb,
            manifest.Title,
            manifest.Time,
            [.. manifest.Files.Select(file => new RelPath(file.Path))],
            [.. left.Select(path => new RelPath(path))],
            manifest.Undoes,
            Undone: false)
        {
            Run = manifest.Run,
            Why = manifest.Why,
            By = manifest.By,
        };
    }
}
