using System.Text;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>Tries rules on the examples of their own files, and lints a few files in memory.</summary>
public static class RuleTrial
{
    /// <summary>The day that examples are linted on.</summary>
    public static readonly DateOnly Today = new(2026, 11, 28);

    /// <summary>What a rule finds otherwise than its file says, one line each; empty where it does what it says.</summary>
    public static IReadOnlyList<string> Problems(RuleBook book, RuleInfo rule)
    {
        var examples = RuleExample.Of(rule.Text).ToList();
        var problems = new List<string>();
        if (!examples.Exists(example => example.IsBad) || examples.TrueForAll(example => example.IsBad))
        {
            problems.Add($"{rule.Id}: an example under 'Bad' and one under 'Good' are needed");
        }

        foreach (var example in examples)
        {
            var found = Lint(book, example.Files, rule.Id).Select(finding => $"{finding.Path}:{finding.Line}").Order(StringComparer.Ordinal).ToList();
            var expected = example.Expected.Order(StringComparer.Ordinal).ToList();
            if (example is { IsBad: true, Expected.Count: 0 })
            {
                problems.Add($"{rule.Id}, '{example.Name}': no line is marked with <!-- finding -->");
            }
            else if (!found.SequenceEqual(expected))
            {
                problems.Add($"{rule.Id}, '{example.Name}': found {Listed(found)}, expected {Listed(expected)}");
            }
        }

        return problems;
    }

    /// <param name="files">Path and text; those of <c>wiki/</c> are pages, those of <c>raw/</c> sources, those of <c>lint-rules/</c> rules.</param>
    /// <param name="rules">Ids of the rules to run; none: all that are on.</param>
    public static IReadOnlyList<Finding> Lint(RuleBook book, IReadOnlyDictionary<string, string> files, params string[] rules)
    {
        book = book.With(files.Where(file => file.Key.StartsWith("lint-rules/", StringComparison.Ordinal)).Select(file => (file.Key, file.Value)));
        var linter = new Linter(book.Rules, rule => rules.Length == 0 ? rule.Severity > Severity.Off : rules.Contains(rule.Id), LintSettings.Default, Dialect.Obsidian);
        var pages = files.Where(file => file.Key.StartsWith("wiki/", StringComparison.Ordinal) && file.Key.EndsWith(".md", StringComparison.Ordinal))
            .Select(file => linter.Scan(new RelPath(file.Key), Owned(new RelPath(file.Key), file.Value), ContentHash.Of(file.Value))).ToList();
        var wiki = new LintWiki(LinkRules.Wiki, pages, files.Keys.Select(path => new RelPath(path))) { Sources = SourcesOf(files), Today = Today };
        return linter.Run(wiki, pages.SelectMany(page => page.Findings), _ => true);
    }

    private static string Listed(List<string> places) => places.Count == 0 ? "nothing" : string.Join(", ", places);

    private static LintSources SourcesOf(IReadOnlyDictionary<string, string> files)
    {
        var raw = files.Where(file => file.Key.StartsWith("raw/", StringComparison.Ordinal)).ToDictionary(file => new RelPath(file.Key), file => Encoding.UTF8.GetBytes(file.Value));
        var readable = raw.Where(file => SourceReader.CanRead(file.Key)).ToDictionary(file => file.Key, file => ContentHash.Of(file.Value));
        return new LintSources(readable, raw.Keys.Where(path => !readable.ContainsKey(path)).ToHashSet(), path => SourceReader.Read(path, raw[path], null));
    }

    /// <summary>The page with <c>blocks: "*"</c> replaced by the hashes of all its blocks.</summary>
    internal static string Owned(RelPath path, string text)
    {
        const string Mark = "blocks: \"*\"";
        return !text.Contains(Mark, StringComparison.Ordinal) ? text : text.Replace(Mark,
            $"blocks: \"{string.Join(' ', Page.Parse(path, text).Blocks.Select(block => block.Hash + "00000000"))}\"", StringComparison.Ordinal);
    }
}
