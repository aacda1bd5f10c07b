using LlmWiki.Cli.Commands;
using LlmWiki.Ingest;
using LlmWiki.Models;
using LlmWiki.Text;

namespace LlmWiki.Cli.Output;

/// <summary>How a run of ingest is to be told.</summary>
internal sealed record IngestView(Format Format, IngestOptions Asked, bool Explain, Engines Engines)
{
    /// <summary>The sources that the run dealt with: not those that it could not read or that nobody asked for.</summary>
    public SourceChange[] Handled(IngestReport report)
    {
        var skipped = report.Skipped.Select(file => file.Path).ToHashSet();
        return [.. report.Sources.Where(source => source.State is SourceState.Unchanged or SourceState.TakenOut || (!skipped.Contains(source.Path.Value) && IsAsked(source.Path)))];
    }

    public bool IsAsked(RelPath path) => Asked.Only.IsEmpty || Asked.Only.Any(only => path == only || path.IsUnder(only.Value));
}

/// <summary>What a run of ingest did.</summary>
internal sealed partial class Printer
{
    /// <summary>Notes on what was passed over inside sources; all of them are told by --explain.</summary>
    private const int MaxNotes = 10;

    public void Ingested(IngestReport report, IngestView view)
    {
        if (view.Format == Format.Json)
        {
            Json(IngestJson.Of(report, view), Shapes.IngestJson);
        }
        else if (view.Asked.DryRun)
        {
            foreach (var page in report.Pages)
            {
                Exact(UnifiedDiff.Between(page.Path, page.Before, page.After));
            }

            Summary(report, view, Note);
            Note("nothing was written (--dry-run)");
        }
        else
        {
            Summary(report, view, Result);
        }

        if (report.Sources.IsEmpty && report.Skipped.IsEmpty)
        {
            NoSourcesHint();
        }

        SkippedHints(report.Skipped);
        ConflictsOf(report);
    }

    /// <summary>One line for a run of a watch.</summary>
    public void IngestedLine(IngestReport report, IngestView view, TimeProvider time)
    {
        if (view.Format == Format.Json)
        {
            Json(IngestJson.Of(report, view), Shapes.IngestJson);
        }
        else
        {
            var skipped = report.Skipped.IsEmpty ? "" : "; skipped " + Listed(report.Skipped.Select(file => $"{file.Path}: {file.Reason}"));
            Result($"{time.GetLocalNow():HH:mm:ss} {Did(report, view.Handled(report))}; {Pages(report)}{skipped}");
            Explained(report, view, Result);
        }

        ConflictsOf(report);
    }

    public void Watching() => Note("watching raw/; Ctrl-C ends it");

    private static void Summary(IngestReport report, IngestView view, Action<string> line)
    {
        Explained(report, view, line);
        var handled = view.Handled(report);
        var idle = report.Pages.IsEmpty && Array.TrueForAll(handled, source => source.State is SourceState.Unchanged or SourceState.TakenOut);
        line((idle, handled.Length) switch
        {
            (true, 0) => report.Sources.IsEmpty && report.Skipped.IsEmpty ? "nothing to do: raw/ holds no sources yet" : "nothing to do",
            (true, var all) => $"nothing to do: {Number(all, "source")} compiled already",
            _ => Did(report, handled),
        });
        if (!report.Skipped.IsEmpty)
        {
            line("skipped:");
            foreach (var file in report.Skipped)
            {
                line($"  {file.Path}: {file.Reason}");
            }
        }

        foreach (var (path, note) in view.Explain ? [] : report.Outcomes.SelectMany(outcome => outcome.Notes.Select(note => (outcome.Path, note))).Take(MaxNotes))
        {
            line($"note: {path}: {note}");
        }

        if (!idle)
        {
            line(Pages(report));
            line($"wiki: {Number(report.Statements, "statement")}, {Number(report.Citations, "citation")}");
            if (report.Outcomes.Sum(outcome => outcome.Passages) is > 0 and var passages)
            {
                line(Coverage(report.Outcomes.Sum(outcome => outcome.Cited), passages));
            }

            line($"engine: {report.Engine}" + (view.Engines.WhyNone is { } why ? $" ({why})" : ""));
            if (report.Model is { } model)
            {
                foreach (var told in Model(model))
                {
                    line(told);
                }
            }
        }
    }

