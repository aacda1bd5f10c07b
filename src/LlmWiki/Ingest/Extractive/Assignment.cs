using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Gives each statement to the one topic it is most about, and lets go of topics that get too little for a page. A
/// statement is about what it names first, what its heading names, and what it defines; a name in passing counts little.
/// </summary>
internal sealed class Assignment
{
    private const double MinScore = 1.2;

    private readonly IReadOnlyList<Statement> _statements;
    private readonly Dictionary<Source, HeadingTopics> _headings;
    private readonly List<(Topic Topic, double Score)>[] _scores;
    private readonly double _count;

    private Assignment(IReadOnlyList<Statement> statements, Dictionary<Source, HeadingTopics> headings, MentionIndex index)
    {
        _statements = statements;
        _headings = headings;
        _count = Math.Max(2, statements.Count);
        _scores = new List<(Topic, double)>[statements.Count];
        Parallel.For(0, _scores.Length, i => _scores[i] = Scores(statements[i], index));
    }

    /// <summary>Sets <see cref="Statement.Topic"/> and returns the topics that have a page.</summary>
    public static List<Topic> Run(IReadOnlyList<Statement> statements, List<Topic> topics, Dictionary<Source, HeadingTopics> headings, MentionIndex index, HashSet<string> kept)
    {
        var assignment = new Assignment(statements, headings, index);
        var alive = topics.ToHashSet();
        foreach (var weakest in new[] { Evidence.Phrase, Evidence.Name, Evidence.Own, Evidence.Own, Evidence.Own })
        {
            assignment.Assign(alive);
            var failing = assignment.Failing(alive, kept).Where(topic => EvidenceOf(topic) <= weakest).ToList();
            alive.ExceptWith(failing);
        }

        assignment.Assign(alive);
        for (var failing = assignment.Failing(alive, kept); failing.Count > 0; failing = assignment.Failing(alive, kept))
        {
            alive.ExceptWith(failing);
            assignment.Assign(alive);
        }

        return [.. topics.Where(alive.Contains)];
    }

    private enum Evidence
    {
        Phrase,
        Name,
        Own,
    }

    private static Evidence EvidenceOf(Topic topic) =>
        (topic.Kinds & (TermKinds.Heading | TermKinds.Definition | TermKinds.Row | TermKinds.Subject)) != TermKinds.None ? Evidence.Own
        : topic.Kinds.HasFlag(TermKinds.Name) ? Evidence.Name : Evidence.Phrase;

    private void Assign(HashSet<Topic> alive)
    {
        for (var i = 0; i < _statements.Count; i++)
        {
            var best = _scores[i].Where(score => alive.Contains(score.Topic)).Take(1).ToList();
            _statements[i].Topic = best.Count > 0 && best[0].Score >= MinScore ? best[0].Topic : null;
        }
    }

    private List<Topic> Failing(HashSet<Topic> alive, HashSet<string> kept)
    {
        var support = alive.ToDictionary(topic => topic, _ => new Support());
        foreach (var statement in _statements.Where(statement => statement.Topic is not null && statement.Claim.Kind != ClaimKind.Row))
        {
            support[statement.Topic!].Add(statement);
        }

        return [.. alive.Where(topic => !IsEnough(topic, support[topic]) && !(support[topic].Statements > 0 && topic.Keys.Exists(kept.Contains)))];
    }

    /// <summary>What is told of a topic in sentences; rows of tables alone make no page.</summary>
    private sealed class Support
    {
        public int Parts { get; private set; }

        public int Statements { get; private set; }

        /// <summary>Statements that begin with the topic.</summary>
        public int AsSubject { get; private set; }

        public bool IsDefined { get; private set; }

        public HashSet<RelPath> Sources { get; } = [];

        public void Add(Statement statement)
        {
            Parts += statement.Parts.Sum(part => part.SaidBy.Length);
            Statements++;
            AsSubject += statement.PlaceOf(statement.Topic!) <= 2 ? 1 : 0;
            IsDefined |= statement.Claim.Kind == ClaimKind.Definition && statement.PlaceOf(statement.Topic!) <= 2;
            Sources.UnionWith(statement.Parts.SelectMany(part => part.SaidBy).Select(said => said.Source.Path));
        }
    }

