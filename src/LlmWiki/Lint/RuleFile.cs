using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>Reads a file of <c>lint-rules/</c>: settings in front matter, documentation below.</summary>
internal static class RuleFile
{
    private static readonly string[] Keys =
        ["severity", "tier", "check", "fix", "needs", "options", "pattern", "ignore_case", "message", "question", "paths", "types"];

    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="builtIn">The rule of this name that is there already; its settings hold where the file says nothing.</param>
    /// <param name="isBuiltIn">The file is one of the built-in rules'.</param>
    /// <exception cref="WikiException">Names every problem with file, line and column.</exception>
    public static RuleInfo Read(string file, string text, RuleInfo? builtIn, bool isBuiltIn = false)
    {
        var id = file[(file.LastIndexOf('/') + 1)..^3];
        var (head, body) = FrontMatter.Split(text);
        var problems = new ConfigProblems(file);
        var map = MapOf(file, head);
        if (id.Length == 0 || !id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            problems.Add(map, $"a rule is named in small letters, digits and dashes, not '{id}'");
        }

        var rule = builtIn ?? new RuleInfo { Id = id, Severity = Severity.Warning, Tier = RuleTier.Structural, Check = RuleCheck.Pattern, Options = RuleOptions.None, Summary = "", Text = "" };
        foreach (var (key, value) in problems.Known(map, Keys))
        {
            rule = With(rule, key, value, problems);
        }

        rule = WithText(rule, body, builtIn is null);
        RequireWhole(rule, map, builtIn, isBuiltIn, problems);
        problems.ThrowIfAny();
        return rule;
    }

    private static RuleInfo With(RuleInfo rule, string key, YamlValue value, ConfigProblems problems) => key switch
    {
        "severity" => rule with { Severity = Choice(problems, key, value, rule.Severity) },
        "tier" => rule with { Tier = Choice(problems, key, value, rule.Tier) },
        "check" => rule with { Check = Choice(problems, key, value, rule.Check) },
        "fix" => rule with { Fix = Choice(problems, key, value, rule.Fix) },
        "needs" => rule with { NeedsWiki = problems.Choice(key, value, "any", "wiki") == "wiki" },
        "options" => rule with { Options = OptionsOf(rule, value, problems) },
        "pattern" => rule with { Pattern = problems.Phrase(key, value) },
        "ignore_case" => rule with { Options = rule.Options.With(new YamlMap([new YamlEntry(key, value.Line, value.Column, value)], value.Line, value.Column)) },
        "message" => rule with { Message = problems.Phrase(key, value) },
        "question" => rule with { Question = problems.Phrase(key, value) },
        "paths" => rule with { Paths = problems.Texts(key, value) },
        _ => rule with { Types = problems.Texts(key, value) },
    };

    private static T Choice<T>(ConfigProblems problems, string key, YamlValue value, T old)
        where T : struct, Enum =>
        problems.Choice(key, value, [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())]) is { } name ? Enum.Parse<T>(name, ignoreCase: true) : old;

    private static RuleOptions OptionsOf(RuleInfo rule, YamlValue value, ConfigProblems problems)
    {
        if (value is not YamlMap own)
        {
            problems.Add(value, "'options' has keys of its own");
            return rule.Options;
        }

        var known = rule.Options.Keys.ToHashSet();
        foreach (var entry in own.Entries.Where(entry => known.Count > 0 && !known.Contains(entry.Key)))
        {
            problems.Add(entry.Value, $"the rule has no option '{entry.Key}', only {string.Join(", ", known)}");
        }

        return rule.Options.With(own);
    }

    private static RuleInfo WithText(RuleInfo rule, string body, bool isNew)
    {
        var blocks = Page.Parse(new RelPath("rule.md"), body).Blocks;
        var summary = blocks.FirstOrDefault(block => block.Kind == BlockKind.Paragraph)?.Text.ReplaceLineEndings(" ");
        return isNew || blocks.Any(block => block.Kind == BlockKind.Heading) ? rule with { Text = body.Trim('\r', '\n'), Summary = summary ?? rule.Summary } : rule;
    }

    private static void RequireWhole(RuleInfo rule, YamlMap map, RuleInfo? builtIn, bool isBuiltIn, ConfigProblems problems)
    {
        if (rule.Check == RuleCheck.Code && builtIn is null && !isBuiltIn)
        {
            problems.Add(map, "'check: code' is for the built-in rules; a rule of one's own is a pattern or a question");
        }
        else if (rule.Check == RuleCheck.Pattern)
        {
            PatternProblem(rule, map, problems);
        }
        else if (rule is { Check: RuleCheck.Question, Question: null })
        {
            problems.Add(map, "a rule with 'check: question' needs 'question'");
        }
    }

    private static void PatternProblem(RuleInfo rule, YamlMap map, ConfigProblems problems)
    {
        if (rule.Pattern is not { } pattern)
        {
            problems.Add(map, "a rule with 'check: pattern' needs 'pattern'");
            return;
        }

        try
        {
            _ = Rules.TextPattern.Compile(rule);
        }
        catch (ArgumentException error)
        {
            problems.Add(map["pattern"] ?? map, $"'{pattern}' is no regular expression: {error.Message}");
        }
    }

    private static YamlMap MapOf(string file, FrontMatter head)
    {
        try
        {
            return head.Map;
        }
        catch (WikiException error)
        {
            throw new WikiException($"{file}: {error.Message}", inner: error);
        }
    }
}
