using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LlmWiki.Claims;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Models;

namespace LlmWiki.Ingest.Generative;

/// <summary>Asks which names that are alike are names of one thing, several of them in one question.</summary>
internal sealed class SameThing(ModelDesk desk, PromptBook prompts)
{
    private const int MostName = 60;
    private const int MostEvidence = 80;
    private const int MostNames = 8;

    /// <summary>Tokens that each answer takes.</summary>
    private const int AnswerTokens = 24;

    private readonly Prompt _prompt = prompts.Load("same-thing", "names");

    /// <summary>One name with its candidates as it is shown; the pages are numbered through the whole prompt.</summary>
    private sealed record Question(Lookalike Asked, string Text, IReadOnlyList<int> Numbers);

    /// <summary>The decisions, with those of the names that were asked about. One that got no answer stays open.</summary>
    /// <param name="evidence">What a thing is about, in a sentence.</param>
    public async Task<NameDecisions> Decide(IReadOnlyList<Lookalike> names, Func<Topic, string> evidence, NameDecisions decisions, ModelTally tally, CancellationToken cancel)
    {
        var same = new List<NamePair>();
        var apart = new List<NamePair>();
        foreach (var batch in Batches(names, evidence))
        {
            var numbers = batch.SelectMany(question => question.Numbers).Prepend(0).ToList();
            var shape = new ReplyShape<SameReply>("same", ReplyTypes.Default.SameReply, new Dictionary<string, JsonObject>
            {
                ["answers"] = Bounds.Items(batch.Count),
                ["name"] = Bounds.OneOf(Enumerable.Range(1, batch.Count)),
                ["page"] = Bounds.OneOf(numbers),
            });
            var messages = _prompt.Render(new Dictionary<string, string> { ["names"] = string.Join("\n", batch.Select(question => question.Text)) });
            var (reply, _) = await desk.Ask(messages, shape, (batch.Count * AnswerTokens) + 40, tally, cancel);
            foreach (var answer in reply?.Answers.DistinctBy(answer => answer.Name) ?? [])
            {
                if (answer.Name >= 1 && answer.Name <= batch.Count)
                {
                    Note(batch[answer.Name - 1], answer.Page, same, apart);
                }
            }
        }

        return decisions.With(same, apart);
    }

    private static void Note(Question question, int page, List<NamePair> same, List<NamePair> apart)
    {
        var chosen = question.Numbers.ToList().IndexOf(page);
        if (page != 0 && chosen < 0)
        {
            return;
        }

        for (var i = 0; i < question.Numbers.Count; i++)
        {
            (i == chosen ? same : apart).Add(Pair(question.Asked.Name, question.Asked.Candidates[i]));
        }
    }

    /// <summary>Both names, in an order that does not depend on which was there first.</summary>
    private static NamePair Pair(Topic left, Topic right) =>
        string.CompareOrdinal(left.Key, right.Key) <= 0 ? new NamePair(left.Title, right.Title) : new NamePair(right.Title, left.Title);

    private IEnumerable<List<Question>> Batches(IReadOnlyList<Lookalike> names, Func<Topic, string> evidence)
    {
        var most = Math.Min(_prompt.Budget, desk.Engine.Context - (MostNames * AnswerTokens) - 40) - desk.Engine.CountTokens(_prompt.System) - 60;
        var batch = new List<Question>();
        var (size, pages) = (0, 0);
        foreach (var name in names)
        {
            var question = Ask(name, batch.Count + 1, pages, evidence);
            var tokens = desk.Engine.CountTokens(question.Text);
            if (batch.Count > 0 && (size + tokens > most || batch.Count == MostNames))
            {
                yield return batch;
                (batch, size, pages) = ([], 0, 0);
                question = Ask(name, 1, 0, evidence);
            }

            // With names of strange letters one alone may be too long: then it stays undecided.
            if (tokens <= most)
            {
                batch.Add(question);
                size += tokens;
                pages += name.Candidates.Count;
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static Question Ask(Lookalike name, int number, int pagesBefore, Func<Topic, string> evidence)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"Name {number}: {Line(name.Name, evidence)}\n"));
        var numbers = Enumerable.Range(pagesBefore + 1, name.Candidates.Count).ToList();
        for (var i = 0; i < numbers.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  page {numbers[i]}: {Line(name.Candidates[i], evidence)}\n");
        }

        return new Question(name, text.ToString(), numbers);
    }

    private static string Line(Topic topic, Func<Topic, string> evidence) =>
        $"{TopicPage.Shorten(ClaimText.ForPrompt(topic.Title), MostName)} - {TopicPage.Shorten(ClaimText.ForPrompt(evidence(topic)), MostEvidence)}";
}
