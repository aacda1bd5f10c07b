using LlmWiki.Llama;
using LlmWiki.Llama.Hub;
using LlmWiki.Models;

namespace LlmWiki.Cli.Commands;

/// <summary>The engine that the configuration names, opened when it is first asked for, and closed with the command.</summary>
internal sealed class Engines(Session session, ModelPlaces places) : IDisposable
{
    private readonly List<IDisposable> _open = [];
    private TextEngine? _local;

    /// <summary>Why there is no model where the configuration leaves the choice to us; null where there is one, or none is wanted.</summary>
    public string? WhyNone { get; private set; }

    private ModelConfig Config => places.Config.Model;

    /// <summary>Null for the extractive engine. A local model is loaded once; a server's limit of tokens counts from here on.</summary>
    /// <exception cref="WikiException">The model that was asked for cannot be had: there is no silent second choice.</exception>
    public TextEngine? Engine() => Config switch
    {
        { Engine: "extractive" } => null,
        { UsesServer: true } => Server(),
        _ => Counted(_local ??= Take(Local())),
    };

    /// <summary>A model of this machine, opened as the configuration says.</summary>
    /// <exception cref="WikiException">It cannot be loaded.</exception>
    public TextEngine Open(FoundModel model)
    {
        var name = "llama:" + model.Name.ToLowerInvariant();
#if LLAMASHARP
        var client = LLamaSharp.LLamaSharpEngine.OpenAsync(Options(model), session.Cancel).GetAwaiter().GetResult();
        _open.Add(client);
        return new TextEngine(name, client, Concurrency: 1);
#else
        var engine = LlamaEngine.OpenAsync(Options(model), session.Cancel).GetAwaiter().GetResult();
        _open.Add(engine);
        foreach (var warning in LlamaRuntime.Load().Warnings.Append(engine.Warning).OfType<string>())
        {
            session.Output.Warning(warning);
        }

        return new TextEngine(name, new LlamaChatClient(engine), engine.Plan.Workers * engine.Plan.Slots)
        {
            Context = engine.Plan.Context,
            CountTokens = engine.Model.Vocabulary.CountTokens,
        };
#endif
    }

    /// <summary>The limits of the configuration hold for one run.</summary>
    private TextEngine? Counted(TextEngine? engine) => engine is null
        ? null
        : engine with { Client = new CountedChatClient(engine.Client, new ModelLedger(Config.MaxTokensPerRun), Config.MaxTokensPerCall) };

    private LlamaOptions Options(FoundModel model) => new()
    {
        ModelPath = model.Path,
        Context = Config.Context,
        GpuLayers = Config.GpuLayers,
        Workers = Config.Workers,
        Threads = Config.Threads,
        Slots = Config.Slots,
        QuantizeCache = Config.Kv == KvType.Q8,
        Template = Config.Template,
        PrefixFolder = session.Around.DataFolder is { } data ? Path.Combine(data, "llm-wiki", "prefixes") : null,
        Libraries = places.Engines is null ? [] : [.. places.Engines.Installed().Select(engine => engine.Folder)],
    };

    public TextEngine Server()
    {
        var server = OpenAiServer.From(Config, session.Around.Variable(Config.KeyEnv));
        return new TextEngine("openai:" + server.Model, new OpenAiChatClient(server, new ModelLedger(Config.MaxTokensPerRun), session.Time), server.Concurrency) { Context = Config.Context ?? TextEngine.UsualContext };
    }

    /// <summary>The local model that <c>auto</c> and <c>llama</c> take.</summary>
    public ModelChoice Local() => ModelChoice.Of(places.Models.Configured, places.Models.Models());

    public void Dispose()
    {
        foreach (var engine in _open)
        {
            engine.Dispose();
        }
    }

    private TextEngine? Take(ModelChoice choice)
    {
        if (choice.Model is { } model)
        {
            return Open(model);
        }

        // A model that was named and is not there is a mistake; none at all is a choice.
        if (Config.Engine == "llama" || Config.Path is not null)
        {
            throw new WikiException($"the llama engine has no model: {choice.Why}", choice.Hint);
        }

        WhyNone = choice.Why;
        return null;
    }
}
