using LlmWiki.Cli.Commands;
using LlmWiki.Llama;
using LlmWiki.Llama.Hub;
using LlmWiki.Models;

namespace LlmWiki.Cli.Output;

/// <summary>A model that was tried.</summary>
/// <param name="File">Null for a server.</param>
/// <param name="Loading">Until it could be asked.</param>
internal sealed record ModelTrialView(TextEngine Engine, FoundModel? File, TimeSpan Loading, ModelTrial Trial)
{
    public LlamaEngine? Llama => Engine.Client.GetService(typeof(LlamaEngine)) as LlamaEngine;

    /// <summary>The most memory that this process has had. Unit: bytes.</summary>
    public long PeakBytes { get; } = System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64;
}

/// <summary>What <c>wiki model test</c> measured.</summary>
internal sealed partial class Printer
{
    public void Tested(ModelTrialView view, Format format)
    {
        if (format == Format.Json)
        {
            Json(ModelTrialJson.Of(view), Shapes.ModelTrialJson);
            return;
        }

        var trial = view.Trial;
        (string Left, string? Right)[] rows =
        [
            ("model", view.Engine.Name),
            ("file", view.File?.Path),
            ("size", view.File?.File is { } file ? $"{ByteText.Of(file.FileBytes)}, {file.Quantization}" : null),
            ("plan", view.Llama?.Plan.ToString()),
            ("prompt format", view.Llama?.Format.Name),
            ("loading", view.Llama is null ? null : $"{Decimal(view.Loading.TotalSeconds)} s"),
            ("reading", $"{Decimal(trial.PromptRate)} tokens/s"),
            ("writing", $"{Decimal(trial.OutputRate)} tokens/s"),
            ("side by side", $"{Decimal(trial.TogetherRate)} tokens/s in {Number(trial.Together, "call")}"),
            ("schema", $"{Number(trial.Held)} of {Number(trial.Asked)} replies keep to it"),
            ("memory", view.Llama is null ? null : $"{ByteText.Of(view.PeakBytes)} at most"),
        ];
        foreach (var (left, right) in rows.Where(row => row.Right is not null))
        {
            Result($"{left,-13}  {right}");
        }
    }

    private static string Decimal(double value) => value.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="Loading">Unit: seconds.</param>
/// <param name="Reading">Unit: tokens a second; so are the next two.</param>
/// <param name="Memory">The most this process has had; absent for a server. Unit: bytes.</param>
internal sealed record ModelTrialJson(string Model, string? File, string? Plan, double Loading, double Reading, double Writing, double SideBySide, int Calls, int Asked, int Held, long? Memory) : AnswerJson
{
    public static ModelTrialJson Of(ModelTrialView view) => new(
        view.Engine.Name, view.File?.Path, view.Llama?.Plan.ToString(), view.Loading.TotalSeconds, view.Trial.PromptRate, view.Trial.OutputRate,
        view.Trial.TogetherRate, view.Trial.Together, view.Trial.Asked, view.Trial.Held, view.Llama is null ? null : view.PeakBytes);
}
