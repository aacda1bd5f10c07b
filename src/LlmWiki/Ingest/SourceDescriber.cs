using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LlmWiki.Claims;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Ingest.Generative;
using LlmWiki.Models;
using LlmWiki.Words;
using Microsoft.Extensions.AI;

namespace LlmWiki.Ingest;

/// <summary>
/// Lets a model choose the statement that says best what a source is about. It answers with a number; the words are the source's. A reply
/// that is of no use leaves the choice to code.
/// </summary>
internal sealed class SourceDescriber(ModelDesk desk, PromptBook prompts)
{
    private const int MostStatements = 5;

    // A token is never less than a byte, so five of these and the prompt's own words fit into 2,048 tokens in any script.
    private const int MostBytes = 130;
    private const int MostOutput = 24;

    private readonly Prompt _prompt = prompts.Load("describe-source", "title", "statements");

    /// <summary>
    /// The choice as the page of a source shows it, so that it holds without the model, and without anything but the wiki. Null where the
    /// page says something else, or there is none.
    /// </summary>
    public static string? Kept(Reading reading, string? description) =>
        description is null ? null : Choices(reading).FirstOrDefault(text => SourcePage.ShortDescription(text) == description);

    /// <summary>The statement, in the source's words; null where there is nothing to choose, none of them tells it, or the reply is of no use.</summary>
    public async Task<string?> Choose(Reading reading, ModelTally tally, CancellationToken cancel)
    {
        var choices = Choices(reading).ToList();
        if (choices.Count < 2 || reading.Source.Metadata.Description is not null || SaysWhatItIs(reading, choices[0]))
        {
            return null;
        }

        var shape = new ReplyShape<StatementReply>("choice", ReplyTypes.Default.StatementReply, new Dictionary<string, JsonObject> { ["statement"] = Bounds.OneOf(Enumerable.Range(0, choices.Count + 1)) });
        var (reply, fault) = await desk.Ask(Messages(reading, choices), shape, MostOutput, tally, cancel);
        if (reply is { Statement: var number } && number >= 1 && number <= choices.Count)
        {
            return choices[number - 1];
        }

        if (fault == ReplyFault.None && reply is not { Statement: 0 })
        {
            tally.Unusable(ReplyFault.WrongShape);
        }

        return null;
    }

    /// <summary>The file begins with what the thing in its title is: nothing tells it better.</summary>
    private static bool SaysWhatItIs(Reading reading, string first) =>
        Definition.SubjectOf(first, reading.Language) is { } subject && reading.Source.Metadata.Title is { } title
        && Tokens.NameKey(subject) is { Length: > 0 } key && $" {Tokens.NameKey(title)} ".Contains($" {key} ", StringComparison.Ordinal);

    private static IEnumerable<string> Choices(Reading reading) =>
        reading.Claims.Where(claim => claim.Kind is ClaimKind.Statement or ClaimKind.Definition && !claim.Parts.Any(part => Injection.IsMeantForModel(part.Text))).Take(MostStatements).Select(claim => claim.First.Text);

    private IReadOnlyList<ChatMessage> Messages(Reading reading, List<string> choices)
    {
        var lines = choices.Select((text, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {Fitting(text)}"));
        return _prompt.Render(new Dictionary<string, string>
        {
            ["title"] = Fitting(Injection.IsMeantForModel(reading.Source.Metadata.Title ?? "") ? reading.Source.Path.Name : reading.Source.Metadata.Title ?? reading.Source.Path.Name),
            ["statements"] = string.Join('\n', lines),
        });
    }

    private static string Fitting(string text)
    {
        var line = ClaimText.ForPrompt(text);
        var letters = Math.Min(line.Length, MostBytes);
        while (Encoding.UTF8.GetByteCount(line.AsSpan(0, letters)) > MostBytes)
        {
            letters -= 8;
        }

        return TopicPage.Shorten(line, letters);
    }
}
