using LlmWiki.Llama.Native;

namespace LlmWiki.Cli.Doctor;

/// <summary>The libraries that run local models.</summary>
internal static class EngineChecks
{
    public static IEnumerable<Diagnosis> Libraries(Checkup checkup)
    {
        var installed = checkup.Places.Engines?.Installed().Select(engine => engine.Folder) ?? [];
        if (NativeFolders.Find([checkup.BuiltIn, .. installed]) is { } folder)
        {
            yield return Diagnosis.Ok("engine", $"llama.cpp in {folder}");
        }
        else if (checkup.Config.Engine == "llama")
        {
            yield return Diagnosis.Problem("engine", "model.engine is llama, and llama.cpp's libraries are not installed", "wiki engine install");
        }
        else
        {
            yield return Diagnosis.Warning("engine", "llama.cpp's libraries are not installed, so no local model can run", "wiki engine install");
        }
    }
}
