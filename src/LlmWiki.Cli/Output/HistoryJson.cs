using LlmWiki.Storage;

namespace LlmWiki.Cli.Output;

internal sealed record LogJson(ChangeJson[] Changes) : AnswerJson;

internal sealed record UndoJson(ChangeJson[] Undone, ChangeJson? Stuck, ConflictJson[] Conflicts) : AnswerJson
{
    public static UndoJson Of(UndoOutcome outcome) => new(
        [.. outcome.Result.Undone.Select(ChangeJson.Of)],
        outcome.Stuck is { } stuck ? ChangeJson.Of(stuck) : null,
        ConflictJson.Of(outcome.Result.Conflicts));
}

internal sealed record ChangeJson(int Number, DateTimeOffset Time, string Verb, string Title, string[] Pages, int? Undoes, bool Undone, string? Run, string? Why, string? By)
{
    public static ChangeJson Of(JournalEntry entry) => new(
        entry.Number, entry.Time, entry.Verb, entry.Title, [.. entry.Files.Select(file => file.Value)], entry.Undoes, entry.Undone, entry.Run, entry.Why, entry.By);
}

internal sealed record ConflictJson(string Page, string Reason)
{
    public static ConflictJson[] Of(IEnumerable<Conflict> conflicts) =>
        [.. conflicts.Select(conflict => new ConflictJson(conflict.Path.Value, conflict.Reason))];
}
