using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LlmWiki.Heal.Advice;
using LlmWiki.Lint;
using LlmWiki.Storage;

namespace LlmWiki.Heal;

/// <summary>What a run of heal did.</summary>
/// <param name="Run">Its name, for <c>wiki undo --run</c>; null where nothing was written.</param>
/// <param name="Mended">In the order in which they went in; of a dry run those that would.</param>
/// <param name="Queued">What waits for a person.</param>
/// <param name="Left">Findings that stay, each with the reason.</param>
/// <param name="Kept">Pages that were saved by somebody while heal ran: their bytes won.</param>
public sealed record HealReport(string? Run, ImmutableArray<HealStep> Mended, ImmutableArray<QueuedFix> Queued, ImmutableArray<LeftFinding> Left, ImmutableArray<Conflict> Kept)
{
    /// <summary>Where it is written, from the root of the wiki; null for a dry run.</summary>
    public string? File { get; init; }

    /// <summary>What a model was asked; null where it was not.</summary>
    public HealAsked? Asked { get; init; }

    /// <summary>How many fixes of the same run an earlier process had made before it was cut off.</summary>
    public int Before { get; init; }

    /// <summary>How many of each rule, most first.</summary>
    public static IEnumerable<(string Rule, int Count)> ByRule(IEnumerable<Finding> findings) =>
        findings.CountBy(finding => finding.Rule).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value));

    /// <summary>The report as a page to read.</summary>
    public string ToMarkdown(DateTimeOffset time)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Heal, {time.UtcDateTime:yyyy-MM-dd HH:mm} UTC\n\n{Mended.Length + Before} mended, {Queued.Length} wait for review, {Left.Length} left.\n");
        if (Asked is { } asked)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{asked.Model} was asked {asked.Questions.Judged} questions ({asked.Tokens} tokens); {asked.Questions.Cached} were answered before, {asked.Questions.Dropped} answers were of no use, {asked.Questions.NotReached} questions wait for the next run.\n");
        }

        Section(text, "Mended", Mended.Select(step => (step.Fix.Finding, step.Fix.Title)));
        Section(text, "For review (wiki review)", Queued.Select(fix => (new Finding(fix.Rule, Severity.Info, new Text.RelPath(fix.Page), fix.Line, 1, fix.Message), $"{fix.Title} [{fix.Id}]")));
        Section(text, "Left", Left.Select(left => (left.Finding, left.Why)));
        if (!Kept.IsEmpty)
        {
            text.Append("\n## Saved by somebody meanwhile\n\n").AppendJoin("", Kept.Select(kept => $"- {kept.Path} {kept.Reason}\n"));
        }

        return text.ToString();
    }

    private static void Section(StringBuilder text, string heading, IEnumerable<(Finding Finding, string Says)> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
        {
            text.Append("\n## ").Append(heading).Append("\n\n");
            all.ForEach(line => text.Append(CultureInfo.InvariantCulture, $"- {line.Finding.Path}:{line.Finding.Line} {line.Finding.Rule}: {line.Finding.Message} – {line.Says}\n"));
        }
    }
}

public enum HealStage
{
    Linting,
    Planning,
    Asking,
    Writing,
}

public readonly record struct HealProgress(HealStage Stage, int Done, int Total);
