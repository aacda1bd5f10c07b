using LlmWiki.Llama.Gguf;
using LlmWiki.Llama.Hub;

namespace LlmWiki.Cli.Output;

/// <param name="Chosen">The path of the model that the engine auto takes; absent where it takes none.</param>
/// <param name="Folders">Those that were looked through.</param>
/// <param name="MemoryTotal">Of the machine. Unit: bytes.</param>
internal sealed record ModelsJson(
    ModelJson[] Models, BadModelJson[] Bad, string? Chosen, string Why, string? Hint, string[] Folders, long MemoryTotal, long MemoryFree) : AnswerJson
{
    public static ModelsJson Of(ModelsView view) => new(
        [.. view.Models.Where(model => model.File is not null).Select(model => ModelJson.Of(model, view.Need(model)!, view.Memory))],
        [.. view.Models.Where(model => model.Problem is not null).Select(model => new BadModelJson(model.Path, model.Problem!, model.Hint))],
        view.Choice.Model?.Path,
        view.Choice.Why,
        view.Choice.Hint,
        [.. view.Places.Models.Folders],
        view.Memory.Total,
        view.Memory.Free);
}

/// <param name="Kind">chat or embedding.</param>
/// <param name="Size">Of all its files. Unit: bytes.</param>
/// <param name="Context">Tokens it was made for.</param>
/// <param name="Memory">It takes so many bytes at <paramref name="ContextUsed"/> tokens.</param>
/// <param name="Fits">yes, tight (when other programs end) or no.</param>
internal sealed record ModelJson(
    string Name, string Path, string Kind, long Size, string Quantization, long Parameters, int Context, int ContextUsed, long Memory, string Fits)
{
    public static ModelJson Of(FoundModel model, MemoryNeed need, MachineMemory memory) => new(
        model.Name,
        model.Path,
        Printer.Kind(model),
        model.File!.FileBytes,
        model.File.Quantization,
        model.File.ParameterCount,
        model.File.ContextLength,
        need.Context,
        need.Total,
        need.On(memory) switch { Fit.Fits => "yes", Fit.Tight => "tight", _ => "no" });
}

internal sealed record BadModelJson(string Path, string Problem, string? Hint);

/// <param name="Title">What the file calls itself.</param>
/// <param name="ChatFormat">Its family; absent where the file tells none that is known.</param>
/// <param name="CacheBytesPerToken">0 for an embedding model.</param>
internal sealed record ModelInfoJson(
    ModelJson Model,
    string Title,
    string? License,
    string Architecture,
    int Layers,
    int EmbeddingLength,
    int Heads,
    int KeyValueHeads,
    int Vocabulary,
    string? Tokenizer,
    string? ChatFormat,
    string? Pooling,
    long CacheBytesPerToken,
    string[] Parts) : AnswerJson
{
    public static ModelInfoJson Of(FoundModel model, MemoryNeed need, MachineMemory memory)
    {
        GgufFile file = model.File!;
        return new ModelInfoJson(
            ModelJson.Of(model, need, memory),
            file.Name,
            file.License,
            file.Architecture,
            file.LayerCount,
            file.EmbeddingLength,
            file.HeadCount,
            file.KeyValueHeadCount,
            file.VocabularySize,
            file.TokenizerModel,
            model.ChatFormat,
            file.PoolingType?.ToString().ToLowerInvariant(),
            need.Cache / need.Context,
            [.. file.Parts]);
    }
}
