using System.Text;
using System.Text.RegularExpressions;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Writes statements as Markdown for one page: verbatim, with a footnote behind each sentence and a link on the first
/// mention of another page in each section. Only sources and pages that are <em>in</em> are spoken of.
/// </summary>
internal sealed partial class Wording(RelPath page, PageSet pages)
{
    private readonly Dictionary<string, Citation> _citations = [];
    private readonly HashSet<Topic> _everLinked = [];
    private HashSet<Topic> _linked = [];

    public IEnumerable<Citation> Citations => _citations.Values;

    /// <summary>The first mention in the new section is linked again.</summary>
    public void NewSection(Topic? own) => _linked = own is null ? [] : [own];

    /// <summary>The topics that statements of this page name.</summary>
    public bool IsLinked(Topic topic) => _everLinked.Contains(topic);

    public DraftBlock Bullet(Statement statement) =>
        new(BlockKind.ListItem, "- " + MarkdownText.GuardStart(Line(statement)), Says(statement));

    public DraftBlock Paragraph(Statement statement) =>
        new(BlockKind.Paragraph, MarkdownText.GuardStart(Line(statement)), Says(statement));

    public static string Says(Statement statement) => string.Join(' ', statement.Tokens.Select(token => token.Word));

    private string Line(Statement statement) => statement.Claim.Kind switch
    {
        ClaimKind.Quote => Quoted(statement),
        _ when IsEnumeration(statement) => Enumerated(statement),
        _ => Told(statement),
    };

    private static bool IsEnumeration(Statement statement) =>
        statement.Claim.Parts.Length > 1 && statement.Claim.Parts[^1].Kind == PassageKind.ListItem
        && (statement.Claim.Parts[0].Kind == PassageKind.Heading || statement.Claim.Parts[0].Text.EndsWith(':'));

    private string Told(Statement statement)
    {
        var told = new StringBuilder();
        foreach (var part in pages.Told(statement))
        {
            told.Append(told.Length == 0 ? "" : " ").Append(Linked(part, statement)).Append(References(part));
        }

        return told.ToString();
    }

    private string Quoted(Statement statement)
    {
        var source = pages.Book[pages.FirstToSay(statement)];
        var speaker = PageLink.Write(page, source.Page, Brief(source.Title), pages.Links);
        var told = Told(statement);

        // The last footnote stands behind the closing mark, as behind any sentence.
        var last = told.EndsWith(']') ? LastReferences().Match(told).Index : told.Length;
        var quoted = $"“{told[..last].Replace('“', '‘').Replace('”', '’')}”{told[last..]}";
        return page == source.Page ? quoted : $"{speaker}: {quoted}";
    }

    /// <summary>A long title without what stands behind its colon.</summary>
    private static string Brief(string title) =>
        title.Length > 30 && title.IndexOf(": ", StringComparison.Ordinal) is > 11 and var colon ? title[..colon] : title;

    /// <summary>"Parts: hub; spokes; rim", each with its footnote.</summary>
    private string Enumerated(Statement statement)
    {
        var parts = pages.Told(statement).ToList();
        var lead = parts[0];
        var told = new StringBuilder(Linked(lead, statement).TrimEnd(':', ' ')).Append(':').Append(References(lead));
        for (var i = 1; i < parts.Count; i++)
        {
            told.Append(' ').Append(Linked(parts[i], statement).TrimEnd(';', ','))
                .Append(i + 1 < parts.Count ? ";" : "").Append(References(parts[i]));
        }

        return told.ToString();
    }

    private string References(StatementPart part)
    {
        var references = new StringBuilder();
        foreach (var said in part.SaidBy.Where(said => pages.IsIn(said.Source)).OrderBy(said => said.Source.Path))
        {
            var citation = pages.Cite(said);
            _citations.TryAdd(citation.Label, citation);
            references.Append("[^").Append(citation.Label).Append(']');
        }

        return references.ToString();
    }

    private string Linked(StatementPart part, Statement statement)
    {
        var said = part.SaidBy.First(said => pages.IsIn(said.Source));
        var markdown = said.Passage.Markdown;
        var linked = new StringBuilder(markdown.Length + 64);
        var from = 0;
        foreach (var (topic, start, end) in pages.Compilation.LinkSpots(statement, said.Passage))
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
