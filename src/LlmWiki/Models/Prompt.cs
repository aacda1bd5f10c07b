using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace LlmWiki.Models;

/// <summary>
/// What a model is told for one job, from <c>Prompts/&lt;job&gt;.md</c>: the name of the reply's schema and the tokens that the prompt may
/// have, then a system part that never varies, so that an engine can keep it decoded, and a user part with variables, <c>{{name}}</c>.
/// </summary>
internal sealed partial class Prompt
{
    private readonly string _user;

    private Prompt(string system, string user, string schema, int budget)
    {
        (System, _user, Schema, Budget) = (system, user, schema, budget);
        Variables = [.. Variable().Matches(user).Select(match => match.Groups["name"].Value).Distinct()];
    }

    public string System { get; }

    /// <summary>The name of the schema of the reply.</summary>
    public string Schema { get; }

    /// <summary>The most tokens that both parts may have together, values filled in.</summary>
    public int Budget { get; }

    public IReadOnlyList<string> Variables { get; }

    /// <exception cref="FormatException">A part is missing, the system part has a variable, or schema or budget are not said; the message says which.</exception>
    public static Prompt Read(string text)
    {
        var parts = Heading().Split(text.ReplaceLineEndings("\n"));
        if (parts is not [var head, "System", var system, "User", var user])
        {
            throw new FormatException("a prompt has the parts '# System' and '# User', in this order");
        }

        if (Variable().Match(system) is { Success: true } variable)
        {
            throw new FormatException($"the system part is the same for every call, so it has no variables: {variable.Value}");
        }

        var values = Value().Matches(head).ToDictionary(match => match.Groups["key"].Value, match => match.Groups["value"].Value);
        return values.TryGetValue("schema", out var schema) && values.TryGetValue("budget", out var most)
            && int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var budget) && budget is >= 100 and <= 1_000_000
            ? new Prompt(system.Trim(), user.Trim(), schema, budget)
            : throw new FormatException("above '# System' stand 'schema: <name>' and 'budget: <tokens>'");
    }

    /// <summary>The messages for one call. What stands in a value is never taken for a variable.</summary>
    public IReadOnlyList<ChatMessage> Render(IReadOnlyDictionary<string, string> values) =>
    [
        new(ChatRole.System, System),
        new(ChatRole.User, Variable().Replace(_user, match => values[match.Groups["name"].Value]).Trim()),
    ];

    [GeneratedRegex(@"\{\{(?<name>[a-z]+)\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(?<key>schema|budget): *(?<value>\S+) *$", RegexOptions.Multiline)]
    private static partial Regex Value();

    [GeneratedRegex(@"^# (?<part>System|User)\n", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
