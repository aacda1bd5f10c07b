using LlmWiki.Llama.Chat;
using LlmWiki.Llama.Gguf;
using LlmWiki.Llama.Hub;

namespace LlmWiki.Cli.Doctor;

/// <summary>The model that would be used, and whether it fits.</summary>
internal static class ChosenModelChecks
{
    public static IEnumerable<Diagnosis> Model(Checkup checkup)
    {
        var config = checkup.Config.Model;
        return config switch
        {
            { Engine: "extractive" } => [Diagnosis.Ok("model", "none, as model.engine is extractive")],
            { UsesServer: true } => Server(config, checkup.Around),
            _ => Local(checkup, isAsked: config.Engine == "llama"),
        };
    }

    private static IEnumerable<Diagnosis> Server(ModelConfig config, Surroundings around)
    {
        var (server, hasKey) = (config.BaseUrl!, !string.IsNullOrEmpty(around.Variable(config.KeyEnv)));
        yield return hasKey || server.IsLoopback
            ? Diagnosis.Ok("model", $"{config.Name} at {server.Host}, which is not asked here")
            : Diagnosis.Warning("model", $"{config.Name} at {server.Host}, and {config.KeyEnv} is not set", $"set {config.KeyEnv} where the server wants a key");
    }

    private static IEnumerable<Diagnosis> Local(Checkup checkup, bool isAsked)
    {
        var folder = checkup.Places.Models;
        var models = folder.Models();
        var choice = ModelChoice.Of(folder.Configured, models);
        foreach (var bad in models.Where(model => model.Problem is not null && model.Path != folder.Configured))
        {
            yield return Diagnosis.Warning("model", bad.Problem!, bad.Hint);
        }

        if (choice.Model is not { } model)
        {
            yield return isAsked || folder.Configured is not null
                ? Diagnosis.Problem("model", choice.Why, choice.Hint)
                : Diagnosis.Warning("model", choice.Why + "; sources are compiled without one", choice.Hint);
            yield break;
        }

        yield return Diagnosis.Ok("model", $"{model.Path}: {choice.Why}");
        yield return Format(model.File!, checkup.Config.Model.Template);
        yield return Memory(MemoryNeed.Of(model.File!, checkup.Config.Model), MachineMemory.Now());
    }

    internal static Diagnosis Format(GgufFile file, string? template)
    {
        try
        {
            return Diagnosis.Ok("format", $"the model is spoken to as {PromptFormat.For(file.Architecture, file.ChatTemplate, template).Name}");
        }
        catch (WikiException error)
        {
            return Diagnosis.Problem("format", error.Message, error.Hint);
        }
    }

    internal static Diagnosis Memory(MemoryNeed need, MachineMemory machine)
    {
        var what = $"the model takes {ByteText.Of(need.Total)} at a context of {need.Context} tokens; the machine has {ByteText.Of(machine.Total)}, {ByteText.Of(machine.Free)} of it free";
        return need.On(machine) switch
        {
            Fit.Fits => Diagnosis.Ok("memory", what),
            Fit.Tight => Diagnosis.Warning("memory", what, "end other programs, or lower model.context"),
            _ => Diagnosis.Problem("memory", what, "take a smaller model or quantization, or lower model.context"),
        };
    }
}
