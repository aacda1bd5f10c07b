using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace LlmWiki.Models;

/// <summary>
/// What a model is told for one job, from <c>Prompts/&lt;job&gt;.md</c>: a system part that never varies, so that an engine can keep it
/// decoded, and a user part with variables, <c>{{name}}</c>.
/// </summary>
internal sealed partial class Prompt
{
    private readonly string _user;
    private readonly string[] _variables;

    private Prompt(string system, string user)
    {
        (System, _user) = (system, user);
        _variables = [.. Variable().Matches(user).Select(match => match.Groups["name"].Value).Distinct()];
    }

    public string System { get; }

    /// <summary>The prompt of a job.</summary>
    /// <param name="variables">The names that <see cref="Render"/> will be given.</param>
    /// <exception cref="InvalidOperationException">The file lacks a part, or its variables are others: a defect of ours.</exception>
    public static Prompt Load(string job, params string[] variables)
    {
        using var stream = typeof(Prompt).Assembly.GetManifestResourceStream("prompts/" + job) ?? throw new InvalidOperationException($"there is no prompt '{job}'");
        var prompt = Read(new StreamReader(stream).ReadToEnd());
        return prompt._variables.ToHashSet().SetEquals(variables)
            ? prompt
            : throw new InvalidOperationException($"the prompt '{job}' has the variables {string.Join(", ", prompt._variables)}, and is given {string.Join(", ", variables)}");
    }

    /// <exception cref="InvalidOperationException">A part is missing, or the system part has a variable.</exception>
    public static Prompt Read(string text)
    {
        var parts = Heading().Split(text.ReplaceLineEndings("\n"));
        return parts is ["", "System", var system, "User", var user] && !Variable().IsMatch(system)
            ? new Prompt(system.Trim(), user.Trim())
            : throw new InvalidOperationException("a prompt has the parts '# System', without variables, and '# User'");
    }

    /// <summary>The messages for one call. What stands in a value is never taken for a variable.</summary>
    public IReadOnlyList<ChatMessage> Render(IReadOnlyDictionary<string, string> values) =>
    [
        new(ChatRole.System, System),
        new(ChatRole.User, Variable().Replace(_user, match => values[match.Groups["name"].Value])),
    ];

    [GeneratedRegex(@"\{\{(?<name>[a-z]+)\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^# (?<part>System|User)\n", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
