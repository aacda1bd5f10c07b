using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmWiki.Storage;

/// <summary>Words that prove a finding, as the queue keeps them.</summary>
public sealed record QueuedEvidence(string Path, int Line, string Quote);

/// <summary>A stretch of a page that becomes another, with what stands around it, so that it is found again where the page has changed elsewhere.</summary>
public sealed record QueuedEdit(string Path, string Before, string Old, string New, string After);

/// <summary>A page, whole, that a fix makes or takes away.</summary>
public sealed record QueuedPage(string Path, string Text);

/// <summary>A fix that waits for a person.</summary>
/// <param name="Id">8 hex digits, the same for the same fix of the same text.</param>
/// <param name="Message">The finding.</param>
/// <param name="Diff">What would change, for whoever opens the file.</param>
public sealed record QueuedFix(
    string Id, string Rule, string Page, int Line, string Title, string Message, string? Reason, ImmutableArray<QueuedEvidence> Evidence, ImmutableArray<QueuedEdit> Edits, string Diff)
{
    /// <summary>The name of the model that thought of it; null where code did.</summary>
    public string? By { get; init; }

    /// <summary>Pages that it makes.</summary>
    public ImmutableArray<QueuedPage> Made { get; init; } = [];

    /// <summary>Pages that it takes away, as they were.</summary>
    public ImmutableArray<QueuedPage> Removed { get; init; } = [];
}

/// <summary>
/// <c>.wiki/review/</c>: a file for each fix that waits for a person, and <c>rejected.txt</c> with those that a person did not want. Use it
/// while the writer lock is held.
/// </summary>
public sealed class ReviewFolder
{
    private const string Ending = ".json";

    private readonly string _folder;
    private readonly Action _makeFolder;

    internal ReviewFolder(string folder, Action makeFolder) => (_folder, _makeFolder) = (folder, makeFolder);

    private string Rejections => Path.Combine(_folder, "rejected.txt");

    /// <summary>By page and line. A file that cannot be read is passed over: the next heal writes it anew.</summary>
    public ImmutableArray<QueuedFix> List()
    {
        var all = new List<QueuedFix>();
        foreach (var file in Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder, "*" + Ending) : [])
        {
            try
            {
                if (JsonSerializer.Deserialize(File.ReadAllBytes(file), ReviewJson.Default.QueuedFix) is { Id: not null, Edits.IsDefault: false, Evidence.IsDefault: false, Made.IsDefault: false, Removed.IsDefault: false } fix && Path.GetFileName(file) == fix.Id + Ending)
                {
                    all.Add(fix);
                }
            }
            catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
            {
                // Nothing of it is used.
            }
        }

        return [.. all.OrderBy(fix => fix.Page, StringComparer.Ordinal).ThenBy(fix => fix.Line).ThenBy(fix => fix.Id, StringComparer.Ordinal)];
    }

    /// <summary>Makes the queue what is given; files of other fixes go away.</summary>
    /// <exception cref="WikiException">The disk refuses.</exception>
    public void Replace(IReadOnlyCollection<QueuedFix> fixes) => Do(() =>
    {
        var wanted = fixes.ToDictionary(fix => Path.Combine(_folder, fix.Id + Ending));
        foreach (var file in Directory.Exists(_folder) ? Directory.GetFiles(_folder, "*" + Ending).Where(file => !wanted.ContainsKey(file)) : [])
        {
            File.Delete(file);
        }

        foreach (var (file, fix) in wanted)
        {
            Write(file, JsonSerializer.SerializeToUtf8Bytes(fix, ReviewJson.Default.QueuedFix));
        }
    });

    public void Remove(string id) => Do(() =>
    {
        if (Directory.Exists(_folder))
        {
            File.Delete(Path.Combine(_folder, id + Ending));
        }
    });

    /// <summary>Ids of the fixes that are not to be proposed again.</summary>
    public IReadOnlySet<string> Rejected() => File.Exists(Rejections)
        ? File.ReadLines(Rejections).Select(line => line.Split(' ', 2)[0]).Where(id => id.Length > 0).ToHashSet()
        : new HashSet<string>();

    /// <summary>Takes a fix out of the queue for good: it comes again only when its text is another.</summary>
    public void Reject(QueuedFix fix) => Do(() =>
    {
        Make();
        File.AppendAllText(Rejections, $"{fix.Id} {fix.Rule} {fix.Page}: {fix.Title}\n");
        File.Delete(Path.Combine(_folder, fix.Id + Ending));
    });

    private void Write(string file, byte[] bytes)
    {
        if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes))
        {
            return;
        }

        Make();
        File.WriteAllBytes(file + ".tmp", bytes);
        File.Move(file + ".tmp", file, overwrite: true);
    }

    private void Make()
    {
        _makeFolder();
        Directory.CreateDirectory(_folder);
    }

    private static void Do(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WikiException($"the review queue could not be written: {error.Message}", "free some space or check the permissions of .wiki/", error);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QueuedFix))]
internal sealed partial class ReviewJson : JsonSerializerContext;
