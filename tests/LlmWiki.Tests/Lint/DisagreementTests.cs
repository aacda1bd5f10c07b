using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Lint;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Lint;

/// <summary>Holds the finding of contradictions to a corpus of pairs that was written before it was looked at what is found on it.</summary>
public sealed class DisagreementTests(ITestOutputHelper output)
{
    private static readonly List<StatedPair> Pairs = StatedPair.Read(File.ReadAllText(RepositoryFolder.At("tests/fixtures/disagreements/pairs.md")));

    /// <summary>Near misses that alarm, with the reason why that is borne.</summary>
    private static readonly Dictionary<string, string> Borne = [];

    /// <summary>How many of each kind are found where both stand on one page, and on two: a floor, as measured.</summary>
    private static readonly Dictionary<string, (int OnePage, int TwoPages)> Floors = new()
    {
        ["count"] = (27, 25),
        ["quantity"] = (28, 28),
        ["drift"] = (4, 3),
        ["percentage"] = (9, 9),
        ["money"] = (9, 9),
        ["year"] = (28, 27),
        ["date"] = (8, 7),
        ["name"] = (27, 27),
        ["negation"] = (21, 21),
        ["antonym"] = (19, 19),
        ["enumeration"] = (15, 15),
        ["superseded"] = (6, 6),
    };

    /// <summary>A statement has several partners, which are compared at the same time.</summary>
    [Fact]
    public void A_statement_may_be_compared_on_several_threads()
    {
        static ParsedStatement Parsed(int number, string text) => new(new Statement(new RelPath($"wiki/p{number}.md"), 0, 0, text, 1, 1, [], false, false), "Harbour");
        var found = 0;
        for (var round = 0; round < 200; round++)
        {
            var shared = Parsed(0, "The old harbour of Rookby has 3 towers, 12 gates and 40 boats.");
            Parallel.For(0, 16, i => Interlocked.Add(ref found, Disagreement.Between(shared, Parsed(i + 1, $"The old harbour of Rookby has {i + 4} towers, 12 gates and 40 boats.")) is null ? 0 : 1));
        }

        found.ShouldBe(200 * 16);
    }

    [Fact]
    public void Pairs_that_disagree_are_found_and_near_misses_are_not()
    {
        var found = Pairs.AsParallel().AsOrdered().Select(pair => (Pair: pair, One: pair.FoundOnOnePage(), Two: pair.FoundOnTwoPages())).ToList();
        var kinds = found.Where(each => !each.Pair.IsNearMiss).GroupBy(each => each.Pair.Kind)
            .Select(kind => (Kind: kind.Key, All: kind.Count(), One: kind.Count(each => IsFound(each.Pair, each.One)), Two: kind.Count(each => IsFound(each.Pair, each.Two)))).ToList();
        var alarms = found.Where(each => each.Pair.IsNearMiss && each.One.Count + each.Two.Count > 0).Select(each => each.Pair.Id).ToList();
        Print(kinds, alarms, found.Count(each => each.Pair.IsNearMiss));

        alarms.Except(Borne.Keys).ShouldBeEmpty();
        found.Where(each => !each.Pair.IsNearMiss && each.One.Concat(each.Two).Any(rule => rule != each.Pair.Rule)).Select(each => each.Pair.Id).ShouldBeEmpty("found as something else than it is");
        kinds.Select(kind => kind.Kind).Order().ShouldBe(Floors.Keys.Order());
        kinds.ShouldAllBe(kind => kind.One >= Floors[kind.Kind].OnePage && kind.Two >= Floors[kind.Kind].TwoPages);
    }

