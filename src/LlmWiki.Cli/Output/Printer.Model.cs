using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Cli.Commands;
using LlmWiki.Llama;
using LlmWiki.Llama.Hub;
using LlmWiki.Text;

namespace LlmWiki.Cli.Output;

/// <summary>The models of a machine, and how they fit it.</summary>
internal sealed record ModelsView(ModelPlaces Places, ImmutableArray<FoundModel> Models, ModelChoice Choice, MachineMemory Memory)
{
    public MemoryNeed? Need(FoundModel model) => model.File is { } file ? MemoryNeed.Of(file, Places.Config.Model) : null;
}

/// <summary>Models on this machine, and models fetched.</summary>
internal sealed partial class Printer
{
    public static UsageException NoFolder(string folder) => new($"there is no folder '{folder}'");

    public static UsageException NoModel(string typed, IEnumerable<string> names) =>
        new($"there is no model '{typed}'{DidYouMean(EditDistance.Nearest(typed, names))}", "wiki model list");

    public static UsageException SeveralModels(string typed, IEnumerable<string> paths) =>
        new($"'{typed}' names several models", "type the path of one: " + Listed(paths));

    public void Models(ModelsView view, Format format)
    {
        if (format == Format.Json)
        {
            Json(ModelsJson.Of(view), Shapes.ModelsJson);
            return;
        }

        if (view.Models.IsEmpty)
        {
            Result("no models yet");
            Results("looked in:", view.Places.Models.Folders);
            Hint(view.Choice.Hint);
            return;
        }

        Table(["model", "kind", "size", "quantization", "parameters", "context", "memory"],
            [.. view.Models.Where(model => model.Problem is null).Select(model => Row(model, view))]);
        Results("cannot be used:", view.Models.Where(model => model.Problem is not null).Select(model => Ink.Bad(model.Problem!)));
        Result($"memory: {ByteText.Of(view.Memory.Total)}, {ByteText.Of(view.Memory.Free)} of it free; a model takes its weights and the cache for {Number(view.Places.Config.Model.Context ?? EnginePlan.UsualContext)} tokens");
        Result(view.Choice.Model is { } chosen ? $"auto takes {chosen.Name}: {view.Choice.Why}" : $"auto takes none: {view.Choice.Why}");
        Hint(view.Choice.Hint);
    }

    public void Model(FoundModel model, ModelConfig config, MachineMemory memory, Format format)
    {
        var (file, need) = (model.File!, MemoryNeed.Of(model.File!, config));
        if (format == Format.Json)
        {
            Json(ModelInfoJson.Of(model, need, memory), Shapes.ModelInfoJson);
            return;
        }

        (string Left, string? Right)[] rows =
        [
            ("name", file.Name),
            ("file", file.Parts.Length == 1 ? model.Path : $"{model.Path} and {Number(file.Parts.Length - 1, "part")} more"),
            ("kind", Kind(model)),
            ("licence", file.License ?? "the file does not say"),
            ("architecture", file.Architecture),
            ("parameters", Parameters(file.ParameterCount)),
            ("quantization", file.Quantization),
            ("size", ByteText.Of(file.FileBytes)),
            ("context", $"{Number(file.ContextLength, "token")}"),
            ("vocabulary", $"{Number(file.VocabularySize, "token")}{(file.TokenizerModel is { } tokenizer ? $" ({tokenizer})" : "")}"),
            ("layers", $"{Number(file.LayerCount)}; vectors of {Number(file.EmbeddingLength)}, {Number(file.HeadCount, "head")}, {Number(file.KeyValueHeadCount)} for keys and values"),
            ("chat format", model.IsChat ? model.ChatFormat ?? "not known: set model.template" : null),
            ("pooling", file.PoolingType?.ToString().ToLowerInvariant()),
            ("cache", model.IsChat ? $"{Number(need.Cache / need.Context)} bytes a token" : null),
            ("memory", $"{ByteText.Of(need.Total)} at a context of {Number(need.Context, "token")}: {ByteText.Of(need.Weights)} weights, {ByteText.Of(need.Cache)} cache"),
            ("machine", $"{ByteText.Of(memory.Total)}, {ByteText.Of(memory.Free)} of it free: {Word(need.On(memory))}"),
        ];
        foreach (var (left, right) in rows.Where(row => row.Right is not null))
        {
            Result($"{left,-13}  {right}");
        }
    }

    public void Pulling(PullPlan plan)
    {
        if (!plan.Missing.IsEmpty)
        {
            var size = plan.Size is { } bytes ? $" ({ByteText.Of(bytes)})" : "";
            Note($"fetching {Listed(plan.Missing.Select(item => item.Request.Name))}{size} from {plan.Missing[0].Request.Source.Host}");
        }
    }

    public void Pulled(PulledModel pulled, FoundModel model, ModelChoice choice)
    {
        var sum = pulled.IsVerified ? "checksum right" : "the server told no checksum";
        Result(pulled.WasThere ? $"there already: {pulled.Path}" : $"{pulled.Path} ({ByteText.Of(pulled.Bytes)}, {sum})");
        if (pulled.WasThere)
        {
            Hint("--force fetches it anew");
        }
        else if (choice.Model?.Path == pulled.Path)
        {
            Note($"auto takes it: {choice.Why}");
        }
        else
        {
            Hint($"set model.{(model.IsEmbedding ? "embedding" : "path")} to its path to use it");
        }
    }

    public static string Kind(FoundModel model) => model.IsEmbedding ? "embedding" : "chat";

    public static string Word(Fit fit) => fit switch
    {
        Fit.Fits => "fits",
        Fit.Tight => "fits when other programs end",
        _ => "too large",
    };

    private static string[] Row(FoundModel model, ModelsView view)
    {
        var (file, need) = (model.File!, view.Need(model)!);
        var name = model.Path == view.Choice.Model?.Path ? Ink.Good(model.Name) : model.Name;
        return
        [
            name, Kind(model), ByteText.Of(file.FileBytes), file.Quantization, Parameters(file.ParameterCount), Number(file.ContextLength),
            $"{ByteText.Of(need.Total)}, {Word(need.On(view.Memory))}",
        ];
    }

    /// <summary>Columns as wide as their widest cell; marks for colour do not count.</summary>
    private void Table(string[] heads, string[][] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        var widths = heads.Select((head, i) => rows.Select(row => row[i]).Append(head).Max(cell => Ink.Render(cell, color: false).Length)).ToArray();
        foreach (var (cells, isHead) in rows.Select(row => (row, false)).Prepend((heads, true)))
        {
            var line = string.Join("  ", cells.Select((cell, i) => cell + new string(' ', widths[i] - Ink.Render(cell, color: false).Length))).TrimEnd();
            Result(isHead ? Ink.Dim(line) : line);
        }
    }

    private static string Parameters(long count) => count switch
    {
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0.00} M"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0} M"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:0.0} B"),
    };

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
