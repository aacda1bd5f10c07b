using System.Collections.Immutable;
using LlmWiki.Pages;

namespace LlmWiki.Storage;

/// <summary>What is written, and taken back.</summary>
public sealed partial class WikiFolder
{
    /// <summary>
    /// Writes a patch: all of it or, where a page is not what the patch starts from, nothing. Whatever happens, a page is
    /// there old or new, never half; after a crash the next writer finishes the patch.
    /// </summary>
    /// <exception cref="WikiException">The disk refused (all is as before, or the next run finishes it), or another process writes.</exception>
    public Applied Apply(Patch patch)
    {
        var changes = patch.Changes.Select(change => new ByteChange(
            change.Path, change.Base, change.Content is null ? null : Utf8.GetBytes(change.Content))).ToImmutableArray();
        if (changes.FirstOrDefault(change => !change.Path.IsUnder("wiki")) is { } outside)
        {
            throw new ArgumentException($"'{outside.Path}' is not below wiki/", nameof(patch));
        }

        if (changes.Select(change => change.Path).Distinct().Count() < changes.Length)
        {
            throw new ArgumentException("a file stands twice in the patch", nameof(patch));
        }

        using (Lock())
        {
            lock (_gate)
            {
                return Apply(new ChangeLabel(patch.Verb, patch.Title) { Run = patch.Run, Why = patch.Why, By = patch.By }, changes);
            }
        }
    }

    /// <summary>The number that the next change will have.</summary>
    public int NextChange
    {
        get
        {
            lock (_gate)
            {
                return _journal.Next;
            }
        }
    }

    /// <summary>All changes that can still be told, newest last.</summary>
    public IReadOnlyList<JournalEntry> Journal()
    {
        lock (_gate)
        {
            return new History(_journal).Entries();
        }
    }

    /// <summary>
    /// Takes back the newest changes that are not undone yet, each whole or not at all, and stops at the first whose pages
    /// are no longer what it left.
    /// </summary>
    public UndoResult Undo(int count) => Undo(entries => entries.Take(count));

    /// <summary>Takes back a whole run, newest change first; changes that were made after it stay, unless they are in its way.</summary>
    /// <param name="run">Its name; null is the newest that is not undone.</param>
    public UndoResult UndoRun(string? run = null) => Undo(entries =>
    {
        var name = run ?? entries.FirstOrDefault(entry => entry.Run is not null)?.Run;
        return entries.Where(entry => name is not null && entry.Run == name);
    });

    /// <summary>Takes back all changes that were made at a time or after it.</summary>
    public UndoResult UndoSince(DateTimeOffset time) => Undo(entries => entries.TakeWhile(entry => entry.Time >= time));

    private UndoResult Undo(Func<IEnumerable<JournalEntry>, IEnumerable<JournalEntry>> choose)
    {
        using (Lock())
        {
            lock (_gate)
            {
                return new History(_journal).Undo(choose, (label, changes) =>
                {
                    var applied = Apply(label, changes);
                    _commits.Commit(label.Verb, label.Title);
                    return applied;
                });
            }
        }
    }

    /// <summary>
    /// Commits what was applied since the last commit under the name of a patch: call it after each patch, or once after
    /// several. Only pages the tool wrote are committed, with a person's unsaved-to-git edits to these same pages. Does
    /// nothing where git is off, missing, or the folder is no work tree; where git cannot now, it warns, and the next
    /// commit takes the pages along.
    /// </summary>
    public void Commit(Patch patch)
    {
        using (Lock())
        {
            lock (_gate)
            {
                _commits.Commit(patch.Verb, patch.Title);
            }
        }
    }

    private Applied Apply(ChangeLabel label, ImmutableArray<ByteChange> changes)
    {
        var applied = _writer.Apply(label, changes, _commits.AreOn);
        _commits.Add(applied.Entry);
        return applied;
    }
}
