using LlmWiki.Cli.Output;
using LlmWiki.Llama.Hub;
using LlmWiki.Storage;

namespace LlmWiki.Cli.Commands;

/// <summary>The wiki that a command works in, if any, and where models and engines of this machine lie.</summary>
/// <param name="Root">Null outside a wiki.</param>
/// <param name="PullFolder">Where new models go; null where the system has no place for a user's data.</param>
/// <param name="Engines">Null where the system has no place for a user's data.</param>
internal sealed record ModelPlaces(string? Root, WikiConfig Config, ModelFolder Models, string? PullFolder, EngineFolders? Engines)
{
    public const string FolderVariable = "WIKI_MODELS";

    /// <exception cref="UsageException">The working folder is not there, or the configuration is wrong.</exception>
    public static ModelPlaces Of(Session session)
    {
        var root = RootAround(session.WorkingFolder);
        var config = new WikiConfig();
        if (root is not null)
        {
            using var wiki = session.OpenWiki();
            config = wiki.Config;
        }

        return Of(session, root, config);
    }

    public static ModelPlaces Of(Session session, string? root, WikiConfig config)
    {
        var around = session.Around;
        var ofUser = around.Variable(FolderVariable) is { Length: > 0 } named
            ? Path.GetFullPath(named, session.WorkingFolder)
            : around.DataFolder is { } data ? Path.Combine(data, "llm-wiki", "models") : null;
        var configured = root is null ? null : InWiki(config.Model.Path, root, around.HomeFolder);
        var models = new ModelFolder(configured, root is null ? null : Path.Combine(root, "models"), ofUser);
        return new ModelPlaces(root, config, models, ofUser, around.DataFolder is null ? null : new EngineFolders(around.DataFolder));
    }

    /// <summary>The nearest folder upwards that holds a configuration; null where there is none.</summary>
    /// <exception cref="UsageException">The folder is not there.</exception>
    public static string? RootAround(string folder)
    {
        var start = new DirectoryInfo(folder);
        return start.Exists ? WikiFolder.RootAround(start) : throw Printer.NoFolder(folder);
    }

    /// <summary>The only model that is called so.</summary>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public FoundModel Model(string typed, string workingFolder) => Models.Named(typed, workingFolder) switch
    {
        [var one] => one,
        [] => throw Printer.NoModel(typed, Models.Models().Select(model => model.Name)),
        var several => throw Printer.SeveralModels(typed, several.Select(model => model.Path)),
    };

    private static string? InWiki(string? path, string root, string? home) => path switch
    {
        null => null,
        ['~', '/' or '\\', .. var rest] when home is not null => Path.Combine(home, rest),
        _ => Path.GetFullPath(path, root),
    };
}
