using System.Collections.Immutable;
using System.Text;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>A rule file that could not be used.</summary>
public sealed record BadRuleFile(string File, string Problem);

/// <summary>The rules of a wiki: the built-in ones with what its own <c>lint-rules/</c> puts in their place or adds.</summary>
public sealed class RuleBook
{
    private const string Resource = "lint-rules/";

    private static readonly Lazy<ImmutableArray<RuleInfo>> BuiltIn = new(() => [.. Embedded()]);

    private RuleBook(IEnumerable<RuleInfo> rules, ImmutableArray<BadRuleFile> bad, string hash)
    {
        Hash = hash;
        Rules = [.. rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        Bad = bad;
    }

    /// <summary>The built-in rules alone.</summary>
    public static RuleBook Default => Of([]);

    /// <summary>In order of their ids.</summary>
    public ImmutableArray<RuleInfo> Rules { get; }

    public ImmutableArray<BadRuleFile> Bad { get; }

    /// <summary>Of the wiki's own rule files: what was found by other rules is no use.</summary>
    public string Hash { get; }

    public RuleInfo? this[string id] => Rules.FirstOrDefault(rule => rule.Id == id);

    /// <param name="files">Name and text of the wiki's own rule files: <c>lint-rules/no-todo.md</c>.</param>
    public static RuleBook Of(IEnumerable<(string Name, string Text)> files) => Read(BuiltIn.Value, "", files);

    /// <summary>These rules, with what files put in their place or add.</summary>
    public RuleBook With(IEnumerable<(string Name, string Text)> files) => Read(Rules, Hash, files);

    private static RuleBook Read(ImmutableArray<RuleInfo> before, string hash, IEnumerable<(string Name, string Text)> files)
    {
        var rules = before.ToDictionary(rule => rule.Id);
        var bad = ImmutableArray.CreateBuilder<BadRuleFile>();
        var own = new StringBuilder(hash);
        foreach (var (name, text) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            own.Append(name).Append('\0').Append(text).Append('\0');
            var id = name[(name.LastIndexOf('/') + 1)..^3];
            try
            {
                rules[id] = RuleFile.Read(name, text, rules.GetValueOrDefault(id));
            }
            catch (WikiException error)
            {
                bad.Add(new BadRuleFile(name, error.Message));
            }
        }

        return new RuleBook(rules.Values, bad.ToImmutable(), ContentHash.Of(own.ToString()).Prefix(16));
    }

    private static IEnumerable<RuleInfo> Embedded()
    {
        var assembly = typeof(RuleBook).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Resource, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return RuleFile.Read(name + ".md", reader.ReadToEnd(), null, isBuiltIn: true);
        }
    }
}
