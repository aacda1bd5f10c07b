using System.Text.RegularExpressions;

namespace LlmWiki.Tests.Lint;

/// <summary>Two statements of tests/fixtures/disagreements/pairs.md, and what is to be found on them.</summary>
/// <param name="Label">Kind of disagreement; none for a near miss.</param>
internal sealed record StatedPair(string Id, string Kind, string Label, string First, string Second)
{
    private static readonly string[] Rules = ["contradiction", "number-drift", "superseded-statement"];

    public bool IsNearMiss => Label == "none";

    public static List<StatedPair> Read(string text) => [.. text.Split('\n').Where(line => Regex.IsMatch(line, @"^\| [a-z]\d\d \|")).Select(Of)];

    private static StatedPair Of(string line)
    {
        var cells = line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray();
        return cells is [var id, var kind, var label, _, var first, var second] ? new StatedPair(id, kind, label, first, second) : throw new FormatException(line);
    }

    /// <summary>The rules that find something where both stand on one page, in both orders.</summary>
    public List<string> FoundOnOnePage() => [.. Lint(Page("a", Title(First) ?? "Notes", Text(First), Text(Second))), .. Lint(Page("a", Title(First) ?? "Notes", Text(Second), Text(First)))];

    /// <summary>The same where each stands on a page of its own.</summary>
    public List<string> FoundOnTwoPages() =>
        [.. Lint(Page("a", Title(First) ?? "Notes", Text(First)), Page("b", Title(Second) ?? "More notes", Text(Second))), .. Lint(Page("a", Title(Second) ?? "Notes", Text(Second)), Page("b", Title(First) ?? "More notes", Text(First)))];

    /// <summary>The rule whose finding the label asks for.</summary>
    public string Rule => Label switch { "drift" => "number-drift", "superseded" => "superseded-statement", _ => "contradiction" };

    public static string Text(string statement) => Regex.Replace(statement, @"^\[[^\]]+\] ", "");

    private static string? Title(string statement) => Regex.Match(statement, @"^\[([^\]]+)\] ") is { Success: true } match ? match.Groups[1].Value : null;

    private static (string Path, string Text) Page(string name, string title, params string[] statements) => ($"wiki/{name}.md", $"# {title}\n\n{string.Join("\n\n", statements)}\n");

    private static IEnumerable<string> Lint(params (string Path, string Text)[] pages) => LintedFiles.Lint(pages.ToDictionary(page => page.Path, page => page.Text), Rules).Select(finding => finding.Rule);
}
