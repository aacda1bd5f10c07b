using System.Globalization;
using LlmWiki.Models;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>Every prompt fits its budget and, with its reply, the model's context, however large or strange what goes into it.</summary>
public sealed class PromptBudgetTests
{
    private const string Config = """
        git: off
        purpose: >-
          PURPOSE
        types:
          concept: [SECTIONS]
          entity: [SECTIONS]

        """;

    [Theory]
    [InlineData(2048, "q", " ")]
    [InlineData(2048, "車", "")]
    [InlineData(2048, "ж", " ")]
    [InlineData(4096, "車", "")]
    [InlineData(32768, "q", " ")]
    public void The_largest_inputs_fit(int context, string letter, string gap)
    {
        var sections = string.Join(", ", Enumerable.Range(0, 12).Select(number => $"{letter}{number}{string.Concat(Enumerable.Repeat(letter, 55))}"));
        var config = Config.Replace("PURPOSE", string.Concat(Enumerable.Repeat(letter + gap, 3000)), StringComparison.Ordinal).Replace("SECTIONS", sections, StringComparison.Ordinal);
        using var wiki = new IngestWiki(config, [.. Enumerable.Range(0, 3).Select(number => ($"file-{number}.md", Source(number, letter, gap)))]);
        var model = new PlayedModel(Reply);
        wiki.Ingest(new TextEngine("played:one", model, 4) { Context = context });

        // A second source for every page: headings and statements of a page that is there.
        wiki.Write("raw/late.md", Source(0, letter, gap).Replace("one", "late", StringComparison.Ordinal));
        wiki.Ingest(new TextEngine("played:one", model, 4) { Context = context });
        model.Most.Together.ShouldBeLessThanOrEqualTo(context);
        var budgets = Budgets();
        model.Asked.Select(asked => asked.System).Distinct().Count().ShouldBe(budgets.Count, "every job was asked for");
        foreach (var (system, user) in model.Asked)
        {
            (TokenEstimate.Of(system) + TokenEstimate.Of(user)).ShouldBeLessThanOrEqualTo(budgets[system], user);
        }
    }

    private static Dictionary<string, int> Budgets() => new[]
    {
        PromptBook.Usual.Load("extract-claims", "purpose", "file", "passages", "again"), PromptBook.Usual.Load("same-thing", "names"),
        PromptBook.Usual.Load("compose-section", "purpose", "pages"), PromptBook.Usual.Load("describe-page", "title", "claims"),
        PromptBook.Usual.Load("describe-source", "title", "statements"),
    }.ToDictionary(prompt => prompt.System, prompt => prompt.Budget);

    private static string Reply(string system, string user) =>
        system.Contains("take notes", StringComparison.Ordinal)
            ? LiteralModel.Json(LiteralModel.ClaimsOf(user).Select(claim => (claim.Text.Split(" :")[0], claim.Text, claim.Passages)))
            : LiteralModel.Reply(system, user);

    /// <summary>Long names that are alike, many statements on each, one passage longer than any chunk.</summary>
    private static string Source(int number, string letter, string gap)
    {
        string Long(int letters) => string.Concat(Enumerable.Repeat(letter + gap, letters)).Trim();
        string[] names = [$"Rover {(char)('A' + number)}", $"Rover {(char)('A' + number)} {Long(25)}", $"Works of Rover {(char)('A' + number)} {Long(25)}"];
        var statements = names.SelectMany(name => Enumerable.Range(1, 14).Select(each => string.Create(CultureInfo.InvariantCulture, $"{name} : is one {Long(50)} number {each} of the works at {Long(10)}.")));
        return $"# {Long(400)}\n\n## {Long(300)}\n\n{string.Join("\n\n", statements)}\n\nThe wheel {Long(9000)} turns.\n";
    }
}
