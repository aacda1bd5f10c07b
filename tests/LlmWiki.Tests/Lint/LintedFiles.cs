using System.Collections.Immutable;
using LlmWiki.Lint;

namespace LlmWiki.Tests.Lint;

/// <summary>A small wiki in memory, linted by the built-in rules.</summary>
internal static class LintedFiles
{
    public static ImmutableArray<Finding> Lint(IReadOnlyDictionary<string, string> files, params string[] rules) => [.. RuleTrial.Lint(RuleBook.Default, files, rules)];
}
