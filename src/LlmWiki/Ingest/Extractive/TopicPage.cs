using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Pages;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Makes the page of a topic: what it is, then the statements that stood under no telling heading, then a handful of
/// sections named as the sources name them.
/// </summary>
internal sealed class TopicPage(Topic topic, RelPath path, PageSet pages)
{
    private const int MaxLead = 3;
    private const int MaxSections = 6;

    /// <summary>Fewer statements than this need no headings, and a heading needs as many as <see cref="MinSection"/>.</summary>
    private const int MinForSections = 7;
    private const int MinSection = 3;
    private const int MaxSeeAlso = 6;
    private const int MaxDescription = 200;

    private readonly Wording _wording = new(path, pages, topic);

    public PageDraft Draft()
    {
        var statements = Ordered(pages.Of(topic).ToList());
        var layout = pages.LayoutOf(topic);
        var blocks = new List<DraftBlock> { new(BlockKind.Heading, "# " + MarkdownText.Escape(topic.Title), topic.Title, 1) };
        _wording.NewSection();
        blocks.AddRange(Namesakes());
        var lead = layout?.Lead.ToList() ?? Lead(statements);
        blocks.AddRange(lead.Select(_wording.Paragraph));
        foreach (var (heading, members) in layout?.Sections.Select(section => (section.Heading, section.Statements.ToList())) ?? Sections(statements.Except(lead).ToList()))
        {
            _wording.NewSection();
            if (heading.Length > 0)
            {
                blocks.Add(new DraftBlock(BlockKind.Heading, "## " + MarkdownText.Escape(heading), heading, 2));
            }

            blocks.AddRange(members.Select(_wording.Bullet));
        }

        blocks.AddRange(SeeAlso(statements));
        return new PageDraft
        {
            Path = path,
            Head = Head(layout?.Description, lead, statements),
            Blocks = [.. blocks],
            Citations = [.. _wording.Citations],
            Generated = layout is { Described: > 0 } ? [KeyValuePair.Create("described", layout.Described.ToString(CultureInfo.InvariantCulture))] : [],
        };
    }

    /// <summary>What says what the thing is comes first, then by centrality; the statements of one source stay together and in their order.</summary>
    private static List<Statement> Ordered(List<Statement> statements)
    {
        var weight = statements.GroupBy(statement => statement.Claim.Source.Path).ToDictionary(group => group.Key, group => group.Sum(statement => statement.Centrality));
        return [.. statements.OrderByDescending(statement => weight[statement.Claim.Source.Path])
            .ThenBy(statement => statement.Claim.Source.Path).ThenBy(statement => statement.Claim.First.Number)];
    }

    /// <summary>What the page begins with: what says what the thing is, else what says most of what the others say.</summary>
    internal List<Statement> Lead(List<Statement> statements)
    {
        var definitions = statements.Where(IsDefinition).OrderByDescending(Fitness).ToList();
        if (definitions.Count > 0)
        {
            return [.. definitions.Take(MaxLead)];
        }

        var best = statements.Where(statement => statement.Claim.Kind == ClaimKind.Statement).OrderByDescending(Fitness).Take(1).ToList();
        return best.Count > 0 ? best : [.. statements.Where(statement => statement.Claim.Kind == ClaimKind.Quote).Take(1)];
    }

    private bool IsDefinition(Statement statement) => statement.Claim.Kind == ClaimKind.Definition
        && statement.Claim.Subject is { } subject && NamePart.KeyOf(AliasFinder.SplitParentheses(subject).Name) is var key
        && topic.Keys.Exists(name => key == name || key.StartsWith(name + " ", StringComparison.Ordinal));

    /// <summary>A full sentence that begins with the name is a better first sentence than a glossary's fragment.</summary>
    private double Fitness(Statement statement) => statement.Centrality
        + (statement.PlaceOf(topic) <= 2 ? 0.3 : 0)
        - (statement.LeadTokens > 0 ? 0.5 : 0)
        - (Tokens.Of(statement.Claim.FirstText).Count < 6 ? 0.5 : 0)
        + (pages.IsMainLanguage(statement.Claim.Source) ? 1 : 0)
        + (SaysWhatItIs(statement) ? 0.4 : 0)
        + (statement.Claim.First.Markdown.StartsWith("**", StringComparison.Ordinal) ? 0 : 0.2);

    /// <summary>"The Rover was a …", "Karl Drais was born …": the name, a form of "to be", and what it is.</summary>
    private bool SaysWhatItIs(Statement statement)
    {
        var language = pages.LanguageOf(statement.Claim.Source);
        var named = statement.Mentions.Find(mention => mention.Topic == topic && mention.Start - statement.LeadTokens <= 2);
        return named.Topic is not null && named.End + 1 < statement.Tokens.Count && language.IsCopula(statement.Tokens[named.End].Word)
            && (language.IsArticle(statement.Tokens[named.End + 1].Word) || statement.Tokens[named.End + 1].Word is "born" or "founded" or "geboren");
    }