    [Fact]
    public void What_the_comparison_finds_shares_a_key()
    {
        var statements = Pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Select(text => Parsed(StatedPair.Text(text), 0)).Where(statement => statement.IsAssertion).ToList();
        var keys = statements.ConvertAll(statement => SlotKeys.Of(statement).ToList());
        var found = 0;
        for (var i = 0; i < statements.Count; i++)
        {
            // Pairs of one table: all against all would be ten times as much for little.
            for (var other = i + 1; other < Math.Min(statements.Count, i + 60); other++)
            {
                if (Disagreement.Between(statements[i], statements[other]) is not null)
                {
                    found++;
                    keys[i].Exists(key => keys[other].Exists(each => each.Key == key.Key && each.Value != key.Value)).ShouldBeTrue($"{statements[i].Text} / {statements[other].Text}");
                }
            }
        }

        found.ShouldBeGreaterThan(150);
    }

    [Fact]
    public void Both_orders_find_the_same()
    {
        foreach (var pair in Pairs)
        {
            var (first, second) = (Parsed(StatedPair.Text(pair.First), 0), Parsed(StatedPair.Text(pair.Second), 1));
            (Disagreement.Between(first, second)?.Kind).ShouldBe(Disagreement.Between(second, first)?.Kind, pair.Id);
        }
    }

    [Fact]
    public void Candidates_grow_with_the_wiki_and_not_with_its_square()
    {
        var (small, large) = (CandidatesPerStatement(1_000), CandidatesPerStatement(100_000));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"candidates per statement: {small:F3} of 1,000, {large:F3} of 100,000"));
        large.ShouldBeLessThan((small * 1.5) + 0.1);
    }

    /// <summary>Statements of a few forms about as many things as there are hundreds of statements, half of which disagree with another.</summary>
    private static double CandidatesPerStatement(int count)
    {
        string[] forms = ["The tower of {0} has {1} bells.", "The bridge of {0} is {1} m long.", "The mill of {0} was built in {2}.", "The mayor of {0} is {3}.", "The gate of {0} is open at night.", "The gate of {0} is not open at night.", "The town is {1} km away.", "The feature is enabled by default."];
        string[] names = ["Ada Holt", "Max Lehr", "Otto Brand", "Ida Noll"];
        var pages = Enumerable.Range(0, count / 100).Select(page =>
        {
            var lines = Enumerable.Range(0, 100).Select(line => string.Format(CultureInfo.InvariantCulture, forms[line % forms.Length], NameOf((page * 13) + (line / 8)), 3 + ((page + line) % 40), 1800 + ((page * 7) + line) % 100, names[(page + line) % 4]));
            return ($"wiki/p{page}.md", $"# Page\n\n{string.Join("\n\n", lines)}\n");
        });
        var linter = new Linter(RuleBook.Default.Rules, rule => rule.Id == "contradiction", LintSettings.Default, Dialect.Obsidian);
        var scanned = pages.AsParallel().AsOrdered().Select(page => linter.Scan(new RelPath(page.Item1), page.Item2, ContentHash.Of(page.Item2))).ToList();
        return StatementPairs.Of(scanned.ConvertAll(page => new WholePage(page, _ => [])), new HashSet<ulong>()).Candidates / (double)count;
    }

    private static string NameOf(int number) => "Or" + string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => "bcdfghklmn"[digit - '0'] + "a"));

    private static ParsedStatement Parsed(string text, int number) => new(new Statement(new RelPath("wiki/notes.md"), number, number, text, number + 1, 1, ImmutableArray<string>.Empty, false, false), "Notes");

    private static bool IsFound(StatedPair pair, List<string> rules) => rules.Count == 2 && rules.TrueForAll(rule => rule == pair.Rule);

    private void Print(List<(string Kind, int All, int One, int Two)> kinds, List<string> alarms, int nearMisses)
    {
        output.WriteLine("| kind | pairs | found on one page | found on two pages |\n| --- | ---: | ---: | ---: |");
        foreach (var kind in kinds)
        {
            output.WriteLine($"| {kind.Kind} | {kind.All} | {kind.One} | {kind.Two} |");
        }

        output.WriteLine($"{nearMisses} near misses, {alarms.Count} alarm: {string.Join(' ', alarms)}");
    }
}
