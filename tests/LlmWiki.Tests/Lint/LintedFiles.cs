using System.Collections.Immutable;
using System.Text;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Tests.Lint;

/// <summary>A small wiki in memory, linted.</summary>
internal static class LintedFiles
{
    public static readonly DateOnly Today = new(2026, 11, 28);

    /// <param name="files">Path and text; those of <c>wiki/</c> are pages, those of <c>raw/</c> sources, those of <c>lint-rules/</c> rules.</param>
    /// <param name="rules">Ids of the rules to run; none: all that are on.</param>
    public static ImmutableArray<Finding> Lint(IReadOnlyDictionary<string, string> files, params string[] rules)
    {
        var book = RuleBook.Of(files.Where(file => file.Key.StartsWith("lint-rules/", StringComparison.Ordinal)).Select(file => (file.Key, file.Value)));
        book.Bad.ShouldBeEmpty();
        var linter = new Linter(book.Rules, rule => rules.Length == 0 ? rule.Severity > Severity.Off : rules.Contains(rule.Id), LintSettings.Default, Dialect.Obsidian);
        var pages = files.Where(file => file.Key.StartsWith("wiki/", StringComparison.Ordinal) && file.Key.EndsWith(".md", StringComparison.Ordinal))
            .Select(file => linter.Scan(new RelPath(file.Key), Owned(new RelPath(file.Key), file.Value), ContentHash.Of(file.Value))).ToList();
        var wiki = new LintWiki(LinkRules.Wiki, pages, files.Keys.Select(path => new RelPath(path))) { Sources = SourcesOf(files), Today = Today };
        return linter.Run(wiki, pages.SelectMany(page => page.Findings), _ => true);
    }

    private static LintSources SourcesOf(IReadOnlyDictionary<string, string> files)
    {
        var raw = files.Where(file => file.Key.StartsWith("raw/", StringComparison.Ordinal)).ToDictionary(file => new RelPath(file.Key), file => Encoding.UTF8.GetBytes(file.Value));
        var readable = raw.Where(file => SourceReader.CanRead(file.Key)).ToDictionary(file => file.Key, file => ContentHash.Of(file.Value));
        return new LintSources(readable, raw.Keys.Where(path => !readable.ContainsKey(path)).ToHashSet(), path => SourceReader.Read(path, raw[path], null));
    }

    /// <summary>The page with <c>blocks: "*"</c> replaced by the hashes of all its blocks.</summary>
    public static string Owned(RelPath path, string text)
    {
        const string Mark = "blocks: \"*\"";
        return !text.Contains(Mark, StringComparison.Ordinal) ? text : text.Replace(Mark,
            $"blocks: \"{string.Join(' ', Page.Parse(path, text).Blocks.Select(block => block.Hash + "00000000"))}\"", StringComparison.Ordinal);
    }
}
