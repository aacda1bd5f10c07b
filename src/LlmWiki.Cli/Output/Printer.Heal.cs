using System.Collections.Immutable;
using LlmWiki.Cli.Commands;
using LlmWiki.Heal;
using LlmWiki.Lint;
using LlmWiki.Storage;
using Spectre.Console;

namespace LlmWiki.Cli.Output;

internal enum ReviewAnswer
{
    Accept,
    Reject,
    Skip,
    Quit,
}

/// <summary>What heal did, and what waits for a person.</summary>
internal sealed partial class Printer
{
    private const int MostLeft = 20;

    public static UsageException NoFix(string id) => new($"no fix '{id}' waits", "wiki review");

    public static UsageException SeveralFixes(string id) => new($"several fixes begin with '{id}'", "type more of the name");

    public static UsageException NeedsFixes() => new("name the fixes, or give --all or --rule", "wiki review");

    public Task<T> WithHealProgress<T>(Func<IProgress<HealProgress>?, Task<T>> work) =>
        HasBar ? WithBar("linting", task => work(new HealBar(task))) : work(null);

    public void Healed(HealReport report, bool dryRun, Format format)
    {
        if (format == Format.Json)
        {
            Json(HealJson.Of(report), Shapes.HealJson);
            return;
        }

        foreach (var step in report.Mended)
        {
            if (dryRun)
            {
                Exact(step.Diff);
            }
            else
            {
                Result($"{Ink.Good("mended")} {Place(step.Fix.Finding)} {step.Fix.Finding.Rule}: {step.Fix.Title}");
            }
        }

        foreach (var kept in report.Kept)
        {
            Warning($"'{kept.Path}' {kept.Reason}; it was left as it is");
        }

        Left(report.Left);
        Note(Summary(report, dryRun));
        if (!dryRun && !report.Queued.IsEmpty)
        {
            Hint("'wiki review' lists what waits for you");
        }
    }

    /// <summary>Diffs of a folder that is no wiki: nothing was written there.</summary>
    public void HealedFolder(HealReport report, string root, Format format)
    {
        Healed(report, dryRun: true, format);
        if (format == Format.Text && !report.Mended.IsEmpty)
        {
            Hint($"the folder is no wiki, so nothing was written; in {root}, 'git apply' makes these changes");
        }
    }

    public void Waiting(ImmutableArray<QueuedFix> waiting, Format format)
    {
        if (format == Format.Json)
        {
            Json(ReviewJson.Of(waiting), Shapes.ReviewJson);
            return;
        }

        foreach (var fix in waiting)
        {
            Result($"{Ink.Strong(fix.Id)}  {fix.Page}:{fix.Line}  {fix.Rule}: {fix.Title}");
        }

        Note(waiting.IsEmpty ? "nothing waits" : $"{Number(waiting.Length, "fix")} wait{(waiting.Length == 1 ? "s" : "")}");
    }

    public void Shown(ImmutableArray<QueuedFix> fixes, Format format)
    {
        if (format == Format.Json)
        {
            Json(ReviewJson.Of(fixes), Shapes.ReviewJson);
            return;
        }

        foreach (var fix in fixes)
        {
            Result($"{Ink.Strong(fix.Id)}  {fix.Rule}: {fix.Title}");
            Result($"  {fix.Page}:{fix.Line}: {fix.Message}");
            if (fix.Reason is { } reason)
            {
                Result("  " + reason);
            }

            foreach (var evidence in fix.Evidence)
            {
                Result(Ink.Dim($"  {evidence.Path}:{evidence.Line} ") + $"\u201c{evidence.Quote}\u201d");
            }

            Exact(fix.Diff);
            Result();
        }
    }

    public ReviewAnswer AskAbout(int number, int of)
    {
        around.Stderr.Write(Ink.Render($"{number} of {of}: accept, reject, skip or quit? [a/r/S/q] ", _colorErr));
        return around.Stdin.ReadLine()?.Trim().ToLowerInvariant() switch
        {
            "a" or "accept" or "y" or "yes" => ReviewAnswer.Accept,
            "r" or "reject" => ReviewAnswer.Reject,
            "q" or "quit" or null => ReviewAnswer.Quit,
            _ => ReviewAnswer.Skip,
        };
    }

    /// <summary>Whether all were made.</summary>
    public bool Accepted(ImmutableArray<(QueuedFix Fix, Applied? Applied)> fixes)
    {
        foreach (var (fix, applied) in fixes)
        {
            if (applied is { Ok: true })
            {
                Result($"{Ink.Good("mended")} {fix.Page}:{fix.Line} {fix.Rule}: {fix.Title}");
            }
            else
            {
                Error($"{Ink.Bad("wiki: error:")} '{fix.Id}' was not made: the page has changed since");
                Hint("wiki heal proposes it anew");
            }
        }

        return fixes.All(pair => pair.Applied is { Ok: true });
    }

    public void Rejected(ImmutableArray<QueuedFix> fixes) => Note(fixes.IsEmpty ? "nothing waits" : $"{Number(fixes.Length, "fix")} rejected; heal does not propose {(fixes.Length == 1 ? "it" : "them")} again");

    private static string Place(Finding finding) => $"{finding.Path}:{finding.Line}";

    private void Left(ImmutableArray<LeftFinding> left)
    {
        foreach (var each in left.Where(each => each.Finding.Severity >= Severity.Warning && each.Why != LeftFinding.Rejected).Take(MostLeft))
        {
            Result($"{Ink.Odd("left")} {Place(each.Finding)} {each.Finding.Rule}: {each.Finding.Message} {Ink.Dim($"({each.Why})")}");
        }
    }

    private static string Summary(HealReport report, bool dryRun)
    {
        var mended = report.Mended.Length + report.Before;
        var text = $"{Number(mended)} {(dryRun ? "would be mended" : "mended")}, {Number(report.Queued.Length)} for review, {Number(report.Left.Length)} left";
        return dryRun ? text + "; nothing was written (--dry-run)" : report.File is { } file ? $"{text}; all of it in {file}" : text;
    }

    private sealed class HealBar(ProgressTask task) : IProgress<HealProgress>
    {
        public void Report(HealProgress value)
        {
            task.IsIndeterminate = value.Stage != HealStage.Writing;
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
            task.Description = value.Stage switch { HealStage.Linting => "linting", HealStage.Planning => "trying fixes", HealStage.Asking => "asking the model", _ => $"writing {Number(value.Done)}/{Number(value.Total)}" };
        }
    }
}
