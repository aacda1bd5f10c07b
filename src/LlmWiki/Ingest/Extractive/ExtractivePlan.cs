using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>What one step of an ingest starts from.</summary>
/// <param name="Sources">All sources that could be read.</param>
/// <param name="Pending">Those to be compiled now, and those that are gone, in order of paths.</param>
/// <param name="Unread">Sources that pages cite and that are there, but were not read.</param>
/// <param name="Taken">Paths below <c>wiki/</c> that no page of the tool can have.</param>
internal sealed record PlanInput(
    WikiSnapshot Wiki,
    IReadOnlyList<KnownSource> Known,
    IReadOnlyList<Reading> Sources,
    ImmutableArray<SourceChange> Pending,
    IReadOnlySet<RelPath> Unread,
    IReadOnlySet<string> Taken)
{
    /// <summary>What was decided of names that are alike.</summary>
    public NameDecisions Decisions { get; init; } = NameDecisions.None;
}

/// <summary>
/// Turns a compilation into patches, one for each source or small group of sources, each of which leaves a whole and valid
/// wiki. The last one brings every page to what all sources together say.
/// </summary>
internal sealed class ExtractivePlan
{
    /// <summary>
    /// Patches of one run at most. Pages that many sources speak of are written once for each patch, so a bound keeps the
    /// time for each source from growing with their number.
    /// </summary>
    private const int MaxPatches = 24;

    private readonly PlanInput _input;
    private readonly WikiConfig _config;
    private readonly Generator _generator;
    private readonly Compilation _compilation;
    private readonly Dictionary<Topic, RelPath> _paths;
    private readonly Passages _passages;
    private readonly List<string> _unwanted;

    // Pages that this run wrote of nothing but their drafts: while they stay so they need not be read again.
    private readonly ConcurrentDictionary<RelPath, string> _written = [];

    public ExtractivePlan(PlanInput input, WikiConfig config, Generator generator)
    {
        (_input, _config, _generator) = (input, config, generator);
        _unwanted = Unwanted.Kept(input.Wiki);
        var kept = Resting(input).ToList();
        _compilation = Compilation.Of(input.Sources, _unwanted, kept, input.Decisions);
        _paths = PagePaths.Of(_compilation, input.Wiki, input.Taken);
        if (Deleted() is { Count: > 0 } deleted)
        {
            _unwanted = [.. _unwanted.Concat(deleted).Distinct().Order(StringComparer.Ordinal)];
            _compilation = Compilation.Of(input.Sources, _unwanted, kept, input.Decisions);
            _paths = PagePaths.Of(_compilation, input.Wiki, input.Taken);
        }

        var pages = input.Known.ToDictionary(known => known.Path, known => known.Page);
        foreach (var moved in input.Pending.Where(change => change.MovedFrom is not null))
        {
            pages[moved.Path] = pages[moved.MovedFrom!.Value];
            pages.Remove(moved.MovedFrom.Value);
        }

        Book = new SourceBook(input.Sources.Select(reading => reading.Source), pages);
        _passages = new Passages(input.Sources.Select(reading => reading.Source), input.Pending);
    }

    public SourceBook Book { get; }

    public Compilation Compilation => _compilation;

    /// <summary>The page of each topic.</summary>
    public IReadOnlyDictionary<Topic, RelPath> Paths => _paths;

    /// <summary>Where statements stand on the pages that code does not arrange; to be set before a patch is made.</summary>
    public IReadOnlyDictionary<Topic, PageLayout> Layouts { get; set; } = ImmutableDictionary<Topic, PageLayout>.Empty;

    /// <summary>What the model did for each source, for the log.</summary>
    public IReadOnlyDictionary<RelPath, ModelShare> Shares { get; set; } = ImmutableDictionary<RelPath, ModelShare>.Empty;

    /// <summary>Names of the topics whose pages rest on sources that were not read.</summary>
    private static IEnumerable<string> Resting(PlanInput input) => input.Unread.Count == 0 ? [] : input.Wiki.Files.Where(PagePaths.IsTopicPage)
        .Where(file => file.Page.Blocks.Any(block => file.Page.CitationOf(block) is { } citation && input.Unread.Contains(citation.Source)))
        .SelectMany(file => file.Head.MapOrEmpty.Texts("aliases").Prepend(file.Page.Title));

    /// <summary>Topics whose page the index names, although it is there under no path and no name.</summary>
    private List<string> Deleted()
    {
        var missing = Unwanted.Missing(_input.Wiki, _input.Taken).Select(Tokens.NameKey).ToHashSet();
        return [.. _compilation.Topics.Where(topic => _input.Wiki[_paths[topic]] is null && topic.Keys.Exists(missing.Contains)).Select(topic => topic.Title)];
    }

    /// <summary>All pages without layouts: for what does not depend on where statements stand.</summary>
    public PageSet Bare => _bare ??= new PageSet(_compilation, Book, _paths, _input.Sources.Select(reading => reading.Source.Path), _config.Links, ImmutableDictionary<Topic, PageLayout>.Empty);

