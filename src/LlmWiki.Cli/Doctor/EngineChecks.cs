using LlmWiki.Llama;

namespace LlmWiki.Cli.Doctor;

/// <summary>The libraries that run local models.</summary>
internal static class EngineChecks
{
    public static IEnumerable<Diagnosis> Libraries(Checkup checkup)
    {
        if (checkup.HasLibraries)
        {
            return Loaded(checkup);
        }

        return [checkup.Config.Engine == "llama"
            ? Diagnosis.Problem("engine", "model.engine is llama, and llama.cpp's libraries are not installed", "wiki engine install")
            : Diagnosis.Warning("engine", "llama.cpp's libraries are not installed, so no local model can run", "wiki engine install")];
    }

    // Loading them is the only proof that they fit this machine.
    private static IEnumerable<Diagnosis> Loaded(Checkup checkup)
    {
        try
        {
            var runtime = LlamaRuntime.Load(checkup.Engines);
            return
            [
                Diagnosis.Ok("engine", $"llama.cpp {runtime.Version} in {runtime.Folder}"),
                .. runtime.Warnings.Select(warning => Diagnosis.Warning("engine", warning, "install what it lacks, or delete the folder it lies in")),
            ];
        }
        catch (WikiException error)
        {
            return [new Diagnosis("engine", checkup.Config.Engine == "llama" ? Health.Problem : Health.Warning, error.Message, error.Hint)];
        }
    }
}
