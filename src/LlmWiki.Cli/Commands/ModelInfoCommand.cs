using System.Collections.Immutable;
using System.CommandLine;
using LlmWiki.Llama.Hub;

namespace LlmWiki.Cli.Commands;

internal sealed class ModelInfoCommand : WikiCommand
{
    private readonly Argument<string> _model = new("model") { Description = "Its name as 'wiki model list' shows it, or a path" };

    private readonly FormatOption _format = new();

    public ModelInfoCommand()
        : base("info", "Show what a model file says of itself")
    {
        Add(_model);
        Add(_format);
    }

    public override string About =>
        "Reads the head of a model file (GGUF): architecture, parameters, quantization, licence, vocabulary, longest " +
        "context, chat template, and the memory that it takes at the configured context. The weights are not loaded.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki model info qwen3-4b-q4_k_m", "by its name"),
        new("wiki model info ~/Downloads/model.gguf", "any file"),
        new("wiki model info qwen3-4b-q4_k_m --format json", "for a script"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        var places = ModelPlaces.Of(session);
        var model = await Task.Run(() => places.Model(session.Parsed.GetRequiredValue(_model), session.WorkingFolder), session.Cancel);
        if (model.Problem is { } problem)
        {
            throw new WikiException(problem, model.Hint);
        }

        session.Output.Model(model, places.Config.Model, MachineMemory.Now(), session.Parsed.GetValue(_format));
        return ExitCode.Done;
    }
}
