using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using LlmWiki.Evals.Clean;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Evals;

/// <summary>What became of one rule's plants.</summary>
internal sealed record Score(string Rule, string Tier)
{
    public List<(string Form, bool IsFound)> Planted { get; } = [];

    public int Decoys { get; set; }

    /// <summary>Findings that nothing planted explains, with what was being planted.</summary>
    public List<(string Planting, Finding Finding)> False { get; } = [];

    public List<(string Form, Spot Spot)> Missed { get; } = [];

    public int Found => Planted.Count(plant => plant.IsFound);

    public double Precision => Found + False.Count == 0 ? 1 : (double)Found / (Found + False.Count);

    public double Recall => Planted.Count == 0 ? 1 : (double)Found / Planted.Count;
}

/// <summary>Plants defects in copies of a clean wiki, one copy for each rule, and lints each copy with all rules.</summary>
internal sealed class Bench(int seed, int defects, int decoys)
{
    private static readonly DateOnly Today = new(2026, 11, 28);

    private readonly CleanWiki _clean = new(seed);
    private readonly Linter _linter = new(RuleBook.Default.Rules, rule => rule.Severity > Severity.Off, LintSettings.Default, Dialect.Obsidian);
    private readonly ConcurrentDictionary<(string, string), ScannedPage> _scanned = new();

    public int Pages => _clean.Files.Paths.Count(path => path.EndsWith(".md", StringComparison.Ordinal) && path.StartsWith("wiki/", StringComparison.Ordinal));

    /// <summary>What the rules find in the clean wiki is false, and counts once.</summary>
    private HashSet<string> CountAlarms(Dictionary<string, Score> scores)
    {
        var alarms = Lint(_clean.Files);
        foreach (var alarm in alarms)
        {
            scores[alarm.Rule].False.Add(("nothing", alarm));
        }

        return [.. alarms.Select(KeyOf)];
    }

    /// <summary>The same whatever is planted above it on its page.</summary>
    private static string KeyOf(Finding finding) => $"{finding.Rule} {finding.Path} {string.Join(' ', finding.Evidence.Select(evidence => evidence.Quote))}";

    public List<Score> Run(IReadOnlyList<RulePlants> plants)
    {
        var scores = RuleBook.Default.Rules.ToDictionary(rule => rule.Id, rule => new Score(rule.Id, rule.Tier.ToString().ToLowerInvariant()));
        var alarms = CountAlarms(scores);
        foreach (var set in plants)
        {
            Run(set, scores, alarms);
        }

        return [.. plants.Select(set => scores[set.Rule])];
    }

    private void Run(RulePlants set, Dictionary<string, Score> scores, HashSet<string> alarms)
    {
        var plot = Planted(set, out var seeming);
        scores[set.Rule].Decoys = seeming;
        Judge(set.Rule, plot, [.. Lint(plot.Files).Where(finding => finding.Evidence.IsEmpty || !alarms.Contains(KeyOf(finding)))], scores);
    }

    /// <summary>A copy of the clean wiki with the defects and decoys of one rule.</summary>
    internal Plot Planted(RulePlants set, out int seeming)
    {
        var plot = new Plot(_clean, new Random(unchecked((seed * 397) + (int)StableHash.Of(set.Rule))));
        for (var i = 0; i < Math.Max(defects, set.Defects.Length * Math.Min(set.EachForm, defects / 8)); i++)
        {
            var plant = set.Defects[i % set.Defects.Length];
            plot.Form = plant.Form;
            plant.Do(plot);
        }

        seeming = Math.Max(decoys, set.Decoys.Length);
        for (var i = 0; i < seeming; i++)
        {
            var plant = set.Decoys[i % set.Decoys.Length];
            plot.Form = "decoy: " + plant.Form;
            plant.Do(plot);
        }

        return plot;
    }

    /// <summary>The finding that a plant is to make; null where lint does not report it.</summary>
    internal static Finding? FindingOf(string rule, Expected expected, Plot plot, IEnumerable<Finding> findings)
    {
        var (path, line, _) = PlaceOf(expected, plot);
        return findings.FirstOrDefault(finding => finding.Rule == rule && finding.Message.Contains(expected.Says, StringComparison.Ordinal) && finding.Path.Value == path && (line == 0 || finding.Line == line));
    }

    private static (string Path, int Line, Spot Spot) PlaceOf(Expected expected, Plot plot) =>
        expected.Spots.Select(spot => (spot.Path, Line: LineOf(plot, spot), Spot: spot)).OrderBy(spot => new RelPath(spot.Path)).ThenBy(spot => spot.Line).ToList() is var sorted && expected.IsFirst ? sorted[0] : sorted[^1];

    private static void Judge(string rule, Plot plot, List<Finding> findings, Dictionary<string, Score> scores)
    {
        foreach (var expected in plot.Expected)
        {
            var found = FindingOf(rule, expected, plot, findings);
            scores[rule].Planted.Add((expected.Form, found is not null));
            if (found is not null)
            {
                findings.Remove(found);
            }
            else
            {
                scores[rule].Missed.Add((expected.Form, PlaceOf(expected, plot).Spot));
            }
        }

        foreach (var finding in findings)
        {
            if (!plot.Company.Exists(company => company.Rule == finding.Rule && finding.Path.Value == company.Spot.Path && (company.Spot.Text is null || LineOf(plot, company.Spot) == finding.Line)))
            {
                scores[finding.Rule].False.Add((rule, finding));
            }
        }
    }

    private static int LineOf(Plot plot, Spot spot) => spot.Text is null ? 0 : plot.Files.LineOf(spot.Path, spot.Text, spot.IsLast);

    private ImmutableArray<Finding> Lint(WikiFiles files) => Look(files).Findings;

    internal LintLook Look(WikiFiles files)
    {
        var pages = files.All.Where(file => file.Key.StartsWith("wiki/", StringComparison.Ordinal) && file.Key.EndsWith(".md", StringComparison.Ordinal)).AsParallel().AsOrdered()
            .Select(file => _scanned.GetOrAdd((file.Key, file.Value), _ => _linter.Scan(new RelPath(file.Key), file.Value, ContentHash.Of(file.Value)))).ToList();
        var byPath = pages.ToDictionary(page => page.Outline.Path);
        var wiki = new LintWiki(LinkRules.Wiki, pages, files.Paths.Select(path => new RelPath(path))) { Sources = SourcesOf(files), Today = Today };
        return new LintLook(_linter, wiki, byPath, _linter.Run(wiki, pages.SelectMany(page => page.Findings), _ => true));
    }

    private static LintSources SourcesOf(WikiFiles files)
    {
        var raw = files.All.Where(file => file.Key.StartsWith("raw/", StringComparison.Ordinal)).ToDictionary(file => new RelPath(file.Key), file => Encoding.UTF8.GetBytes(file.Value));
        var readable = raw.Where(file => SourceReader.CanRead(file.Key)).ToDictionary(file => file.Key, file => ContentHash.Of(file.Value));
        return new LintSources(readable, raw.Keys.Where(path => !readable.ContainsKey(path)).ToHashSet(), path => SourceReader.Read(path, raw[path], null));
    }
}
