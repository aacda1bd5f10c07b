using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LlmWiki.Cli.Commands;
using LlmWiki.Lint;

namespace LlmWiki.Cli.Output;

internal enum LintFormat
{
    Text,
    Json,
    Sarif,
    Github,
}

/// <summary>Findings, in each of their formats.</summary>
internal sealed partial class Printer
{
    private const int WidestExcerpt = 160;

    private static readonly SarifShapes Sarif = new(new JsonSerializerOptions(SarifShapes.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string NoWord(string value, string option, string words) => $"'{value}' is nothing for {option}: {words}";

    public static UsageException NoRule(string id, string? near) => new($"there is no rule '{id}'{DidYouMean(near)}", "'lint-rules/README.md' lists them");

    public static UsageException BadRule(BadRuleFile bad) => new([.. bad.Problem.Split('\n')], "'lint-rules/README.md' shows how a rule is written");

    public static UsageException NoPath(string path) => new($"there is no file or folder '{path}'", "wiki lint --help");

    public static UsageException SeveralPlaces(string root) => new($"the paths are not all of '{root}'", "lint one folder at a time");

    public void UnknownRule(string id, string? near) => Warning($"'lint' in the configuration names a rule '{id}', which there is not{DidYouMean(near)}");

    public void LintWatching() => Note("watching for changes; Ctrl-C ends it");

    /// <summary>What a save changed: findings that are new, and how many are gone.</summary>
    public void LintedAgain(LintReport before, LintReport now, LintPlace place, DateTimeOffset at)
    {
        var fresh = now.Findings.Except(before.Findings).ToList();
        var gone = before.Findings.Except(now.Findings).Count();
        fresh.ForEach(finding => Told(finding, place));
        Note(string.Create(CultureInfo.InvariantCulture, $"{at:HH:mm:ss}  {Number(fresh.Count)} new, {Number(gone)} gone; {Summary(now)}"));
    }

    public void Explained(RuleInfo rule) => Exact(rule.Text.TrimEnd() + "\n");

    /// <summary>Whether all rules do what their files say.</summary>
    public bool Checked(RuleBook book, (RuleInfo Rule, IReadOnlyList<string> Problems)[] tried)
    {
        BadRules(book);
        foreach (var problem in tried.SelectMany(each => each.Problems))
        {
            Result(problem);
        }

        var wrong = tried.Count(each => each.Problems.Count > 0) + book.Bad.Length;
        Note(tried.Length + book.Bad.Length == 0 ? "there are no pattern rules in lint-rules/" : $"{Number(tried.Length + book.Bad.Length, "rule")} tried, {Number(wrong)} wrong");
        return wrong == 0;
    }

    public void Linted(LintReport report, LintPlace place, LintFormat format, bool stats)
    {
        switch (format)
        {
            case LintFormat.Json:
                Json(LintJson.Of(report, place.Book), Shapes.LintJson);
                break;
            case LintFormat.Sarif:
                Json(SarifLog.Of(report, place.Book, VersionText), Sarif.SarifLog);
                break;
            case LintFormat.Github:
                report.Findings.ToList().ForEach(finding => around.Stdout.WriteLine(Annotation(finding)));
                break;
            default:
                Gather(() => report.Findings.ToList().ForEach(finding => Told(finding, place)));
                break;
        }

        BadRules(place.Book);
        Skipped(report);
        if (stats)
        {
            Stats(report);
        }

        Deep(report.Deep);
        Note(Summary(report));
    }

    /// <summary>A rule file that is wrong stops nothing but itself.</summary>
    private void BadRules(RuleBook book)
    {
        foreach (var problem in book.Bad.SelectMany(bad => bad.Problem.Split('\n')))
        {
            Error($"{Ink.Bad("wiki: error:")} {problem}");
        }

        Hint(book.Bad.IsEmpty ? null : "'lint-rules/README.md' shows how a rule is written; the other rules have been run");
    }

    private void Skipped(LintReport report)
    {
        foreach (var file in report.Skipped)
        {
            Warning($"'{file.Path}' was not looked at: {file.Reason}");
        }
    }

    /// <summary>A workflow command of GitHub Actions, which shows the finding beside the line.</summary>
    private static string Annotation(Finding finding)
    {
        var kind = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
        var text = finding.Hint is { } hint ? $"{finding.Message} ({hint})" : finding.Message;
        return string.Create(CultureInfo.InvariantCulture,
            $"::{kind} file={Property(finding.Path.Value)},line={finding.Line},col={finding.Column},title={Property(finding.Rule)}::{Data(text)}");

        static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
        static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
    }

    private void Told(Finding finding, LintPlace place)
    {
        var severity = Word(finding.Severity);
        Result(string.Create(CultureInfo.InvariantCulture, $"{finding.Path}:{finding.Line}:{finding.Column}: {Shade(finding.Severity, severity)} {Ink.Strong(finding.Rule)}: {finding.Message}"));
        if (place.Line(finding.Path, finding.Line) is { } line && !string.IsNullOrWhiteSpace(line))
        {
            var (excerpt, column) = Excerpt(line, finding.Column - 1, Math.Max(1, finding.Length));
            var length = Math.Clamp(finding.Length, 1, Math.Max(1, excerpt.Length - column));
            Result("    " + excerpt);
            Result("    " + Blank(excerpt, column) + Shade(finding.Severity, "^" + new string('~', length - 1)));
        }

        foreach (var quote in finding.Evidence)
        {
            Result(string.Create(CultureInfo.InvariantCulture, $"    {quote.Path}:{quote.Line}: \"{quote.Quote}\""));
        }

        if (finding.Hint is { } hint)
        {
            Result("    " + Ink.Dim("hint:") + " " + hint);
        }
    }

    /// <summary>The part of a line around a place, short enough for a terminal.</summary>
    private static (string Text, int Column) Excerpt(string line, int column, int length)
    {
        column = Math.Clamp(column, 0, Math.Max(0, line.Length - 1));
        if (line.Length <= WidestExcerpt)
        {
            return (line, column);
        }

        var start = Math.Max(0, Math.Min(column - 40, line.Length - WidestExcerpt));
        start -= start > 0 && char.IsLowSurrogate(line[start]) ? 1 : 0;
        var end = Math.Min(line.Length, start + WidestExcerpt);
        return ((start > 0 ? "…" : "") + line[start..end] + (end < line.Length ? "…" : ""), column - start + (start > 0 ? 1 : 0));
    }

    /// <summary>Blanks up to a column; tabs stay, so that the mark stands below what it marks.</summary>
    private static string Blank(string line, int column) => string.Concat(line.Take(column).Select(letter => letter == '\t' ? '\t' : ' '));

    private void Stats(LintReport report)
    {
        Result();
        Results("time by rule:", report.Times.Rules.OrderByDescending(rule => rule.Time).Select(rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Time.TotalMilliseconds,8:0.0} ms  {rule.Rule}")));
    }

    private static string Summary(LintReport report)
    {
        var counts = new[] { Severity.Error, Severity.Warning, Severity.Info }.Select(severity => (severity, Count: report.Count(severity))).Where(each => each.Count > 0).ToList();
        var found = counts.Count == 0 ? "no findings" : Listed(counts.Select(each => each.severity == Severity.Info ? Number(each.Count) + " info" : Number(each.Count, Word(each.severity))));
        return $"{found} in {Number(report.Pages, "page")}";
    }

    private static string Shade(Severity severity, string text) => severity switch { Severity.Error => Ink.Bad(text), Severity.Warning => Ink.Odd(text), _ => Ink.Dim(text) };

    public static string Word(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", Severity.Info => "info", _ => "off" };
}
