using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Models;

namespace LlmWiki.Ingest.Generative;

/// <summary>Lets a model choose the section of each new statement of a page. It sees the statements and answers with their numbers; their words stay.</summary>
internal sealed class SectionChooser(ModelDesk desk, PromptBook prompts, WikiConfig config)
{
    /// <summary>Letters of a statement that are shown: enough to see what it is about.</summary>
    private const int MostLetters = 110;
    private const int MostTitle = 80;
    private const int MostStatements = 40;
    private const int AnswerTokens = 26;

    private readonly Prompt _prompt = prompts.Load("compose-section", "purpose", "page");

    /// <summary>Sections for statements, in the order in which they are to be read; of those that the model leaves out nothing is said.</summary>
    public async Task<List<KeyValuePair<Statement, string>>> Choose(Topic topic, IReadOnlyList<string> headings, IReadOnlyList<Statement> statements, ModelTally tally, CancellationToken cancel)
    {
        var chosen = new List<KeyValuePair<Statement, string>>();
        foreach (var batch in Batches(topic, headings, statements))
        {
            string[] sections = [PageLayouts.Lead, .. headings];
            var shape = new ReplyShape<PlacesReply>("places", ReplyTypes.Default.PlacesReply, new Dictionary<string, JsonObject>
            {
                ["places"] = Bounds.Items(batch.Count),
                ["claim"] = Bounds.OneOf(Enumerable.Range(1, batch.Count)),
                ["section"] = Bounds.OneOf(sections),
            });
            var (reply, _) = await desk.Ask(Messages(topic, headings, batch), shape, (batch.Count * AnswerTokens) + 40, tally, cancel);
            chosen.AddRange((reply?.Places ?? []).DistinctBy(place => place.Claim)
                .Where(place => place.Claim >= 1 && place.Claim <= batch.Count && sections.Contains(place.Section, StringComparer.OrdinalIgnoreCase))
                .Select(place => KeyValuePair.Create(batch[place.Claim - 1], place.Section)));
        }

        return chosen;
    }

    private IReadOnlyList<Microsoft.Extensions.AI.ChatMessage> Messages(Topic topic, IReadOnlyList<string> headings, IReadOnlyList<Statement> statements)
    {
        var page = new StringBuilder($"Page: {TopicPage.Shorten(ClaimText.ForPrompt(topic.Title), MostTitle)}\nSections: {string.Join(", ", headings.Prepend(PageLayouts.Lead).Select(ClaimText.ForPrompt))}\n");
        for (var i = 0; i < statements.Count; i++)
        {
            page.Append(Line(i + 1, statements[i]));
        }

        return _prompt.Render(new Dictionary<string, string> { ["purpose"] = Purpose.Lines(config), ["page"] = page.ToString() });
    }

    private static string Line(int number, Statement statement) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}. {TopicPage.Shorten(ClaimText.ForPrompt(statement.Text), MostLetters)}\n");

    private IEnumerable<List<Statement>> Batches(Topic topic, IReadOnlyList<string> headings, IReadOnlyList<Statement> statements)
    {
        var frame = Messages(topic, headings, []).Sum(message => desk.Engine.CountTokens(message.Text)) + 60;
        var batch = new List<Statement>();
        var size = frame;
        foreach (var statement in statements)
        {
            var tokens = desk.Engine.CountTokens(Line(99, statement));
            if (batch.Count > 0 && (batch.Count == MostStatements || size + tokens > _prompt.Budget || size + tokens + ((batch.Count + 1) * AnswerTokens) + 40 > desk.Engine.Context))
            {
                yield return batch;
                (batch, size) = ([], frame);
            }

            if (frame + tokens <= _prompt.Budget && frame + tokens + AnswerTokens + 40 <= desk.Engine.Context)
            {
                batch.Add(statement);
                size += tokens;
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
