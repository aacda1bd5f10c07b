using LlmWiki.Ingest;
using LlmWiki.Storage;

namespace LlmWiki.Cli.Output;

internal sealed record StatusJson(
    SourceJson[] Sources, SkippedJson[] Skipped, Dictionary<string, int> Pages, int Passages, int Cited, bool UpToDate) : AnswerJson
{
    public static StatusJson Of(WikiStatus status) => new(
        [.. status.Sources.Select(SourceJson.Of)],
        SkippedJson.Of(status.Skipped),
        status.Pages.ToDictionary(),
        status.Passages,
        status.Cited,
        status.Sources.All(source => source.State is SourceState.Unchanged or SourceState.TakenOut));
}

internal sealed record SourcesJson(SourceJson[] Sources) : AnswerJson;

internal sealed record SourceJson(string Path, string State, string? MovedFrom)
{
    public static SourceJson Of(SourceChange source) => new(
        source.Path.Value, Printer.Word(source.State), source.MovedFrom?.Value);
}

internal sealed record SkippedJson(string Path, string Reason, string? Hint)
{
    public static SkippedJson[] Of(IEnumerable<SkippedFile> files) =>
        [.. files.Select(file => new SkippedJson(file.Path, file.Reason, file.Hint))];
}
