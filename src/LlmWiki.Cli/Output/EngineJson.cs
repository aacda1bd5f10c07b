using LlmWiki.Llama.Hub;

namespace LlmWiki.Cli.Output;

/// <param name="BuiltIn">The folder beside the program; absent where the build brought no libraries.</param>
internal sealed record EnginesJson(string? BuiltIn, EngineJson[] Installed) : AnswerJson;

/// <param name="Kind">cpu, cuda12, cuda13 or vulkan.</param>
/// <param name="Size">Unit: bytes.</param>
internal sealed record EngineJson(string Kind, string Folder, long Size)
{
    public static EngineJson Of(InstalledEngine engine) => new(EngineCatalog.Word(engine.Kind), engine.Folder, engine.Bytes);
}