    private PageSet? _bare;

    /// <summary>The pages as the whole run leaves them.</summary>
    public PageSet Final => _final ??= Set(_input.Sources.Select(reading => reading.Source.Path));

    private PageSet? _final;

    /// <summary>The changes of the run in groups, one for each patch.</summary>
    public IEnumerable<ImmutableArray<SourceChange>> Groups()
    {
        var size = Math.Max(1, (int)Math.Ceiling(_input.Pending.Length / (double)MaxPatches));
        return _input.Pending.Chunk(size).Select(chunk => chunk.ToImmutableArray());
    }

    /// <summary>The patch of one group, on the wiki as the groups before it left it.</summary>
    public Patch Patch(ImmutableArray<SourceChange> group, WikiSnapshot wiki)
    {
        var later = _input.Pending.Where(change => change.Path > group[^1].Path).Select(change => change.Path).ToHashSet();
        var last = later.Count == 0;
        var pages = last ? Final : Set(_input.Sources.Select(reading => reading.Source.Path).Where(path => !later.Contains(path)));
        var gone = _input.Pending.Where(change => change.State == SourceState.Removed && !later.Contains(change.Path)).Select(change => change.Path).ToHashSet();
        var view = new SourceView(gone.Contains, path => _input.Unread.Contains(path) || later.Contains(path), _passages.Relocate);
        var texts = Merged(Drafts(pages, group, wiki, last), wiki, view);
        var changes = texts.Select(item => wiki.Change(item.Path, item.Text)).OfType<FileChange>().ToList();
        var title = group.Length == 1 ? TitleOf(group[0], wiki) : string.Create(CultureInfo.InvariantCulture, $"{group.Length} sources, {group[0].Path} to {group[^1].Path}");
        var patch = new Patch("ingest", title, [.. changes]);
        return patch with { Changes = patch.Changes.AddRange(Bookkeeping(wiki.With(patch), wiki, group, pages, view)) };
    }

    /// <summary>What each source of the run gave.</summary>
    public IEnumerable<SourceOutcome> Outcomes()
    {
        var wanted = _input.Pending.Select(change => change.Path).ToHashSet();
        foreach (var reading in _input.Sources.Where(reading => wanted.Contains(reading.Source.Path)))
        {
            var (passages, cited) = new SourcePage(reading, Final).Count();
            yield return new SourceOutcome(reading.Source.Path, reading.Source.Format, Book[reading.Source].Page, passages, cited, reading.Source.Notes) { Model = Shares.GetValueOrDefault(reading.Source.Path) };
        }
    }

    /// <summary>The patch that takes a source out: <see cref="PlanInput.Sources"/> is without it already.</summary>
    /// <param name="fileIsThere">Then its page stays and says that the file is not to be read.</param>
    public Patch Removal(KnownSource source, bool fileIsThere)
    {
        var wiki = _input.Wiki;
        var view = new SourceView(_ => false, _input.Unread.Contains, _passages.Relocate);
        var drafts = Drafts(Final, [], wiki, all: true);
        drafts.Add(fileIsThere ? GoneSource.Removed(source, wiki) : Empty(source.Page));
        var title = TitleOf(new SourceChange(source.Path, SourceState.Removed), wiki);
        var changes = Merged(drafts, wiki, view).Select(item => wiki.Change(item.Path, item.Text)).OfType<FileChange>();
        var patch = new Patch("source remove", title, [.. changes]);
        var log = LogPage.Append(wiki[LogPage.Path]?.Text, _generator.At, "source remove", title, $"{MarkdownText.Escape(source.Path.Value)} is taken out; no page cites it.");
        return patch with { Changes = patch.Changes.AddRange(Index(wiki.With(patch), wiki, view)).Add(wiki.Change(LogPage.Path, log)!) };
    }

    private PageSet Set(IEnumerable<RelPath> sources) => new(_compilation, Book, _paths, sources, _config.Links, Layouts);

    private (RelPath Path, string? Text)[] Merged(IReadOnlyList<PageDraft> drafts, WikiSnapshot wiki, SourceView view)
    {
        var texts = new (RelPath, string?)[drafts.Count];
        Parallel.For(0, drafts.Count, i => texts[i] = (drafts[i].Path, Merged(drafts[i], wiki[drafts[i].Path], view)));
        return texts;
    }

    private string? Merged(PageDraft draft, SnapshotFile? file, SourceView view)
    {
        draft = file is not null && _input.Unread.Count > 0 && PagePaths.IsTopicPage(file) ? RestingHead.Keep(draft, file, _input.Unread.Contains) : draft;
        var fresh = file is null || (_written.TryGetValue(draft.Path, out var written) && ReferenceEquals(written, file.Text));
        if (file is not null && !fresh && PageMerge.IsMade(draft, file))
        {
            return file.Text;
        }

        var text = file is not null && fresh ? PageMerge.Rewrite(draft, file, _generator) : PageMerge.Merge(draft, file?.Page, _generator, view);
        if (fresh && text is not null)
        {
            _written[draft.Path] = text;
        }
        else
        {
            _written.TryRemove(draft.Path, out _);
        }

        return text;
    }

