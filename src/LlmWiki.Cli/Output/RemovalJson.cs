namespace LlmWiki.Cli.Output;

/// <param name="Removed">False where it was only looked at, or refused.</param>
/// <param name="Statements">Those that go.</param>
/// <param name="Kept">A person's blocks that cite the source.</param>
internal sealed record RemovalJson(
    string Source, bool Removed, PageJson[] Pages, StatementJson[] Statements, KeptJson[] Kept, ConflictJson[] Conflicts) : AnswerJson
{
    public static RemovalJson Of(RemovalOutcome outcome) => new(
        outcome.Plan.Source.Value,
        outcome.Applied is { Ok: true },
        [.. outcome.Plan.Pages.Select(page => PageJson.Of(page, withDiff: outcome.DryRun))],
        [.. outcome.Plan.Statements.Select(each => new StatementJson(each.Key.Value, each.Value))],
        [.. outcome.Plan.Kept.Select(each => new KeptJson(each.Key.Value, each.Value))],
        ConflictJson.Of(outcome.Applied?.Conflicts ?? []));
}

internal sealed record StatementJson(string Page, string Text);

internal sealed record KeptJson(string Page, int Line);
