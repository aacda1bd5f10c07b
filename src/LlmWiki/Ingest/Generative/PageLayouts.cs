using System.Globalization;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Pages;

namespace LlmWiki.Ingest.Generative;

/// <summary>
/// Where statements stand on the pages of a wiki: read off the page for those that are there, and chosen for the others. What stands on a
/// page stays where it is.
/// </summary>
internal sealed class PageLayouts(WikiConfig config)
{
    public const string Lead = "Lead";

    /// <summary>Fewer statements than this need no headings.</summary>
    public const int MinForSections = 9;

    private const int MostLead = 3;
    private const string SeeAlso = "See also";

    /// <summary>What the page says of a statement.</summary>
    /// <param name="Section">Its heading; empty for none; <see cref="Lead"/>.</param>
    /// <param name="At">The number of its block; a statement that a person deleted has none.</param>
    private sealed record Standing(string Section, int At);

    /// <summary>The statements of a topic that are new to its page, where the page is to have headings. What stands there stays where it is.</summary>
    public static List<Statement> Unplaced(IReadOnlyList<Statement> statements, SnapshotFile? file)
    {
        var known = Known(statements, file?.Page);
        return statements.Count < MinForSections ? [] : [.. statements.Where(statement => !known.ContainsKey(statement))];
    }

    /// <summary>Headings that a page may have: those it has, and those of its type.</summary>
    public List<string> Headings(Topic topic, SnapshotFile? file)
    {
        var headings = file is null ? [] : file.Page.Blocks.Where(block => block.Level == 2).Select(block => block.HeadingText).Where(text => text.Length > 0 && text != SeeAlso).Distinct().ToList();
        foreach (var heading in Sections(topic).Where(heading => !headings.Contains(heading, StringComparer.OrdinalIgnoreCase)))
        {
            // Behind the last of those that come before it in its type.
            var before = Sections(topic).TakeWhile(other => other != heading).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var at = headings.FindLastIndex(before.Contains);
            headings.Insert(at >= 0 ? at + 1 : before.Count == 0 ? 0 : headings.Count, heading);
        }

        return headings;
    }

    /// <summary>The layout of a page. Statements that nobody chose a place for stand in its last section, or below the lead.</summary>
    /// <param name="chosen">Sections of statements, in the order in which they are to be read.</param>
    /// <param name="lead">What code would begin the page with.</param>
    public PageLayout Of(Topic topic, IReadOnlyList<Statement> statements, SnapshotFile? file, IReadOnlyList<KeyValuePair<Statement, string>> chosen, IReadOnlyList<Statement> lead)
    {
        var known = Known(statements, file?.Page);
        var choices = chosen.ToDictionary(pair => pair.Key, pair => pair.Value);
        var headings = Headings(topic, file);
        var hasSections = choices.Count > 0 || known.Values.Any(standing => standing.Section.Length > 0 && standing.Section != Lead);
        var rest = hasSections ? headings[^1] : "";
        var leads = Ordered(statements, known, chosen, statement => IsLead(statement)).Take(MostLead).ToList();
        if (leads.Count == 0)
        {
            leads.AddRange(lead);
        }

        var sections = new List<PageSection>();
        foreach (var heading in headings.Prepend("").Distinct())
        {
            var members = Ordered(statements, known, chosen, statement => !leads.Contains(statement) && SectionOf(statement) == heading).ToList();
            if (members.Count > 0)
            {
                sections.Add(new PageSection(heading, members));
            }
        }

        return new PageLayout(leads, sections, null, 0);

        bool IsLead(Statement statement) => choices.TryGetValue(statement, out var choice) ? choice == Lead : known.TryGetValue(statement, out var standing) && standing.Section == Lead;

        string SectionOf(Statement statement)
        {
            var wanted = choices.TryGetValue(statement, out var choice) ? choice : known.TryGetValue(statement, out var standing) ? standing.Section : rest;
            return wanted == Lead ? rest : headings.Find(heading => string.Equals(heading, wanted, StringComparison.OrdinalIgnoreCase)) ?? (wanted.Length == 0 ? "" : rest);
        }
    }

    /// <summary>How many statements a page had when it was described; 0 where that is not said.</summary>
    public static int Described(SnapshotFile? file) => file?.Head.MapOrEmpty["generated"] is YamlMap generated
        && int.TryParse(generated.Text("described"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    private IReadOnlyList<string> Sections(Topic topic) => config.Types[topic.IsEntity ? "entity" : "concept"];

    /// <summary>What stands on the page first, in its order; then what was chosen, in that order; then the rest.</summary>
    private static IEnumerable<Statement> Ordered(
        IReadOnlyList<Statement> statements, Dictionary<Statement, Standing> known, IReadOnlyList<KeyValuePair<Statement, string>> chosen, Func<Statement, bool> isIn)
    {
        var order = chosen.Select((pair, i) => (pair.Key, i)).ToDictionary(item => item.Key, item => item.i);
        return statements.Where(isIn)
            .OrderBy(statement => !order.ContainsKey(statement) && known.TryGetValue(statement, out var standing) && standing.At >= 0 ? standing.At : int.MaxValue)
            .ThenBy(statement => order.TryGetValue(statement, out var at) ? at : int.MaxValue)
            .ThenBy(statement => statement.Claim.Source.Path).ThenBy(statement => statement.Claim.First.Number);
    }

    private static Dictionary<Statement, Standing> Known(IReadOnlyList<Statement> statements, Page? page)
    {
        var known = new Dictionary<Statement, Standing>();
        if (page is null)
        {
            return known;
        }

        var places = Places(page);
        foreach (var statement in statements)
        {
            var says = Wording.Says(statement);
            if (places.TryGetValue(OwnedBlocks.IdentityOf(BlockKind.Paragraph + " " + says), out var lead))
            {
                known[statement] = lead with { Section = Lead };
            }
            else if (places.TryGetValue(OwnedBlocks.IdentityOf(BlockKind.ListItem + " " + says), out var place))
            {
                known[statement] = place;
            }
        }

        return known;
    }

    /// <summary>The tool's blocks of a page by their identity, also those that a person deleted or changed.</summary>
    private static Dictionary<string, Standing> Places(Page page)
    {
        var identities = page.Owned.Blocks.GroupBy(entry => entry.Hash).ToDictionary(group => group.Key, group => group.First().Identity);
        var places = new Dictionary<string, Standing>();
        var section = "";
        for (var i = 0; i < page.Blocks.Length; i++)
        {
            var block = page.Blocks[i];
            section = block.Level is 1 or 2 ? (block.Level == 2 ? block.HeadingText : "") : section;
            if (block.Level == 0 && identities.TryGetValue(block.Hash, out var identity))
            {
                places.TryAdd(identity, new Standing(section == SeeAlso ? "" : section, i));
            }
        }

        foreach (var entry in page.Owned.Blocks)
        {
            places.TryAdd(entry.Identity, new Standing("", -1));
        }

        return places;
    }
}
