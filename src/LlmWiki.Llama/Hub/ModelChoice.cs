using System.Collections.Immutable;

namespace LlmWiki.Llama.Hub;

/// <summary>Which model the engine <c>auto</c> takes. The rule: the configured one, else the only one there is.</summary>
/// <param name="Model">Null where it takes none.</param>
/// <param name="Why">In words that go on after "auto takes it: " or "auto takes none: ".</param>
/// <param name="Hint">What to do where it takes none.</param>
internal sealed record ModelChoice(FoundModel? Model, string Why, string? Hint = null)
{
    private const int MostNamed = 5;

    /// <param name="configured"><c>model.path</c> as a full path, a file or a folder; null where nothing is said.</param>
    /// <param name="models">All that were found.</param>
    public static ModelChoice Of(string? configured, ImmutableArray<FoundModel> models)
    {
        if (models.FirstOrDefault(model => model.Path == configured) is { } named)
        {
            return named switch
            {
                { Problem: { } problem } => new ModelChoice(null, $"model.path cannot be used: {problem}", "set model.path to a chat model, or leave it empty"),
                { IsEmbedding: true } => new ModelChoice(null, "model.path is an embedding model, which writes no text", "set model.embedding to it, and model.path to a chat model"),
                _ => new ModelChoice(named, "model.path names it"),
            };
        }

        var chat = models.Where(model => model.IsChat && (configured is null || IsBelow(model.Path, configured))).ToList();
        return (chat, configured) switch
        {
            ([var only], null) => new ModelChoice(only, "it is the only chat model"),
            ([var only], _) => new ModelChoice(only, "it is the only chat model in model.path"),
            ([], not null) => new ModelChoice(null, $"there is no chat model in '{configured}', which model.path names", "wiki model list"),
            ([], null) when models.Any(model => model.Problem is not null) => new ModelChoice(null, "no model file that is here can be used", "wiki model list says what is wrong with each"),
            ([], null) => new ModelChoice(null, "there is no chat model", "wiki model pull owner/repo brings one from the hub"),
            _ => new ModelChoice(null, $"there are {chat.Count} chat models and model.path names none: {Names(chat)}", "set model.path in wiki.config.yaml to the path of one"),
        };
    }

    private static string Names(List<FoundModel> models) =>
        string.Join(", ", models.Take(MostNamed).Select(model => model.Name)) + (models.Count > MostNamed ? ", …" : "");

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
