using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace LlmWiki.Storage;

/// <summary>
/// What a journal entry says of itself. The bytes are in a file beside it: the old ones of all files in order, then the
/// new ones in order.
/// </summary>
/// <param name="Version">Of this form.</param>
/// <param name="Undoes">The number of the entry that this one takes back.</param>
/// <param name="Folders">Folders that were not there before and were made for this change.</param>
/// <param name="Run">Of a change that belongs to a run of several; it, <paramref name="Why"/> and <paramref name="By"/> are as in <see cref="Pages.Patch"/>.</param>
internal sealed record Manifest(
    int Version,
    string Verb,
    string Title,
    DateTimeOffset Time,
    int? Undoes,
    ImmutableArray<ManifestFile> Files,
    ImmutableArray<string> Folders,
    string? Run = null,
    string? Why = null,
    string? By = null)
{
    public const int CurrentVersion = 1;

    public long OldLength => Files.Sum(file => (long)file.OldLength);
}

/// <summary>A hash is null where no file is there, before or after.</summary>
internal sealed record ManifestFile(string Path, string? Base, string? New, int OldLength, int NewLength);

/// <summary>Written when an entry is finished.</summary>
/// <param name="Left">Files that a person had changed meanwhile, so that they were left as they are.</param>
internal sealed record DoneMark(ImmutableArray<string> Left);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(DoneMark))]
internal sealed partial class ManifestJson : JsonSerializerContext;
