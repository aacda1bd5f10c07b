using System.Collections.Immutable;
using System.CommandLine;
using LlmWiki.Llama.Gguf;
using LlmWiki.Llama.Hub;

namespace LlmWiki.Cli.Commands;

internal sealed class ModelPullCommand : WikiCommand
{
    private readonly Argument<string> _model = new("model") { Description = "owner/repo, owner/repo:quantization, owner/repo:file, or an address" };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Put it there: a file, or a folder with a slash at its end",
        HelpName = "path",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Fetch it though it is there" };

    public ModelPullCommand()
        : base("pull", "Fetch a model from the Hugging Face hub or an address")
    {
        Add(_model);
        Add(_output);
        Add(_force);
    }

    public override string About =>
        "Fetches a model file (GGUF). Of a repository it takes the quantization Q4_K_M where none is named, or the nearest " +
        "there is. What was broken off goes on when the same is typed again; size and checksum are compared with the " +
        "hub's, and only a whole file gets its name. HF_TOKEN gives access to gated models, HF_ENDPOINT names a mirror, " +
        "HTTPS_PROXY a proxy, and WIKI_MODELS the folder for models.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki model pull Qwen/Qwen3-4B-GGUF", "the usual quantization"),
        new("wiki model pull Qwen/Qwen3-4B-GGUF:Q8_0", "another one"),
        new("wiki model pull https://example.org/model.gguf -o models/", "from anywhere to anywhere"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        var (parsed, around) = (session.Parsed, session.Around);
        var places = ModelPlaces.Of(session);
        var hub = HubPlace.Of(around.Variable("HF_ENDPOINT"), around.Variable("HF_TOKEN"));
        var typed = parsed.GetRequiredValue(_model);
        Understand(typed, hub);
        using var downloader = new Downloader(around.Time);
        var pull = new ModelPull(downloader, hub, Check);
        var output = parsed.GetValue(_output) is { } path ? Path.Combine(session.WorkingFolder, path) : null;
        var plan = ModelPull.Look(await pull.Plan(typed, places.PullFolder, output, session.Cancel), parsed.GetValue(_force));
        session.Output.Pulling(plan);
        var model = await session.Output.WithDownload(progress => pull.Pull(plan, progress, session.Cancel));
        session.Output.Pulled(model, FoundModel.At(model.Path), ModelChoice.Of(places.Models.Configured, places.Models.Models()));
        return ExitCode.Done;
    }

    // What cannot be meant is told before anyone is asked, and as a mistake of the line.
    private static void Understand(string typed, HubPlace hub)
    {
        try
        {
            ModelReference.Parse(typed, hub.Endpoint);
        }
        catch (WikiException error)
        {
            throw new UsageException([error.Message], error.Hint, error);
        }
    }

    // The parts of a split model are a model only when all are there.
    private static void Check(string path, bool isPart)
    {
        if (isPart)
        {
            GgufPart.Read(path);
        }
        else
        {
            GgufFile.Read(path);
        }
    }
}