    private List<(string Heading, List<Statement> Members)> Sections(List<Statement> rest)
    {
        if (rest.Count < MinForSections)
        {
            return rest.Count == 0 ? [] : [("", rest)];
        }

        var named = rest.Select(statement => (Statement: statement, Heading: SectionName(statement))).ToList();
        var groups = named.Where(item => item.Heading.Length > 0).GroupBy(item => Tokens.NameKey(item.Heading))
            .Where(group => group.Count() >= MinSection)
            .OrderByDescending(group => group.Sum(item => item.Statement.Centrality)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(MaxSections)
            .ToList();
        var placed = groups.SelectMany(group => group).Select(item => item.Statement).ToHashSet();
        var general = rest.Where(statement => !placed.Contains(statement)).ToList();
        var sections = new List<(string, List<Statement>)>();
        if (general.Count > 0)
        {
            sections.Add(("Details", general));
        }

        sections.AddRange(groups.Select(group => (group.First().Heading, group.Select(item => item.Statement).ToList())));
        return sections;
    }

    /// <summary>The heading a statement stood under, where it says more than the topic's own name or a date.</summary>
    private string SectionName(Statement statement)
    {
        var passage = statement.Claim.First;
        if (passage.Heading == 0)
        {
            return "";
        }

        var heading = statement.Claim.Source.Passages[passage.Heading - 1];
        var tokens = Tokens.Of(heading.Text);
        var isTopic = pages.Compilation.Index.Find(heading.Text, tokens).Exists(mention => mention.Topic == topic);
        var isTitle = heading.Level == 1 || heading.Text == statement.Claim.Source.Metadata.Title;
        return isTopic || isTitle || tokens.Count > 5 || tokens.Exists(token => char.IsDigit(token.Word[0])) || heading.Text.EndsWith('?')
            || Language.IsGenericHeading(heading.Text) ? "" : heading.Text.TrimEnd(':', '.');
    }

    /// <summary>People of one family name are easily mixed up; each page names the others.</summary>
    private IEnumerable<DraftBlock> Namesakes()
    {
        var others = pages.Family(topic).Where(other => other != topic).Take(4).ToList();
        if (others.Count > 0)
        {
            var links = string.Join(" or ", others.Select(other => PageLink.Write(path, pages.PathOf(other)!.Value, other.Title, pages.Links)));
            yield return new DraftBlock(BlockKind.Paragraph, $"*Not the same as {links}.*", "namesakes " + string.Join(' ', others.Select(other => other.Key)));
        }
    }

    /// <summary>The family name of a person; null for anything else.</summary>
    public static string? FamilyName(Topic topic)
    {
        var words = topic.Title.Split(' ');
        return topic.IsEntity && topic.Kinds.HasFlag(TermKinds.Name) && words.Length is 2 or 3 or 4 && words.All(word => char.IsUpper(word[0]) && word.Any(char.IsLower) | word.EndsWith('.'))
            ? words[^1] : null;
    }

    private IEnumerable<DraftBlock> SeeAlso(List<Statement> statements)
    {
        var related = statements.SelectMany(statement => statement.Mentions.Select(mention => mention.Topic).Distinct())
            .Where(other => other != topic && !_wording.IsLinked(other) && pages.PathOf(other) is not null)
            .GroupBy(other => other).OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Key, StringComparer.Ordinal)
            .Take(MaxSeeAlso).Select(group => group.Key).OrderBy(other => other.Title, StringComparer.OrdinalIgnoreCase).ToList();
        if (related.Count == 0)
        {
            yield break;
        }

        yield return new DraftBlock(BlockKind.Heading, "## See also", "See also", 2);
        foreach (var other in related)
        {
            yield return new DraftBlock(BlockKind.ListItem, "- " + PageLink.Write(path, pages.PathOf(other)!.Value, other.Title, pages.Links), "see " + other.Key);
        }
    }

    private ImmutableArray<KeyValuePair<string, string>> Head(string? description, List<Statement> lead, List<Statement> statements)
    {
        var sources = statements.SelectMany(statement => statement.Parts).SelectMany(part => part.SaidBy).Select(said => said.Source)
            .Where(pages.IsIn).DistinctBy(source => source.Path).OrderBy(source => source.Path).Select(source => pages.Book[source]);
        return
        [
            KeyValuePair.Create("type", topic.IsEntity ? "entity" : "concept"),
            KeyValuePair.Create("title", YamlText.Scalar(topic.Title)),
            KeyValuePair.Create("description", YamlText.Scalar(description ?? Describe(lead.Count > 0 ? lead[0] : statements[0]))),
            KeyValuePair.Create("aliases", YamlText.List(topic.Aliases())),
            KeyValuePair.Create("sources", SourceHead.List(path, sources)),
        ];
    }

    /// <summary>The first sentence, without the "Term —" of a glossary.</summary>
    private static string Describe(Statement statement)
    {
        var text = statement.Claim.FirstText;
        var dash = text.IndexOf(" — ", StringComparison.Ordinal);
        if (dash > 0 && statement.Claim.Kind == ClaimKind.Definition && dash < 60)
        {
            text = text[(dash + 3)..];
        }

        return Shorten(text, MaxDescription);
    }

    internal static string Shorten(string text, int length) => Ellipsis.Cut(text, length);
}

/// <summary>The <c>sources</c> list of front matter.</summary>
internal static class SourceHead
{
    private const string Item = "\n  - ";

    public static string List(RelPath page, IEnumerable<SourceEntry> sources)
    {
        var lines = sources.Select(entry => Item + One(page, entry));
        return string.Concat(lines);
    }

    /// <summary>The list with more entries in it, in the order of their files.</summary>
    public static string With(string list, IEnumerable<(string Resource, string Line)> more)
    {
        var lines = list.Split(Item, StringSplitOptions.RemoveEmptyEntries).Select(line => (Resource: (FrontMatter.ValueOf("source", line) as YamlMap)?.Text("resource") ?? "", Line: line));
        return string.Concat(lines.Concat(more).DistinctBy(entry => entry.Resource).OrderBy(entry => entry.Resource, StringComparer.Ordinal).Select(entry => Item + entry.Line));
    }

    private static string One(RelPath page, SourceEntry entry)
    {
        var modified = entry.Source.Metadata.Date is { } date ? $", last_modified: {YamlText.Time(date)}" : "";
        return $"{{ id: {YamlText.Scalar(entry.Id)}, resource: {YamlText.Scalar(page.LinkTo(entry.Source.Path))}{modified} }}";
    }
}
