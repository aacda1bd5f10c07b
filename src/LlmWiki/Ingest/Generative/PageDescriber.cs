using System.Globalization;
using System.Text.Json.Nodes;
using LlmWiki.Claims;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Models;
using LlmWiki.Words;
using Microsoft.Extensions.AI;

namespace LlmWiki.Ingest.Generative;

/// <summary>Has a model say in a sentence what a page is about. The sentence is held against the passages of the statements that it rests on.</summary>
internal sealed class PageDescriber(ModelDesk desk, PromptBook prompts)
{
    private const int MostStatements = 4;
    private const int MostLetters = 200;
    private const int MostShown = 120;
    private const int MostTitle = 80;
    private const int Room = 110;

    private readonly Prompt _prompt = prompts.Load("describe-page", "title", "claims");

    /// <param name="statements">Those of the page, the most telling first.</param>
    /// <returns>Null where the reply is of no use or does not hold.</returns>
    public async Task<string?> Describe(Topic topic, IReadOnlyList<Statement> statements, Func<Statement, Language> languageOf, ModelTally tally, CancellationToken cancel)
    {
        var (shown, messages) = Messages(topic, statements);
        if (shown.Count == 0)
        {
            return null;
        }

        var shape = new ReplyShape<DescriptionReply>("description", ReplyTypes.Default.DescriptionReply, new Dictionary<string, JsonObject>
        {
            ["description"] = Bounds.Letters(MostLetters),
            ["claims"] = Bounds.SomeOf([.. Enumerable.Range(1, shown.Count)], MostStatements),
        });
        var (reply, _) = await desk.Ask(messages, shape, Room, tally, cancel);
        var cited = reply?.Claims.Distinct().Where(number => number >= 1 && number <= shown.Count).Select(number => shown[number - 1]).ToList() ?? [];
        return cited.Count == 0 ? null : Held(reply!.Description, cited, languageOf);
    }

    /// <summary>The description, where all that it says stands in one source's passages or another's.</summary>
    private static string? Held(string description, List<Statement> cited, Func<Statement, Language> languageOf)
    {
        var evidence = string.Join(' ', cited.SelectMany(statement => statement.Claim.Parts).Select(part => part.Text));
        var text = ClaimText.Clean(description, evidence);
        return text.Length is > 0 and <= MostLetters && cited.GroupBy(statement => statement.Claim.Source.Path)
            .Any(group => new ClaimCheck(group.First().Claim.Source, languageOf(group.First())).Problem(text, [.. group.SelectMany(statement => statement.Claim.Parts)]) is null)
            ? text : null;
    }

    private (List<Statement> Shown, IReadOnlyList<ChatMessage> Messages) Messages(Topic topic, IReadOnlyList<Statement> statements)
    {
        var shown = new List<Statement>();
        var messages = Render(topic, shown);
        foreach (var statement in statements.Where(statement => statement.Claim.Kind is ClaimKind.Statement or ClaimKind.Definition).Take(MostStatements))
        {
            var more = Render(topic, [.. shown, statement]);
            var tokens = more.Sum(message => desk.Engine.CountTokens(message.Text)) + 60;
            if (tokens > _prompt.Budget || tokens + Room > desk.Engine.Context)
            {
                break;
            }

            shown.Add(statement);
            messages = more;
        }

        return (shown, messages);
    }

    private IReadOnlyList<ChatMessage> Render(Topic topic, List<Statement> statements) => _prompt.Render(new Dictionary<string, string>
    {
        ["title"] = TopicPage.Shorten(ClaimText.ForPrompt(topic.Title), MostTitle),
        ["claims"] = string.Join('\n', statements.Select((statement, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {TopicPage.Shorten(ClaimText.ForPrompt(statement.Text), MostShown)}"))),
    });
}
