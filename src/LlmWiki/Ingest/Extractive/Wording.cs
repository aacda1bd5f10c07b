using System.Text;
using System.Text.RegularExpressions;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Writes statements as Markdown for one page: verbatim, with a footnote behind each sentence and a link on the first
/// mention of another page in each section. Only sources and pages that are <em>in</em> are spoken of.
/// </summary>
internal sealed partial class Wording(RelPath page, PageSet pages, Topic? own = null)
{
    private readonly Dictionary<string, Citation> _citations = [];
    private readonly HashSet<Topic> _everLinked = [];
    private HashSet<Topic> _linked = [];

    public IEnumerable<Citation> Citations => _citations.Values;

    /// <summary>The first mention in the new section is linked again.</summary>
    public void NewSection() => _linked = own is null ? [] : [own];

    /// <summary>The topics that statements of this page name.</summary>
    public bool IsLinked(Topic topic) => _everLinked.Contains(topic);

    public DraftBlock Bullet(Statement statement) =>
        new(BlockKind.ListItem, "- " + MarkdownText.GuardStart(Line(statement)), Says(statement));

    public DraftBlock Paragraph(Statement statement) =>
        new(BlockKind.Paragraph, MarkdownText.GuardStart(Line(statement)), Says(statement));

    public static string Says(Statement statement) => string.Join(' ', statement.Tokens.Select(token => token.Word));

    private string Line(Statement statement)
    {
        var parts = pages.Told(statement).ToList();
        var heading = parts.Count > 1 && parts[0].Told is null && parts[0].SaidBy[0].Passage.Kind == PassageKind.Heading ? parts[0] : null;
        var rest = heading is null ? parts : parts[1..];
        var lead = heading is null ? "" : Linked(heading, statement).TrimEnd(':', ' ') + ":" + References(heading) + " ";
        return statement.Claim.Kind == ClaimKind.Quote ? Quoted(statement, lead, rest)
            : lead + (IsEnumeration(rest, heading) ? Enumerated(statement, rest, heading is null) : Told(statement, rest));
    }

    private static bool IsEnumeration(List<StatementPart> parts, StatementPart? heading) =>
        parts.Count > 1 && parts[^1].SaidBy[0].Passage.Kind == PassageKind.ListItem && parts[^1].SaidBy[0].Passage.Paragraph != parts[0].SaidBy[0].Passage.Paragraph
        && (heading is not null || parts[0].SaidBy[0].Passage.Text.EndsWith(':'));

    private string Told(Statement statement, List<StatementPart> parts)
    {
        var told = new StringBuilder();
        foreach (var part in parts)
        {
            told.Append(told.Length == 0 ? "" : " ").Append(Linked(part, statement)).Append(References(part));
        }

        return told.ToString();
    }

    /// <summary>The source, as the one who speaks, and its words in quotation marks; what a model made of them has none.</summary>
    private string Quoted(Statement statement, string lead, List<StatementPart> parts)
    {
        var told = Told(statement, parts);

        // The last footnote stands behind the closing mark, as behind any sentence.
        var last = told.EndsWith(']') ? LastReferences().Match(told).Index : told.Length;
        var quoted = statement.Claim.Told is not null ? told : $"“{told[..last].Replace('“', '‘').Replace('”', '’')}”{told[last..]}";
        return page == pages.Book[pages.FirstToSay(statement)].Page ? lead + quoted : $"{Speaker(pages.Book[pages.FirstToSay(statement)])}: {lead}{quoted}";
    }

    /// <summary>
    /// A source by its author, else its title. Where that is the name of a page, the file's name says that the note speaks
    /// and not the thing it is about.
    /// </summary>
    private string Speaker(SourceEntry source)
    {
        var authors = string.Join(", ", source.Source.Metadata.Authors);
        var name = authors.Length > 0 ? $"{authors}, {source.Title}" : source.Title;
        var isTopic = authors.Length == 0 && pages.Compilation.Index.Exact(Tokens.NameKey(source.Title)) is not null;
        return PageLink.Write(page, source.Page, isTopic ? $"Note “{source.Source.Path.Name}”" : name, pages.Links);
    }

    /// <summary>"Parts: hub; spokes; rim", each with its footnote.</summary>
    private string Enumerated(Statement statement, List<StatementPart> parts, bool withLead)
    {
        var told = new StringBuilder();
        for (var i = 0; i < parts.Count; i++)
        {
            var isLead = withLead && i == 0;
            told.Append(i == 0 ? "" : " ").Append(Linked(parts[i], statement).TrimEnd(';', ',', ':'))
                .Append(isLead ? ":" : i + 1 < parts.Count ? ";" : "").Append(References(parts[i]));
        }

        return told.ToString();
    }

