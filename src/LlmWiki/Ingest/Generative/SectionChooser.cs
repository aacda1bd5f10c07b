using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LlmWiki.Claims;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Models;

namespace LlmWiki.Ingest.Generative;

/// <summary>Statements that are new to a page, and the headings it may have.</summary>
internal sealed record OpenPage(Topic Topic, IReadOnlyList<string> Headings, IReadOnlyList<Statement> Statements);

/// <summary>
/// Lets a model choose the section of each new statement, several pages in one question. It sees the statements and answers with their
/// numbers; their words stay.
/// </summary>
internal sealed class SectionChooser(ModelDesk desk, PromptBook prompts, WikiConfig config)
{
    /// <summary>Letters of a statement that are shown: enough to see what it is about. Showing all would send each source twice.</summary>
    private const int MostLetters = 56;
    private const int MostTitle = 80;
    private const int MostStatements = 40;
    private const int AnswerTokens = 26;
    private const int Margin = 60;

    private readonly Prompt _prompt = prompts.Load("compose-section", "purpose", "pages");

    /// <summary>A statement with the page that it is for.</summary>
    private sealed record Item(OpenPage Page, Statement Statement);

    /// <summary>Sections for statements, in the order in which they are to be read; of those that the model leaves out nothing is said.</summary>
    public async Task<List<KeyValuePair<Statement, string>>> Choose(IReadOnlyList<OpenPage> pages, ModelTally tally, CancellationToken cancel)
    {
        var replies = await Task.WhenAll(Batches(pages).Select(batch => Choose(batch, tally, cancel)));
        return [.. replies.SelectMany(reply => reply)];
    }

    private async Task<List<KeyValuePair<Statement, string>>> Choose(List<Item> batch, ModelTally tally, CancellationToken cancel)
    {
        var shape = new ReplyShape<PlacesReply>("places", ReplyTypes.Default.PlacesReply, new Dictionary<string, JsonObject>
        {
            ["places"] = Bounds.Items(batch.Count),
            ["claim"] = Bounds.OneOf(Enumerable.Range(1, batch.Count)),
            ["section"] = Bounds.OneOf(batch.SelectMany(item => item.Page.Headings).Prepend(PageLayouts.Lead).Distinct()),
        });
        var (reply, _) = await desk.Ask(Messages(batch), shape, (batch.Count * AnswerTokens) + 40, tally, cancel);
        return [.. (reply?.Places ?? []).DistinctBy(place => place.Claim).Where(place => place.Claim >= 1 && place.Claim <= batch.Count)
            .Select(place => (batch[place.Claim - 1], place.Section))
            .Where(choice => choice.Item1.Page.Headings.Prepend(PageLayouts.Lead).Contains(choice.Section, StringComparer.OrdinalIgnoreCase))
            .Select(choice => KeyValuePair.Create(choice.Item1.Statement, choice.Section))];
    }

    private IReadOnlyList<Microsoft.Extensions.AI.ChatMessage> Messages(List<Item> batch)
    {
        var text = new StringBuilder();
        for (var i = 0; i < batch.Count; i++)
        {
            text.Append(Head(batch[i].Page, i == 0 ? null : batch[i - 1].Page)).Append(Line(i + 1, batch[i]));
        }

        return _prompt.Render(new Dictionary<string, string> { ["purpose"] = Purpose.Lines(config), ["pages"] = text.ToString() });
    }

    /// <summary>What stands above the first statement of a page: its sections, where they are others than those of the page before, and its name.</summary>
    private static string Head(OpenPage page, OpenPage? before)
    {
        if (page == before)
        {
            return "";
        }

        var sections = before is not null && before.Headings.SequenceEqual(page.Headings) ? "" : $"Sections: {string.Join(", ", page.Headings.Prepend(PageLayouts.Lead).Select(ClaimText.ForPrompt))}\n";
        return $"{sections}Page: {TopicPage.Shorten(ClaimText.ForPrompt(page.Topic.Title), MostTitle)}\n";
    }

    /// <summary>The beginning of a statement, without the name of its page.</summary>
    private static string Line(int number, Item item)
    {
        var text = item.Statement.Text;
        var name = item.Page.Topic.Title + " ";
        var at = text.StartsWith("The ", StringComparison.Ordinal) ? 4 : 0;
        text = text.AsSpan(at).StartsWith(name, StringComparison.OrdinalIgnoreCase) ? "… " + text[(at + name.Length)..] : text;
        return string.Create(CultureInfo.InvariantCulture, $"{number}. {TopicPage.Shorten(ClaimText.ForPrompt(text), MostLetters)}\n");
    }

    /// <summary>As many statements as fit into a prompt; one that fits into none, with headings of a strange length, is left to code.</summary>
    private IEnumerable<List<Item>> Batches(IReadOnlyList<OpenPage> pages)
    {
        var frame = Messages([]).Sum(message => desk.Engine.CountTokens(message.Text)) + Margin;
        var batch = new List<Item>();
        var size = frame;
        foreach (var item in pages.SelectMany(page => page.Statements.Select(statement => new Item(page, statement))))
        {
            var line = desk.Engine.CountTokens(Line(99, item));
            var head = desk.Engine.CountTokens(Head(item.Page, batch.Count == 0 ? null : batch[^1].Page));
            if (batch.Count > 0 && (batch.Count == MostStatements || !Fits(size + line + head, batch.Count + 1)))
            {
                yield return batch;
                (batch, size, head) = ([], frame, desk.Engine.CountTokens(Head(item.Page, null)));
            }

            if (Fits(size + line + head, batch.Count + 1))
            {
                batch.Add(item);
                size += line + head;
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private bool Fits(int tokens, int statements) => tokens <= _prompt.Budget && tokens + (statements * AnswerTokens) + 40 <= desk.Engine.Context;
}