    private static void Explained(IngestReport report, IngestView view, Action<string> line)
    {
        foreach (var outcome in view.Explain ? report.Outcomes : [])
        {
            line($"{outcome.Path} ({outcome.Format}) -> {outcome.Page}");
            line($"  {Number(outcome.Passages, "passage")}, {Number(outcome.Cited)} cited ({Percent(outcome.Cited, outcome.Passages)} %)");
            if (outcome.Model is { Asked: var asked, Remembered: var before } model && asked + before > 0)
            {
                line($"  model: {Number(asked + before, "question")}, {Number((int)model.Usage.PromptTokens, "token")} read, {Number((int)model.Usage.OutputTokens)} written, {model.Usage.Seconds:0.0} s; {Number(model.Claims, "claim")}, {Number(model.Refused)} refused, {Number(model.Fallbacks)} of {Number(model.Chunks, "part")} told verbatim");
            }

            foreach (var note in outcome.Notes)
            {
                line($"  note: {note}");
            }
        }
    }

    private static string Did(IngestReport report, SourceChange[] sources)
    {
        // One that was taken out and is named to ingest is read again, though its file did not change.
        var read = report.Outcomes.Select(outcome => outcome.Path).ToHashSet();
        var groups = sources
            .GroupBy(source => source.State is SourceState.Unchanged or SourceState.TakenOut && read.Contains(source.Path) ? "read again" : Word(source.State))
            .OrderBy(group => group.First().State).ThenBy(group => group.Key, StringComparer.Ordinal);
        return "sources: " + Listed(groups.Select(group => $"{Number(group.Count())} {group.Key}"));
    }

    private static IEnumerable<string> Model(ModelShare model)
    {
        var usage = model.Paid;
        var parts = new List<string> { $"{Number(model.Asked, "question")} asked" };
        parts.AddRange(model.Remembered > 0 ? [$"{Number(model.Remembered)} answered before"] : []);
        parts.AddRange(usage.Tokens > 0 ? [$"{Number((int)usage.PromptTokens, "token")} read ({Number((int)usage.CachedPromptTokens)} from the cache), {Number((int)usage.OutputTokens)} written"] : []);
        yield return "model: " + Listed(parts);
        if (model.Claims + model.Refused > 0)
        {
            yield return $"claims: {Number(model.Claims)} hold against their passages" + (model.Refused > 0 ? $", {Number(model.Refused)} did not and were left out" : "");
        }

        if (model.Fallbacks > 0)
        {
            yield return $"told verbatim: {Number(model.Fallbacks)} of {Number(model.Chunks, "part")}, because the model gave nothing of use for them";
        }

        if (model.Unusable > 0)
        {
            yield return $"replies of no use: {Listed(model.Faults.Select(fault => $"{Number(fault.Value)} {Word(fault.Key)}"))}";
        }
    }

    private static string Word(ReplyFault fault) => fault switch
    {
        ReplyFault.Empty => "empty",
        ReplyFault.OnlyThinking => "with thoughts only",
        ReplyFault.Truncated => "cut off",
        ReplyFault.Looping => "going round in circles",
        _ => "of another shape than asked for",
    };

    private static string Pages(IngestReport report) =>
        $"pages: {Number(report.Created)} created, {Number(report.Changed)} changed, {Number(report.Deleted)} removed";

    private void ConflictsOf(IngestReport report)
    {
        if (!report.Conflicts.IsEmpty)
        {
            Error($"{Ink.Bad("wiki: error:")} pages were edited during the run and are left as they are:");
            Conflicts(report.Conflicts);
            Hint("wiki ingest");
        }
    }
}
