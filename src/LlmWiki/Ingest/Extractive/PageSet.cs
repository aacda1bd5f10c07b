using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Which sources are in and which topics have a page for it, with their paths. A run of several sources goes through a
/// row of these, one source more in each, and the last one is the whole wiki.
/// </summary>
internal sealed class PageSet
{
    private readonly HashSet<RelPath> _in;
    private readonly IReadOnlyDictionary<Topic, RelPath> _paths;
    private readonly ILookup<Topic?, Statement> _byTopic;
    private readonly HashSet<Topic> _present;
    private ILookup<RelPath, Statement>? _bySource;
    private ILookup<RelPath, Statement>? _saidBy;
    private readonly Lazy<ILookup<string?, Topic>> _families;
    private readonly IReadOnlyDictionary<Topic, PageLayout> _layouts;
    private Dictionary<RelPath, Language>? _languages;
    private string? _mainLanguage;

    public PageSet(Compilation compilation, SourceBook book, IReadOnlyDictionary<Topic, RelPath> paths, IEnumerable<RelPath> sources, LinkStyle links, IReadOnlyDictionary<Topic, PageLayout> layouts)
    {
        _layouts = layouts;
        (Compilation, Book, _paths, Links) = (compilation, book, paths, links);
        _in = [.. sources];
        _byTopic = compilation.Statements.Where(IsTold).ToLookup(statement => statement.Topic);
        _present = [.. compilation.Topics.Where(topic => _byTopic[topic].Any())];
        _families = new(() => Topics.ToLookup(TopicPage.FamilyName));
    }

    public Compilation Compilation { get; }

    public SourceBook Book { get; }

    public LinkStyle Links { get; }

    /// <summary>Topics with a page, in order of their keys.</summary>
    public IEnumerable<Topic> Topics => Compilation.Topics.Where(_present.Contains);

    /// <summary>Where the statements of a topic stand on its page; null where code arranges them.</summary>
    public PageLayout? LayoutOf(Topic topic) => _layouts.GetValueOrDefault(topic);

    public bool IsIn(Source source) => _in.Contains(source.Path);

    public Language LanguageOf(Source source) =>
        (_languages ??= Compilation.Readings.ToDictionary(reading => reading.Source.Path, reading => reading.Language))[source.Path];

    /// <summary>Whether a source is in the language of most.</summary>
    public bool IsMainLanguage(Source source) => LanguageOf(source).Code == (_mainLanguage ??= Compilation.Readings.GroupBy(reading => reading.Language.Code)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key);

    /// <summary>The people of one family name that have a page, in order of their keys.</summary>
    public IEnumerable<Topic> Family(Topic topic) => TopicPage.FamilyName(topic) is { } name ? _families.Value[name] : [];

    public RelPath? PathOf(Topic topic) => _present.Contains(topic) ? _paths[topic] : null;

    public IEnumerable<Statement> Of(Topic topic) => _byTopic[topic];

    /// <summary>Statements without a page of their own, of one source.</summary>
    public IEnumerable<Statement> LeftOn(Source source) => (_bySource ??= _byTopic[null].ToLookup(statement => FirstToSay(statement).Path))[source.Path];

    /// <summary>The first source, in order of paths, that says a statement: whose page it stands on where it has no topic.</summary>
    public Source FirstToSay(Statement statement) =>
        Told(statement).First().SaidBy.Select(said => said.Source).Where(IsIn).OrderBy(source => source.Path).First();

    /// <summary>Statements that cite a source, in no order.</summary>
    public IEnumerable<Statement> SaidBy(Source source) => (_saidBy ??= _byTopic.SelectMany(group => group)
        .SelectMany(statement => statement.Parts.SelectMany(part => part.SaidBy).Select(said => said.Source.Path).Distinct().Select(path => (path, statement)))
        .ToLookup(item => item.path, item => item.statement))[source.Path];

    /// <summary>The sentences of a statement that a source which is in says.</summary>
    public IEnumerable<StatementPart> Told(Statement statement) => statement.Parts.Where(part => part.SaidBy.Any(said => IsIn(said.Source)));

    private bool IsTold(Statement statement) => Told(statement).Any();

    /// <summary>Statements on all pages, and the citations under them.</summary>
    public (int Statements, int Citations) Count() => (
        Told().Count(),
        Told().Sum(statement => Told(statement).Sum(part => part.SaidBy.Count(said => IsIn(said.Source)))));

    /// <summary>The statements that stand on a page: those of topics, and of the others as many as their sources' pages hold.</summary>
    private IEnumerable<Statement> Told() => _byTopic.Where(group => group.Key is not null).SelectMany(group => group)
        .Concat(Book.All.Where(entry => IsIn(entry.Source)).SelectMany(entry => LeftOn(entry.Source).Take(SourcePage.MaxLeft)));

    public Citation Cite(PassageRef said) => Book.Cite(said.Source, said.Passage);
}