    /// <summary>
    /// Two passages make a page for what a source defines or heads; a mere name or phrase must be what statements are
    /// about. A small thing that nobody defines ("front wheel") needs more than a name does.
    /// </summary>
    private static bool IsEnough(Topic topic, Support has) => EvidenceOf(topic) switch
    {
        Evidence.Own when topic.Kinds.HasFlag(TermKinds.Subject) => has.Statements >= 2 || (has.Statements == 1 && topic.Kinds.HasFlag(TermKinds.Heading)),
        Evidence.Own when topic.IsEntity || has.IsDefined => has.Parts >= 2,
        Evidence.Own => has.Parts >= 3 && has.AsSubject >= 2,
        Evidence.Name when topic.IsPersonLike => has.Statements >= 2 && has.AsSubject >= 1,
        Evidence.Name => has.Statements >= 2 && has.Parts >= 3 && has.AsSubject >= 2,
        _ => has.Statements >= 4 && has.AsSubject >= 3 && has.Sources.Count >= 2,
    };

    private List<(Topic, double)> Scores(Statement statement, MentionIndex index)
    {
        var scores = new Dictionary<Topic, double>();
        if (statement.Claim.Subject is { } subject && index.Exact(NamePart.KeyOf(AliasFinder.SplitParentheses(subject).Name)) is { } defined)
        {
            scores[defined] = 5;
        }

        if (statement.Claim.Kind != ClaimKind.Row)
        {
            Named(statement, scores);
            foreach (var (topic, score) in _headings[statement.Claim.Source].Of(statement.Claim.First))
            {
                scores[topic] = scores.GetValueOrDefault(topic) + score;
            }
        }

        return [.. scores.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Key, StringComparer.Ordinal)];
    }

    private void Named(Statement statement, Dictionary<Topic, double> scores)
    {
        var lead = statement.LeadTokens > 0 ? statement.Parts[0].SaidBy[0].Passage.Text.Length + 1 : 0;
        var opening = statement.Parts[lead > 0 ? 1 : 0];
        var firstSentence = lead + (opening.Told ?? opening.SaidBy[0].Passage.Text).Length;
        foreach (var group in statement.Mentions.GroupBy(mention => mention.Topic))
        {
            var first = group.First();
            var at = Math.Max(0, first.Start - statement.LeadTokens);
            var place = statement.Tokens[first.Start].Start >= firstSentence ? 0.6 : at <= 2 ? 3 : at <= 7 ? 2 : 1;

            // What everything mentions is what the wiki is about, and tells little of any one statement.
            var rarity = 0.7 + (0.3 * Math.Log(_count / Math.Max(1, group.Key.Frequency)) / Math.Log(_count));
            scores[group.Key] = scores.GetValueOrDefault(group.Key) + ((place + (0.3 * Math.Min(3, group.Count() - 1))) * rarity);
        }
    }
}

/// <summary>Which topics the headings above a passage name, with what that is worth.</summary>
internal sealed class HeadingTopics
{
    private readonly Dictionary<int, List<(Topic Topic, double Score)>> _byHeading = [];
    private readonly List<(Topic, double)> _title = [];

    public HeadingTopics(Source source, MentionIndex index)
    {
        if (source.Metadata.Title is { } title && Named(title, index) is { } whole)
        {
            _title.Add((whole, 0.8));
        }

        var open = new Stack<(int Level, Topic? Topic)>();
        foreach (var heading in source.Passages.Where(passage => passage.Kind == PassageKind.Heading))
        {
            while (open.Count > 0 && open.Peek().Level >= heading.Level)
            {
                open.Pop();
            }

            var topic = Named(heading.Text, index);
            var above = open.Where(outer => outer.Topic is not null).Select(outer => (outer.Topic!, 1.3));
            _byHeading[heading.Number] = [.. topic is null ? [] : new[] { (topic, heading.Level == 1 ? 1.3 : 2.2) }, .. above.Where(outer => outer.Item1 != topic), .. _title];
            open.Push((heading.Level, topic));
        }
    }

    public IEnumerable<(Topic Topic, double Score)> Of(Passage passage) =>
        (_byHeading.GetValueOrDefault(passage.Heading) ?? _title).DistinctBy(item => item.Topic);

    private static Topic? Named(string heading, MentionIndex index)
    {
        var tokens = Tokens.Of(heading);
        var start = tokens.Count > 1 && Language.IsStopAnywhere(tokens[0].Word) ? 1 : 0;
        return tokens.Count == 0 ? null : index.Exact(NamePart.KeyOf(AliasFinder.SplitParentheses(heading[tokens[start].Start..]).Name));
    }
}
