using System.Text.Encodings.Web;
using System.Text.Json;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>
/// Replies that people wrote by hand, one line each: the job, the user part of the prompt, the reply. The system part is not compared, so that
/// a better wording of an instruction keeps the replies.
/// </summary>
internal sealed class Cassette
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<(string Job, string User), string> _replies = [];

    private sealed record Row(string Job, string User, string Reply);

    public static string Folder => RepositoryFolder.At("tests/fixtures/cassettes");

    public List<string> Missing { get; } = [];

    /// <summary>The prompts that were answered.</summary>
    public HashSet<(string Job, string User)> Played { get; } = [];

    public int Count => _replies.Count;

    public static Cassette Read(string name)
    {
        var cassette = new Cassette();
        foreach (var line in File.ReadLines(Path.Combine(Folder, name + ".jsonl")))
        {
            var row = JsonSerializer.Deserialize<Row>(line, Plain)!;
            cassette._replies[(row.Job, row.User)] = row.Reply;
        }

        return cassette;
    }

    /// <summary>What the server of hand-written replies kept: lines with messages and reply.</summary>
    public static Cassette Kept(string file, Func<string, string> jobOf)
    {
        var cassette = new Cassette();
        foreach (var row in File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement))
        {
            var messages = row.GetProperty("messages");
            cassette._replies[(jobOf(messages[0].GetProperty("content").GetString()!), messages[1].GetProperty("content").GetString()!)] = row.GetProperty("reply").GetString()!;
        }

        return cassette;
    }

    /// <summary>Writes the replies that were played.</summary>
    public void Write(string name) => File.WriteAllLines(Path.Combine(Folder, name + ".jsonl"), Played.OrderBy(key => key.Job, StringComparer.Ordinal).ThenBy(key => key.User, StringComparer.Ordinal)
        .Select(key => JsonSerializer.Serialize(new Row(key.Job, key.User, _replies[key]), Plain)));

    public string Reply(string job, string user)
    {
        lock (Missing)
        {
            if (!_replies.TryGetValue((job, user), out var reply))
            {
                Missing.Add($"{job}: {user}");
                return "";
            }

            Played.Add((job, user));
            return reply;
        }
    }
}