    private List<PageDraft> Drafts(PageSet pages, ImmutableArray<SourceChange> group, WikiSnapshot wiki, bool all)
    {
        var sources = group.Select(change => change.Path).ToHashSet();
        var readings = _input.Sources.Where(reading => pages.IsIn(reading.Source) && (all || sources.Contains(reading.Source.Path))).ToList();
        var topics = all ? pages.Topics.ToList() : [.. readings.SelectMany(reading => pages.SaidBy(reading.Source)).Select(statement => statement.Topic).OfType<Topic>().Distinct()];
        var drafts = new PageDraft[topics.Count + readings.Count];
        Parallel.For(0, topics.Count, i => drafts[i] = new TopicPage(topics[i], pages.PathOf(topics[i])!.Value, pages).Draft());
        Parallel.For(0, readings.Count, i => drafts[topics.Count + i] = new SourcePage(readings[i], pages).Draft());
        var list = drafts.ToList();
        list.AddRange(_input.Known.Where(known => group.Any(change => change.State == SourceState.Removed && change.Path == known.Path))
            .Select(known => GoneSource.Draft(known, wiki)));
        if (all)
        {
            // Pages of topics that are none any more: what rests on something stays, the rest goes.
            var kept = topics.Select(topic => pages.PathOf(topic)!.Value).ToHashSet();
            list.AddRange(wiki.Files.Where(file => PagePaths.IsTopicPage(file) && !kept.Contains(file.Path)).Select(file => Empty(file.Path)));
        }

        return list;
    }

    private static PageDraft Empty(RelPath path) => new() { Path = path, Head = [], Blocks = [], Citations = [] };

    /// <summary>Index and log, on top of the pages of the patch.</summary>
    private IEnumerable<FileChange> Bookkeeping(WikiSnapshot after, WikiSnapshot before, ImmutableArray<SourceChange> group, PageSet pages, SourceView view)
    {
        var log = before[LogPage.Path]?.Text;
        foreach (var change in group)
        {
            log = LogPage.Append(log, _generator.At, "ingest", TitleOf(change, before), LogLine(change, pages));
        }

        return Index(after, before, view).Append(before.Change(LogPage.Path, log)!);
    }

    private IEnumerable<FileChange> Index(WikiSnapshot after, WikiSnapshot before, SourceView view)
    {
        var drafts = new IndexPage(after, _config.Links, _unwanted, _input.Decisions).Drafts().ToList();
        var kept = drafts.Select(draft => draft.Path).ToHashSet();
        drafts.AddRange(before.Files.Where(file => IndexPage.IsIndex(file.Path) && !kept.Contains(file.Path)).Select(file => Empty(file.Path)));
        return Merged(drafts, before, view).Select(item => before.Change(item.Path, item.Text)).OfType<FileChange>();
    }

    private string TitleOf(SourceChange change, WikiSnapshot wiki) => Book.Find(change.Path)?.Title
        ?? _input.Known.Where(known => known.Path == change.Path).Select(known => wiki[known.Page]?.Page.Title).FirstOrDefault()
        ?? change.Path.Value;

    /// <summary>What reading a source took. Replies that were kept count: the log says what the page has cost, whenever that was.</summary>
    private string ModelLine(RelPath path)
    {
        if (!Shares.TryGetValue(path, out var share) || share.Asked + share.Remembered == 0)
        {
            return "";
        }

        var fallbacks = share.Fallbacks > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {share.Fallbacks} of {share.Chunks} parts told verbatim") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $" Model: {share.Asked + share.Remembered} questions, {share.Usage.PromptTokens} tokens read, {share.Usage.OutputTokens} written, {share.Usage.Seconds:0} s{fallbacks}.");
    }

    private string LogLine(SourceChange change, PageSet pages)
    {
        if (change.State == SourceState.Removed || Book.Find(change.Path) is not { } entry)
        {
            return $"{MarkdownText.Escape(change.Path.Value)} is gone; its citations are taken off.";
        }

        var (passages, cited) = new SourcePage(_input.Sources.First(reading => reading.Source.Path == change.Path), pages).Count();
        var state = change.State switch { SourceState.Changed => "changed", SourceState.Moved => $"moved from {change.MovedFrom}", _ => "new" };
        var link = PageLink.Write(LogPage.Path, entry.Page, entry.Source.Path.Value, _config.Links);
        return string.Create(CultureInfo.InvariantCulture, $"{link} ({state}): {cited} of {passages} passages cited.") + ModelLine(change.Path);
    }
}
