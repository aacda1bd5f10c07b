using System.Globalization;
using LlmWiki.Lint.Statements;
using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint.Deep;

/// <summary>One of two statements: what a model is shown of it, and where its words stand.</summary>
internal sealed class PairSide
{
    private const int MostTitle = 80;
    private const int MostStatement = 500;
    private const int MostPassage = 600;

    private readonly LintPage _page;
    private readonly Source? _source;
    private readonly Passage? _passage;

    public PairSide(ParsedStatement parsed, LintPage page, LintWiki wiki)
    {
        (Parsed, _page) = (parsed, page);
        (_source, _passage) = Cited(parsed.Statement, page, wiki);
    }

    public ParsedStatement Parsed { get; }

    public Statement Statement => Parsed.Statement;

    /// <summary>As the prompt has it: one line each for page, statement and passage.</summary>
    public string Shown(bool withPassage)
    {
        var lines = $"page: {Ellipsis.Cut(PromptText.Line(_page.Outline.Title), MostTitle)}\nstatement: {Ellipsis.Cut(PromptText.Line(Statement.Text), MostStatement)}";
        return withPassage && _passage is not null && !DeepQuote.AreOne(_passage.Text, Statement.Text) ? $"{lines}\nsource: {Ellipsis.Cut(PromptText.Line(_passage.Text), MostPassage)}" : lines;
    }

    /// <summary>Where a quote stands: in the statement, else in its passage; null where in neither.</summary>
    public Evidence? Find(string quote) =>
        DeepQuote.Find(Statement.Text, quote) >= 0 ? new Evidence(Statement.Page, Statement.Line, quote)
        : _passage is not null && DeepQuote.Find(_passage.Text, quote) >= 0 ? new Evidence(_source!.Path, _passage.Place.First, quote)
        : null;

    /// <summary>Whether what it says is of another year than what the other says, and the quotes are not about that year.</summary>
    public bool IsOfOtherTime(string quote, PairSide other, string othersQuote) => Parsed.Years.Count > 0 && other.Parsed.Years.Count > 0
        && !Parsed.Years.Overlaps(other.Parsed.Years) && YearOf(quote) is null && YearOf(othersQuote) is null;

    /// <summary>Whether it is older than another: by the years that both name, else by the dates of their sources; null where that is not known.</summary>
    public bool? IsOlderThan(PairSide other)
    {
        if (Year is { } own && other.Year is { } year && own != year)
        {
            return own < year;
        }

        return Date is { } date && other.Date is { } others && date != others ? date < others : null;
    }

    /// <summary>It tells what was, so that nothing can put it out of date.</summary>
    public bool IsOfThePast => Tenses.IsPast(Parsed);

    private int? Year => YearOf(Statement.Text) ?? (_passage is null ? null : YearOf(_passage.Text));

    private DateTimeOffset? Date => _source?.Metadata.Date;

    /// <summary>The latest year of a text.</summary>
    private static int? YearOf(string text) =>
        Figures.Of(text).Where(figure => figure.IsYear && !figure.IsOfName).Select(figure => (int?)int.Parse(figure.Text, CultureInfo.InvariantCulture)).Max();

    /// <summary>The first passage that holds what the statement cites.</summary>
    private static (Source?, Passage?) Cited(Statement statement, LintPage page, LintWiki wiki)
    {
        foreach (var citation in statement.Labels.Select(label => page.Citations.FirstOrDefault(each => each.Citation.Label == label)?.Citation).OfType<Citation>())
        {
            if (wiki.Sources?.Read(citation.Source) is { } source && source.Check(citation) is { State: CitationState.Holds or CitationState.Moved, Passage: { } passage })
            {
                return (source.Source, passage);
            }
        }

        return (null, null);
    }
}
