using LlmWiki.Ingest.Extractive;
using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Generative;

/// <summary>
/// What a model decides of all sources together, for one step of a run: which names are one thing, where new statements stand on their
/// pages, and what these pages are about. Without a model what the pages say is kept, and code places the rest.
/// </summary>
/// <param name="desk">Null without a model.</param>
internal sealed class Composer(ModelDesk? desk, PromptBook prompts, WikiConfig config)
{
    /// <summary>Pages of fewer statements are described by their first.</summary>
    private const int MinForDescription = 12;

    /// <summary>Names that were joined may be like others: so often they are looked at again.</summary>
    private const int MostRounds = 3;

    private readonly PageLayouts _layouts = new(config);

    /// <summary>The plan of a step, with all that is decided for it.</summary>
    public async Task<ExtractivePlan> Plan(PlanInput input, Generator generator, ModelTally tally, CancellationToken cancel)
    {
        input = input with { Decisions = NameDecisions.Of(input.Wiki) };
        var plan = new ExtractivePlan(input, config, generator);
        if (desk is not null)
        {
            for (var round = 0; round < MostRounds; round++)
            {
                var decisions = await Decide(plan, input, tally, cancel);
                if (decisions.Same.Count == input.Decisions.Same.Count)
                {
                    if (decisions != input.Decisions)
                    {
                        plan = new ExtractivePlan(input with { Decisions = decisions }, config, generator);
                    }

                    break;
                }

                input = input with { Decisions = decisions };
                plan = new ExtractivePlan(input, config, generator);
            }
        }

        plan.Layouts = await Layouts(plan, input.Wiki, tally, cancel);
        return plan;
    }

    private async Task<NameDecisions> Decide(ExtractivePlan plan, PlanInput input, ModelTally tally, CancellationToken cancel)
    {
        var compilation = plan.Compilation;
        var told = compilation.Statements.Where(statement => statement.Claim is { Told: not null, Subject: not null } or { Kind: ClaimKind.Row, Subject: not null }).OrderBy(statement => statement.Claim.Told is null)
            .GroupBy(statement => NamePart.KeyOf(statement.Claim.Subject!)).ToDictionary(group => group.Key, group => group.FirstOrDefault(IsDefinition) ?? group.First());
        var named = compilation.Named.Where(topic => (topic.Kinds & (TermKinds.Subject | TermKinds.Row)) != TermKinds.None && topic.Keys.Exists(told.ContainsKey)).ToList();
        var withPage = compilation.Topics.Where(topic => input.Wiki[plan.Paths[topic]] is not null).ToHashSet();
        var names = Lookalikes.Of(named, input.Decisions, withPage.Contains);
        return names.Count == 0 ? input.Decisions
            : await new SameThing(desk!, prompts).Decide(names, topic => told[topic.Keys.First(told.ContainsKey)].Text, input.Decisions, tally, cancel);
    }

    private async Task<Dictionary<Topic, PageLayout>> Layouts(ExtractivePlan plan, WikiSnapshot wiki, ModelTally tally, CancellationToken cancel)
    {
        var byTopic = plan.Compilation.Statements.Where(statement => statement.Topic is not null).ToLookup(statement => statement.Topic!);
        var topics = plan.Compilation.Topics.Where(topic => byTopic[topic].Any(statement => statement.Claim.Told is not null)).ToList();
        var open = topics.Select(topic => new OpenPage(topic, _layouts.Headings(topic, wiki[plan.Paths[topic]]), PageLayouts.Unplaced([.. byTopic[topic]], wiki[plan.Paths[topic]])))
            .Where(page => page.Statements.Count > 0).ToList();
        var chosen = desk is not null && open.Count > 0
            ? (await new SectionChooser(desk, prompts, config).Choose(open, tally, cancel)).ToLookup(pair => pair.Key.Topic!)
            : Enumerable.Empty<KeyValuePair<Statement, string>>().ToLookup(pair => pair.Key.Topic!);
        var layouts = await Task.WhenAll(topics.Select(topic => Layout(topic, [.. byTopic[topic]], [.. chosen[topic]], plan, wiki[plan.Paths[topic]], tally, cancel)));
        return topics.Zip(layouts).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private async Task<PageLayout> Layout(
        Topic topic, List<Statement> statements, IReadOnlyList<KeyValuePair<Statement, string>> chosen, ExtractivePlan plan, SnapshotFile? file, ModelTally tally, CancellationToken cancel)
    {
        var layout = _layouts.Of(topic, statements, file, chosen, new TopicPage(topic, plan.Paths[topic], plan.Bare).Lead(statements));
        var before = PageLayouts.Described(file);
        if (before > 0 && Math.Abs(statements.Count - before) * 2 <= before)
        {
            return layout with { Description = file!.Head.MapOrEmpty.Text("description"), Described = before };
        }

        if (desk is null || statements.Count < MinForDescription)
        {
            return layout;
        }

        var telling = layout.Lead.Concat(layout.Sections.SelectMany(section => section.Statements)).OrderByDescending(IsDefinition).ToList();
        var description = await new PageDescriber(desk, prompts).Describe(topic, telling, statement => plan.Bare.LanguageOf(statement.Claim.Source), tally, cancel);

        // One that does not hold is not asked for at every step either: code describes the page until it has grown again.
        return layout with { Description = description, Described = statements.Count };
    }

    private static bool IsDefinition(Statement statement) => statement.Claim.Kind == ClaimKind.Definition;
}
