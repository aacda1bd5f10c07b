using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>
/// What happens to one file of <c>wiki/</c>. <paramref name="Base"/> is the hash of the bytes the change starts from,
/// null where no file may be there; <paramref name="Content"/> is the whole new text (written as UTF-8 without a byte
/// order mark), null where the file goes away.
/// </summary>
public sealed record FileChange(RelPath Path, ContentHash? Base, string? Content);

/// <summary>
/// A set of changes to <c>wiki/</c> that is applied as one: all of it or nothing. It is the only way in which the tool
/// writes there.
/// </summary>
/// <param name="Verb">The command that made it: <c>ingest</c>, <c>source remove</c>, <c>heal</c>.</param>
/// <param name="Title">What it is about, in one line, as the log and the commit say it.</param>
public sealed record Patch(string Verb, string Title, ImmutableArray<FileChange> Changes)
{
    /// <summary>Names the run that made it together with others; null where it stands alone.</summary>
    public string? Run { get; init; }

    /// <summary>What it is for, in one line: the finding that it mends. Null where the title says all.</summary>
    public string? Why { get; init; }

    /// <summary>What thought of it: <c>code</c>, or the name of a model. Null where that is not told.</summary>
    public string? By { get; init; }
}
