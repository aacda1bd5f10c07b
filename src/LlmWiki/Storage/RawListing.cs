using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>One regular file below <c>raw/</c>.</summary>
public sealed record RawFile(RelPath Path, long Size, DateTimeOffset Modified);

/// <summary>A file or folder that is there but not read, with the reason in words and what a person may do about it.</summary>
public sealed record SkippedFile(string Path, string Reason, string? Hint = null);

/// <summary>What <c>raw/</c> holds, both lists in ordinal order of their paths.</summary>
public sealed record RawListing(ImmutableArray<RawFile> Files, ImmutableArray<SkippedFile> Skipped);
