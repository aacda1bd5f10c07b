using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using LlmWiki.Cli.Output;
using LlmWiki.Llama;
using LlmWiki.Llama.Hub;
using LlmWiki.Models;

namespace LlmWiki.Cli.Commands;

internal sealed class ModelTestCommand : WikiCommand
{
    private readonly Argument<string?> _model = new("model")
    {
        Description = "Its name as 'wiki model list' shows it, or a path (default: the one that the configuration takes)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly FormatOption _format = new();

    public ModelTestCommand()
        : base("test", "Load a model and measure it on this machine")
    {
        Add(_model);
        Add(_format);
    }

    public override string About =>
        "Loads the model as the configuration says, asks it a dozen things of no interest, and shows how fast it reads and " +
        "writes, how many of its replies keep to a JSON schema, and what memory it takes. Works for a server too. Takes " +
        "seconds; for a large model without a GPU, minutes.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki model test", "the model that ingest would take"),
        new("wiki model test qwen3-4b-q4_k_m", "by its name"),
        new("wiki model test ~/Downloads/model.gguf --format json", "any file, for a script"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        var places = ModelPlaces.Of(session);
        using var engines = new Engines(session, places);
        var start = Stopwatch.GetTimestamp();
        var (engine, file) = await Task.Run(() => Open(session, places, engines), session.Cancel);
        var loading = Stopwatch.GetElapsedTime(start);
        var trial = await session.Output.WithStatus($"testing {engine.Name}", () => ModelTrial.Of(engine, (engine.Client.GetService(typeof(LlamaEngine)) as LlamaEngine)?.Plan.Context ?? EnginePlan.UsualContext, session.Cancel));
        session.Output.Tested(new ModelTrialView(engine, file, loading, trial), session.Parsed.GetValue(_format));
        return trial.Held == trial.Asked ? ExitCode.Done : ExitCode.Findings;
    }

    private (TextEngine Engine, FoundModel? File) Open(Session session, ModelPlaces places, Engines engines)
    {
        if (session.Parsed.GetValue(_model) is { } typed)
        {
            return Local(places.Model(typed, session.WorkingFolder), engines);
        }

        if (places.Config.Model.UsesServer)
        {
            return (engines.Server(), null);
        }

        var choice = engines.Local();
        return choice.Model is { } model ? Local(model, engines) : throw new WikiException($"there is no model to test: {choice.Why}", choice.Hint);
    }

    private static (TextEngine Engine, FoundModel File) Local(FoundModel model, Engines engines) => model.Problem is { } problem
        ? throw new WikiException(problem, model.Hint)
        : (engines.Open(model), model);
}
