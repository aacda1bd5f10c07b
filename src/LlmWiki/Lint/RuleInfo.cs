using System.Collections.Immutable;
using LlmWiki.Pages;

namespace LlmWiki.Lint;

/// <summary>How a rule finds what it finds.</summary>
public enum RuleTier
{
    /// <summary>Code alone.</summary>
    Structural,

    /// <summary>Code, which proves it by quotes.</summary>
    Evidence,

    /// <summary>A model decides; code checks its quotes.</summary>
    Judgement,
}

public enum RuleCheck
{
    Code,
    Pattern,
    Question,
}

/// <summary>What heal may do about a finding: by itself, by itself because the sources prove it, only when a person agrees, or nothing.</summary>
public enum FixTier
{
    None,
    Safe,
    Proven,
    Review,
}

/// <summary>One rule as its file describes it.</summary>
public sealed record RuleInfo
{
    public required string Id { get; init; }

    public required Severity Severity { get; init; }

    public required RuleTier Tier { get; init; }

    public required RuleCheck Check { get; init; }

    public FixTier Fix { get; init; }

    /// <summary>It looks at sources, citations, or what else only a knowledge base has.</summary>
    public bool NeedsWiki { get; init; }

    public required RuleOptions Options { get; init; }

    /// <summary>One sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The file's text below the front matter.</summary>
    public required string Text { get; init; }

    /// <summary>Of a <see cref="RuleCheck.Pattern"/> rule: the regular expression.</summary>
    public string? Pattern { get; init; }

    /// <summary>Of a <see cref="RuleCheck.Question"/> rule: what is asked of each page.</summary>
    public string? Question { get; init; }

    /// <summary>Of a pattern or question rule: what is said of a finding; null for the summary.</summary>
    public string? Message { get; init; }

    /// <summary>Of a pattern or question rule: globs of the pages it is for; none means all.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Of a question rule: types of the pages it is for; none means all.</summary>
    public ImmutableArray<string> Types { get; init; } = [];
}

/// <summary>The options of a rule: what its file says, with what the wiki's own file puts in its place.</summary>
public sealed class RuleOptions(YamlMap map)
{
    public static RuleOptions None { get; } = new(new YamlMap([], 0, 0));

    public IEnumerable<string> Keys => map.Entries.Select(entry => entry.Key);

    /// <exception cref="InvalidOperationException">The rule's own file does not name the option.</exception>
    public int Number(string key) => int.TryParse(Required(key), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number)
        ? number : throw new WikiException($"option '{key}' is a whole number, not '{Required(key)}'");

    /// <exception cref="InvalidOperationException">The rule's own file does not name the option.</exception>
    public double Share(string key) => double.TryParse(Required(key), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number)
        ? number : throw new WikiException($"option '{key}' is a number such as 0.8, not '{Required(key)}'");

    public bool Flag(string key) => map.Text(key) == "true";

    public ImmutableArray<string> Texts(string key) => map.Texts(key);

    public YamlMap Map(string key) => map[key] as YamlMap ?? new YamlMap([], 0, 0);

    /// <summary>These, and in their place those of another file where it has the key.</summary>
    public RuleOptions With(YamlMap own) => new(map with { Entries = [.. map.Entries.Where(entry => own[entry.Key] is null), .. own.Entries] });

    private string Required(string key) => map.Text(key) ?? throw new InvalidOperationException($"the rule has no option '{key}'");
}
