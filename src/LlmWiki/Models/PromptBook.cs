namespace LlmWiki.Models;

/// <summary>The prompts of the program, and those that a wiki has in their place.</summary>
/// <param name="own">Text of the files of the wiki's <c>prompts/</c>, by their names: <c>extract-claims.md</c>.</param>
internal sealed class PromptBook(IReadOnlyDictionary<string, string> own)
{
    public const string Folder = "prompts";

    public static readonly PromptBook Usual = new(new Dictionary<string, string>());

    /// <summary>The jobs that there are prompts for.</summary>
    public static IReadOnlyList<string> Jobs { get; } = [.. typeof(Prompt).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("prompts/", StringComparison.Ordinal)).Select(name => name["prompts/".Length..]).Order(StringComparer.Ordinal)];

    /// <summary>The prompt of a job.</summary>
    /// <param name="variables">The names that <see cref="Prompt.Render"/> will be given.</param>
    /// <exception cref="InvalidOperationException">Ours lacks a part, or its variables are others: a defect of ours.</exception>
    /// <exception cref="WikiException">The wiki's own does.</exception>
    public Prompt Load(string job, params string[] variables)
    {
        using var stream = typeof(Prompt).Assembly.GetManifestResourceStream("prompts/" + job) ?? throw new InvalidOperationException($"there is no prompt '{job}'");
        var ours = Checked(new StreamReader(stream).ReadToEnd(), variables, why => new InvalidOperationException($"the prompt '{job}': {why}"));
        return own.TryGetValue(job + ".md", out var text)
            ? Checked(text, variables, why => new WikiException($"{Folder}/{job}.md: {why}", $"mend it, or delete it to have the usual prompt back"), ours.Schema)
            : ours;
    }

    /// <summary>Refuses files of the wiki's folder that no job would ever read.</summary>
    /// <exception cref="WikiException">Names the first of them.</exception>
    public void RequireKnown()
    {
        if (own.Keys.Order(StringComparer.Ordinal).FirstOrDefault(file => !Jobs.Contains(Path.GetFileNameWithoutExtension(file))) is { } other)
        {
            throw new WikiException($"{Folder}/{other}: there is no job of this name", "the jobs are: " + string.Join(", ", Jobs));
        }
    }

    private static Prompt Checked(string text, string[] variables, Func<string, Exception> problem, string? schema = null)
    {
        Prompt prompt;
        try
        {
            prompt = Prompt.Read(text);
        }
        catch (FormatException error)
        {
            throw problem(error.Message);
        }

        if (prompt.Variables.Except(variables).FirstOrDefault() is { } unknown)
        {
            throw problem($"there is no variable {{{{{unknown}}}}}; there are: {Listed(variables)}");
        }

        if (variables.Except(prompt.Variables).FirstOrDefault() is { } missing)
        {
            throw problem($"the variable {{{{{missing}}}}} is not used");
        }

        return schema is null || schema == prompt.Schema ? prompt : throw problem($"the schema of this job is '{schema}'");
    }

    private static string Listed(string[] variables) => string.Join(", ", variables.Select(name => $"{{{{{name}}}}}"));
}