    private string References(StatementPart part)
    {
        var references = new StringBuilder();
        foreach (var citation in part.SaidBy.Where(said => pages.IsIn(said.Source)).OrderBy(said => said.Source.Path).Select(pages.Cite).Distinct())
        {
            _citations.TryAdd(citation.Label, citation);
            references.Append("[^").Append(citation.Label).Append(']');
        }

        return references.ToString();
    }

    private string Linked(StatementPart part, Statement statement)
    {
        var said = part.SaidBy.First(said => pages.IsIn(said.Source));
        var markdown = part.Told is { } told ? MarkdownText.Escape(told) : Written(said.Passage, statement);
        var linked = new StringBuilder(markdown.Length + 64);
        var from = 0;
        foreach (var (topic, start, end) in pages.Compilation.LinkSpots(statement, said.Passage, markdown))
        {
            if (pages.PathOf(topic) is not { } target || target == page || !_linked.Add(topic))
            {
                continue;
            }

            _everLinked.Add(topic);
            var display = markdown[start..end];
            linked.Append(markdown, from, start - from).Append(WriteLink(target, display));
            from = end;
        }

        return linked.Append(markdown, from, markdown.Length - from).ToString();
    }

    [GeneratedRegex(@"(?:\[\^[^\]\s]+\])+\z", RegexOptions.CultureInvariant)]
    private static partial Regex LastReferences();

    /// <summary>
    /// The passage as it is told here: a row as its name and what the other columns say; a definition without the word it
    /// defines where that is the page's title.
    /// </summary>
    private string Written(Passage passage, Statement statement)
    {
        if (passage.Kind == PassageKind.TableRow)
        {
            var name = RowName.Of(passage.Cells);
            var cells = passage.Cells.Where(cell => cell.Value.Length > 0 && !(name is { } used && cell.Key == used.Key))
                .Select(cell => $"{MarkdownText.Escape(cell.Key)}: {MarkdownText.Escape(cell.Value)}");
            return (name is { } title ? $"**{MarkdownText.Escape(title.Value)}** — " : "") + string.Join("; ", cells);
        }

        var dash = statement.Claim is { Kind: ClaimKind.Definition, Subject: not null } && passage == statement.Claim.First && passage.Markdown.StartsWith("**", StringComparison.Ordinal)
            ? passage.Markdown.IndexOf(" — ", StringComparison.Ordinal) : -1;
        var isTitle = dash > 0 && own is not null && Tokens.NameKey(statement.Claim.Subject!) == own.Key;
        return isTitle ? char.ToUpperInvariant(passage.Markdown[dash + 3]) + passage.Markdown[(dash + 4)..] : passage.Markdown;
    }

    private string WriteLink(RelPath target, string display)
    {
        if (display.EndsWith("'s", StringComparison.Ordinal) || display.EndsWith("’s", StringComparison.Ordinal))
        {
            return PageLink.Write(page, target, display[..^2], pages.Links) + display[^2..];
        }

        return PageLink.Write(page, target, display, pages.Links);
    }
}

/// <summary>Where in inline Markdown a link may be set: not inside code, another link, or an address.</summary>
internal static class LinkZone
{
    public static bool IsFree(string markdown, int start, int end)
    {
        if (markdown.AsSpan(start, end - start).IndexOfAny("*_`[]()<>\\/") >= 0)
        {
            return false;
        }

        var code = false;
        var brackets = 0;
        var destination = false;
        for (var i = 0; i < start; i++)
        {
            switch (markdown[i])
            {
                case '\\':
                    i++;
                    break;
                case '`':
                    code = !code;
                    break;
                case '[' when !code:
                    brackets++;
                    break;
                case ']' when !code && brackets > 0:
                    brackets--;
                    destination = i + 1 < markdown.Length && markdown[i + 1] == '(';
                    break;
                case ')' when destination:
                    destination = false;
                    break;
            }
        }

        return !code && brackets == 0 && !destination && !InAddress(markdown, start);
    }

    private static bool InAddress(string markdown, int start)
    {
        var word = markdown.LastIndexOf(' ', Math.Max(0, start - 1)) + 1;
        return markdown.AsSpan(word, start - word).Contains("://", StringComparison.Ordinal) || markdown.AsSpan(word, start - word).Contains("@", StringComparison.Ordinal);
    }
}
