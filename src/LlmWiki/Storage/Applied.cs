using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>A page whose bytes on disk are not those a change starts from, and in what way, in words.</summary>
public sealed record Conflict(RelPath Path, string Reason);

/// <summary>What became of a patch.</summary>
/// <param name="Entry">The number of its journal entry; 0 where there was nothing to write, or it conflicted.</param>
/// <param name="Conflicts">Where there is one, nothing was written.</param>
public sealed record Applied(int Entry, ImmutableArray<Conflict> Conflicts)
{
    public bool Ok => Conflicts.IsEmpty;
}

/// <summary>One change to <c>wiki/</c> as the journal keeps it.</summary>
/// <param name="Undoes">The number of the entry this one took back; null for all but undos.</param>
/// <param name="Left">Those of the files that a person had changed meanwhile, so that the change left them alone.</param>
/// <param name="Undone">A later entry took it back.</param>
public sealed record JournalEntry(
    int Number,
    string Verb,
    string Title,
    DateTimeOffset Time,
    ImmutableArray<RelPath> Files,
    ImmutableArray<RelPath> Left,
    int? Undoes,
    bool Undone)
{
    /// <summary>The run that made it, and why and by what; see <see cref="Pages.Patch"/>.</summary>
    public string? Run { get; init; }

    public string? Why { get; init; }

    public string? By { get; init; }
}

/// <summary>What an undo did, newest first, and the pages that stopped it from going further.</summary>
/// <param name="Stuck">The change that could not be taken back; null where all went well.</param>
public sealed record UndoResult(ImmutableArray<JournalEntry> Undone, ImmutableArray<Conflict> Conflicts, JournalEntry? Stuck = null);

/// <summary>A change that a run before this one left half done, and that is done now.</summary>
/// <param name="Left">Pages that were changed meanwhile by someone else and left as they are.</param>
public sealed record Recovered(int Entry, string Verb, string Title, ImmutableArray<RelPath> Left);
