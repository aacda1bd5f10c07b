using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Cli.Commands;
using LlmWiki.Storage;

namespace LlmWiki.Cli.Output;

/// <param name="Asked">How many changes were to be taken back.</param>
/// <param name="Stuck">The change that could not be; null where all went well.</param>
internal sealed record UndoOutcome(int Asked, UndoResult Result, JournalEntry? Stuck);

/// <summary>The journal.</summary>
internal sealed partial class Printer
{
    public static string NoTime(string typed) => $"'{typed}' is no time such as 2026-11-28 or 2026-11-28T14:30";

    public void Log(ImmutableArray<JournalEntry> entries, Format format, TimeZoneInfo zone)
    {
        if (format == Format.Json)
        {
            Json(new LogJson([.. entries.Select(ChangeJson.Of)]), Shapes.LogJson);
            return;
        }

        if (entries.IsEmpty)
        {
            Result("no changes yet");
        }

        var (number, verb) = (entries.Select(entry => Width(entry.Number)).DefaultIfEmpty().Max(), entries.Select(entry => entry.Verb.Length).DefaultIfEmpty().Max());
        foreach (var entry in entries)
        {
            var time = TimeZoneInfo.ConvertTime(entry.Time, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            var note = entry switch
            {
                { Undoes: { } undone } => $", undoes {undone}",
                { Undone: true } => ", undone",
                _ => "",
            } + (entry.Run is { } run ? $", {run}" : "");
            Result($"{entry.Number.ToString(CultureInfo.InvariantCulture).PadLeft(number)}  {time}  {entry.Verb.PadRight(verb)}  {entry.Title}  "
                + Ink.Dim($"({Number(entry.Files.Length, "page")}{note})"));
            if (entry.Why is { } why)
            {
                Result(new string(' ', number + 2) + Ink.Dim(entry.By is { } by ? $"{why} (by {by})" : why));
            }
        }

        static int Width(int n) => n.ToString(CultureInfo.InvariantCulture).Length;
    }

    public void Undone(UndoOutcome outcome, Format format)
    {
        var (undone, conflicts) = (outcome.Result.Undone, outcome.Result.Conflicts);
        if (format == Format.Json)
        {
            Json(UndoJson.Of(outcome), Shapes.UndoJson);
        }
        else
        {
            foreach (var entry in undone)
            {
                Result($"undone: {entry.Verb}: {entry.Title} ({Number(entry.Files.Length, "page")})");
            }

            if (conflicts.IsEmpty && undone.Length < outcome.Asked)
            {
                Result(undone.IsEmpty ? "nothing to undo" : $"nothing more to undo ({Number(undone.Length)} of {Number(outcome.Asked)})");
            }
        }

        if (outcome.Stuck is { } stuck)
        {
            Error($"{Ink.Bad("wiki: error:")} '{stuck.Verb}: {stuck.Title}' is not undone, nothing of it:");
            Conflicts(conflicts);
            Hint("move your edits elsewhere, or keep the change");
        }
    }

    private void Conflicts(IEnumerable<Conflict> conflicts)
    {
        foreach (var conflict in conflicts)
        {
            Error($"  {conflict.Path} {conflict.Reason}");
        }
    }
}
