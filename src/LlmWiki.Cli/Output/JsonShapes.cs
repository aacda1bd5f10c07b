using System.Text.Json.Serialization;
using LlmWiki.Cli.Serve;

namespace LlmWiki.Cli.Output;

/// <summary>
/// What <c>--format json</c> prints. Each object is one line, so that a watch prints one line a run. Names and meanings
/// stay within a version; keys may be added.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IngestJson))]
[JsonSerializable(typeof(StatusJson))]
[JsonSerializable(typeof(SourcesJson))]
[JsonSerializable(typeof(LogJson))]
[JsonSerializable(typeof(UndoJson))]
[JsonSerializable(typeof(RemovalJson))]
[JsonSerializable(typeof(ModelsJson))]
[JsonSerializable(typeof(ModelInfoJson))]
[JsonSerializable(typeof(ModelTrialJson))]
[JsonSerializable(typeof(EnginesJson))]
[JsonSerializable(typeof(DoctorJson))]
[JsonSerializable(typeof(LintJson))]
[JsonSerializable(typeof(HealJson))]
[JsonSerializable(typeof(ReviewJson))]
[JsonSerializable(typeof(ScheduleJson))]
[JsonSerializable(typeof(LogLineJson))]
[JsonSerializable(typeof(HealthJson))]
[JsonSerializable(typeof(RunEnd))]
internal sealed partial class JsonShapes : JsonSerializerContext;

/// <summary>The root of every answer.</summary>
internal abstract record AnswerJson
{
    [JsonPropertyOrder(-1)]
    public int Version => 1;
}
