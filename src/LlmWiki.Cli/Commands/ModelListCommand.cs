using System.Collections.Immutable;
using LlmWiki.Cli.Output;
using LlmWiki.Llama.Hub;

namespace LlmWiki.Cli.Commands;

internal sealed class ModelListCommand : WikiCommand
{
    private readonly FormatOption _format = new();

    public ModelListCommand()
        : base("list", "List the models of this machine") => Add(_format);

    public override string About =>
        "Lists the model files (GGUF) that are found: in the folder that model.path names, in models/ beside " +
        "wiki.config.yaml, and where 'wiki model pull' puts them, which WIKI_MODELS sets. Each with its kind, size, " +
        "quantization, parameters and longest context, and with the memory it takes at the configured context. Says which " +
        "one the engine 'auto' takes, and why.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki model list", "in a wiki or anywhere else"),
        new("wiki model list --format json", "for a script"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        var places = ModelPlaces.Of(session);
        var models = await Task.Run(places.Models.Models, session.Cancel);
        var choice = ModelChoice.Of(places.Models.Configured, models);
        session.Output.Models(new ModelsView(places, models, choice, MachineMemory.Now()), session.Parsed.GetValue(_format));
        return ExitCode.Done;
    }
}
