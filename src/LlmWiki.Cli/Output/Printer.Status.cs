using LlmWiki.Cli.Commands;
using LlmWiki.Ingest;
using LlmWiki.Storage;

namespace LlmWiki.Cli.Output;

/// <summary>Where the wiki stands against <c>raw/</c>.</summary>
internal sealed partial class Printer
{
    public void Status(WikiStatus status, Format format)
    {
        if (format == Format.Json)
        {
            Json(StatusJson.Of(status), Shapes.StatusJson);
            return;
        }

        var byState = status.Sources.ToLookup(source => source.State);
        Results("new:", byState[SourceState.New].Select(source => Ink.Good(source.Path.Value)));
        Results("changed:", byState[SourceState.Changed].Select(source => Ink.Odd(source.Path.Value)));
        Results("moved:", byState[SourceState.Moved].Select(source => $"{source.MovedFrom} -> {source.Path}"));
        Results("removed:", byState[SourceState.Removed].Select(source => Ink.Bad(source.Path.Value)));
        Skipped(status.Skipped);
        Results("taken out:", byState[SourceState.TakenOut].Select(source => source.Path.Value));
        Result($"unchanged: {Number(byState[SourceState.Unchanged].Count(), "source")}");
        Result($"pages: {Number(status.Pages.Sum(type => type.Value))}"
            + (status.Pages.IsEmpty ? "" : $" ({Listed(status.Pages.Select(type => $"{Number(type.Value)} {type.Key}"))})"));
        if (status.Passages > 0)
        {
            Result(Coverage(status.Cited, status.Passages));
        }

        Result(Next(status));
        if (status.Sources.IsEmpty && status.Skipped.IsEmpty)
        {
            NoSourcesHint();
        }
        else
        {
            SkippedHints(status.Skipped);
        }
    }

    public void Sources(WikiStatus status, Format format)
    {
        if (format == Format.Json)
        {
            Json(new SourcesJson([.. status.Sources.Select(SourceJson.Of)]), Shapes.SourcesJson);
            return;
        }

        foreach (var source in status.Sources)
        {
            var from = source.MovedFrom is { } old ? $" (was {old})" : "";
            Result($"{(source.State == SourceState.Unchanged ? "compiled" : Word(source.State)),-8}  {source.Path}{from}");
        }

        if (status.Sources.IsEmpty)
        {
            Result("no sources yet");
            NoSourcesHint();
        }
    }

    private static string Next(WikiStatus status)
    {
        var parts = status.Sources.Where(source => source.State is not (SourceState.Unchanged or SourceState.TakenOut))
            .GroupBy(source => source.State)
            .OrderBy(group => group.Key)
            .Select(group => group.Key switch
            {
                SourceState.New => $"read {Number(group.Count(), "new source")}",
                SourceState.Changed => $"read {Number(group.Count(), "changed source")} again",
                SourceState.Moved => $"follow {Number(group.Count(), "moved source")}",
                _ => $"take out {Number(group.Count(), "removed source")}",
            })
            .ToList();
        return parts.Count == 0 ? "nothing to do" : $"the next ingest would {Listed(parts)}";
    }

    private void Skipped(IEnumerable<SkippedFile> skipped) =>
        Results("skipped:", skipped.Select(file => $"{file.Path}: {file.Reason}"));

    // One hint may serve many files.
    private void SkippedHints(IEnumerable<SkippedFile> skipped)
    {
        foreach (var group in skipped.Where(file => file.Hint is not null).GroupBy(file => file.Hint))
        {
            var more = group.Count() > 1 ? $" and {Number(group.Count() - 1)} more" : "";
            Hint($"{group.First().Path}{more}: {group.Key}");
        }
    }

    private void NoSourcesHint() => Hint("copy files into raw/, then type 'wiki ingest'");

    private static string Coverage(int cited, int passages) =>
        $"coverage: {Percent(cited, passages)} % ({Number(cited)} of {Number(passages, "passage")} cited)";

    public static string Word(SourceState state) => state switch
    {
        SourceState.New => "new",
        SourceState.Changed => "changed",
        SourceState.Moved => "moved",
        SourceState.Removed => "removed",
        SourceState.TakenOut => "taken out",
        _ => "unchanged",
    };
}
