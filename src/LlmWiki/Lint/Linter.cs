using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>What each rule cost. Unit: ticks of <see cref="Stopwatch"/>, summed over all cores.</summary>
public sealed class LintTimes
{
    private readonly ConcurrentDictionary<string, long> _ticks = new();

    public IEnumerable<(string Rule, TimeSpan Time)> Rules => _ticks.Select(pair => (pair.Key, Stopwatch.GetElapsedTime(0, pair.Value)));

    internal IEnumerable<Finding> Measure(string rule, Func<IEnumerable<Finding>> check)
    {
        var started = Stopwatch.GetTimestamp();
        var found = check().ToList();
        var took = Stopwatch.GetTimestamp() - started;
        _ticks.AddOrUpdate(rule, took, (_, before) => before + took);
        return found;
    }
}

/// <summary>Runs rules over pages: a function of its input, in whatever order the cores come to it.</summary>
public sealed class Linter
{
    private const int FewestWordsOfSentence = 3;

    private readonly ImmutableArray<PageRule> _pageRules;
    private readonly ImmutableArray<WikiRule> _wikiRules;
    private readonly Dictionary<string, Severity> _wanted;
    private readonly LintSettings _settings;
    private readonly Dialect _dialect;
    private readonly bool _comparesStatements;
    private readonly bool _readsNames;

    /// <param name="rules">Those that see a page when it is read.</param>
    /// <param name="isWanted">Those whose findings are wanted.</param>
    public Linter(IEnumerable<RuleInfo> rules, Func<RuleInfo, bool> isWanted, LintSettings settings, Dialect dialect)
    {
        var infos = rules.ToList();
        var all = RuleCatalog.Make(infos);
        _pageRules = [.. all.OfType<PageRule>()];
        _wanted = infos.Where(isWanted).ToDictionary(info => info.Id, info => info.Severity);
        _wikiRules = [.. all.OfType<WikiRule>().Where(rule => _wanted.ContainsKey(rule.Info.Id))];
        _readsNames = all.Any(rule => rule is MissingPage);
        _comparesStatements = all.Any(rule => rule is DisagreementRule);
        (_settings, _dialect) = (settings, dialect);
    }

    public LintTimes Times { get; } = new();

    /// <summary>Reads one page and asks the rules that look at it alone. Safe for use from several threads.</summary>
    public ScannedPage Scan(RelPath path, string text, ContentHash hash)
    {
        var scan = Read(path, text);
        var texts = scan.Outline.Texts.Where(text => text.Kind is not (TextKind.Heading or TextKind.Footnote));
        var pieces = texts.SelectMany(text => Pieces.Of(text.Text).Where(piece => !Pieces.IsLink(text, piece)).Select(piece => (Piece: piece, text.IsTask))).ToList();
        return new ScannedPage(scan.Outline, hash)
        {
            Sentences = [.. pieces.Where(each => !each.IsTask && each.Piece.Words >= FewestWordsOfSentence).Select(each => each.Piece.Hash).Distinct()],
            Words = pieces.Sum(each => each.Piece.Words),
            Names = _readsNames ? [.. NamesOf(scan.Outline)] : [],
            Findings = [.. _pageRules.SelectMany(rule => Times.Measure(rule.Info.Id, () => rule.Check(scan)))],
            Keys = KeysOf(scan.Outline),
            Cited = [.. scan.Outline.Citations.Select(each => new CitedQuote(each.Citation.Source, StableHash.Of(each.Citation.Quote))).Distinct()],
        };
    }

    /// <summary>A page with what only its own rules look at.</summary>
    internal PageScan Read(RelPath path, string text) => OutlineReader.Read(path, text, _dialect);

    private static IEnumerable<NamedThing> NamesOf(PageOutline page) => page.Texts.Where(text => text.Kind is not (TextKind.Heading or TextKind.Footnote))
        .SelectMany(text => ProperNames.Of(text).Select(name => (name, Place: text.PlaceOf(name.Start)))).Select(each => new NamedThing(each.name.Text, each.Place.Line, each.Place.Column, each.name.BeginsSentence));

    private ImmutableArray<SlotKey> KeysOf(PageOutline page) => !_comparesStatements ? []
        : [.. Statement.Of(page).Where(statement => statement.IsComparable(page)).SelectMany(statement => SlotKeys.Of(new ParsedStatement(statement, page.Title)))];

    /// <summary>Asks the rules that look at pages together, and puts all findings in order.</summary>
    /// <param name="isAsked">The pages and sources whose findings are wanted.</param>
    public ImmutableArray<Finding> Run(LintWiki wiki, IEnumerable<Finding> ofPages, Func<RelPath, bool> isAsked, CancellationToken cancel = default)
    {
        var found = new ConcurrentBag<IEnumerable<Finding>> { ofPages };
        Parallel.ForEach(_wikiRules, new ParallelOptions { CancellationToken = cancel }, rule => found.Add(Times.Measure(rule.Info.Id, () => rule.CheckAll(wiki))));

        Parallel.ForEach(Partitioner.Create(0, wiki.Pages.Length, Math.Max(1, Math.Min(64, wiki.Pages.Length))), new ParallelOptions { CancellationToken = cancel }, range =>
        {
            for (var i = range.Item1; i < range.Item2; i++)
            {
                var page = wiki.Pages[i];
                if (isAsked(page.Path))
                {
                    foreach (var rule in _wikiRules)
                    {
                        found.Add(Times.Measure(rule.Info.Id, () => Checked(rule, page, wiki)));
                    }
                }
            }
        });

        return Told(found.SelectMany(each => each), wiki, isAsked);
    }

    /// <summary>Those of the findings that are wanted, with the severity that they have on their page, in order.</summary>
    internal ImmutableArray<Finding> Told(IEnumerable<Finding> found, LintWiki wiki, Func<RelPath, bool> isAsked) =>
        [.. found.Where(finding => _wanted.ContainsKey(finding.Rule) && isAsked(finding.Path))
            .Select(finding => finding with { Severity = SeverityOn(finding.Rule, finding.Path, wiki) })
            .Where(finding => finding.Severity > Severity.Off).Distinct().Order(Comparer<Finding>.Create(Finding.Compare))];

    /// <summary>How grave a rule's findings on a page are; off where they are not wanted.</summary>
    internal Severity SeverityOn(string rule, RelPath page, LintWiki wiki)
    {
        var disabled = wiki[page]?.Outline.Disabled ?? [];
        return !_wanted.TryGetValue(rule, out var own) || disabled.Contains(rule) || disabled.Contains("*") ? Severity.Off : _settings.SeverityOf(rule, page, own);
    }

    /// <summary>What the rule finds on a page; not looked for again while nothing that it depends on has changed.</summary>
    private static IEnumerable<Finding> Checked(WikiRule rule, LintPage page, LintWiki wiki)
    {
        if (rule.Basis(page, wiki) is not { } basis)
        {
            return rule.Check(page, wiki);
        }

        if (page.Kept.On(rule.Info.Id, basis) is not { } found)
        {
            page.Kept.Keep(rule.Info.Id, basis, found = [.. rule.Check(page, wiki)]);
        }

        return found;
    }
}
