using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Pages;

namespace LlmWiki.Tests.Pages;

/// <summary>Whatever the tool wants and whatever a person does: their words stay, and what they deleted stays away.</summary>
public sealed class MergePropertyTests
{
    private static readonly string[] Sources = ["recipe", "log", "notes"];

    /// <summary>What a person may write: alone, each of these is blocks of its own.</summary>
    private static readonly string[] Written =
    [
        "Mine {0}.", "Mine {0}.[^recipe.{1}]", "Mine {0}[^log.{1}]: so it is.", "Mine {0}.[^mine{1}]", "- Mine {0}", "* Mine {0}\n    - below\n\n  more", "1. Mine {0}", "  - Mine {0}", "## Mine {0}", "# Mine {0}", "Mine {0}\n===",
        "  ### Mine {0}", "    code {0}", "  indented {0}", "> Mine {0}", "```\ncode {0} [^recipe.{1}]\n\nx\n```", "<!-- Mine {0} -->", "<div>\nMine {0}\n</div>", "| Mine {0} |\n| --- |\n| a[^notes.{1}] |", "[^mine{1}]: Note {0}", "[^recipe.{1}]: Note {0}\n\n    more",
        "[link{0}]: http://a.b", "***", "---", "Mine {0}\\", "Statement {1}.", "- Statement {1}.[^recipe.{1}]", "## Section {1}", "<!-- lint-disable x -->", "%% Mine {0} %%", "- [ ] Mine {0}", "+ Mine {0}", "[^x]", "<!-- never closed {0}", "```\nnever closed {0}",
    ];

    private static readonly Gen<DraftBlock> Statement =
        from number in Gen.Choose(1, 12)
        from form in Gen.Choose(0, 3)
        from cited in Gen.ArrayOf(Gen.Elements(Sources), 2)
        from cites in Gen.Choose(0, 4)
        let marks = string.Concat(cited.Take(Math.Min(cites, 2)).Distinct().Select(source => $"{{{source}.{number}}}"))
        select form switch
        {
            0 => Merging.Block($"Statement {number}.{marks}"),
            1 => Merging.Block($"- [Statement](s.md) {number}.{marks}"),
            _ => Merging.Block($"- Statement {number}.{marks}"),
        };

    private static readonly Gen<PageDraft> Drafts =
        from sections in Gen.ListOf(Gen.NonEmptyListOf(Statement))
        from titled in Gen.Choose(0, 4)
        from names in Gen.ArrayOf(Gen.Choose(1, 5), 8)
        from quotes in Gen.ArrayOf(Gen.Choose(0, 2), 40)
        from description in Gen.Elements("One.", "\"Two: 2\"", "")
        let headings = sections.Select((section, i) => i == 0 ? [] : new[] { Merging.Block($"## Section {names[i % 8]}") })
        let blocks = sections.Zip(headings, (section, heading) => heading.Concat(section)).SelectMany(part => part)
        select Draft([.. titled == 0 ? [] : new[] { Merging.Block(titled == 1 ? "# Adam 2" : "# Adam") }, .. blocks], quotes).WithHead("description", description);

    private static PageDraft Draft(DraftBlock[] blocks, int[] quotes) => Merging.Draft() with
    {
        Blocks = [.. blocks],
        Citations = [.. blocks.SelectMany(block => Citation.LabelsIn(block.Text)).Distinct().Select((label, i) =>
            quotes[i % 40] == 0 ? Merging.Cite(label) with { Quote = $"Version 2 of {label}" } : Merging.Cite(label))],
    };

    /// <summary>One thing a person does; numbers choose the place.</summary>
    private static readonly Gen<Func<ImmutableList<string>, ImmutableList<string>>> Edits =
        from at in Gen.Choose(0, 1_000)
        from other in Gen.Choose(0, 1_000)
        from number in Gen.Choose(1, 12)
        from text in Gen.Elements(Written)
        from what in Gen.Choose(0, 9)
        let words = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, $"{at}x{other}", number) + (other % 4 == 0 && !text.Contains('[', StringComparison.Ordinal) ? "\n" : "\n\n")
        select new Func<ImmutableList<string>, ImmutableList<string>>(blocks =>
        {
            var i = blocks.Count == 0 ? 0 : at % blocks.Count;
            var j = blocks.Count == 0 ? 0 : other % blocks.Count;
            return what switch
            {
                _ when blocks.Count == 0 => blocks.Add(words),
                0 or 1 => blocks.RemoveAt(i),
                2 => blocks.SetItem(i, blocks[i].Replace("Statement", "Stated by me", StringComparison.Ordinal)),
                3 => blocks.RemoveAt(i).Insert(Math.Min(j, blocks.Count - 1), blocks[i]),
                4 => blocks.Insert(j, blocks[i]),
                5 => blocks.Add(words),
                6 => blocks.SetItem(i, blocks[i].TrimEnd() + (other % 2 == 0 ? "\n" : "\n\n\n")),
                _ => blocks.Insert(i, words),
            };
        });

    private static readonly Gen<(PageDraft A, string Edited, PageDraft B, SourceView View)> Cases =
        from a in Drafts
        from b in Drafts
        from edits in Gen.ListOf(Edits)
        from crlf in Gen.Choose(0, 5)
        from final in Gen.Choose(0, 5)
        from lost in Gen.Choose(0, 12)
        let page = PageMerge.Merge(lost < 2 * Sources.Length ? SaidOnce(a) : a, null, new Generator("x", default), SourceView.Unchanged) ?? "# Mine\n"
        let parsed = Page.Parse(Merging.Here, page)
        let blocks = edits.Aggregate(parsed.Blocks.Select(block => block.Raw).ToImmutableList(), (edited, edit) => edit(edited))
        let text = (lost == 12 ? "" : parsed.Head.Raw) + string.Concat(blocks)
        let trimmed = final == 0 ? text.TrimEnd() : text
        select (a, crlf == 0 ? trimmed.ReplaceLineEndings("\r\n") : trimmed, lost < 2 * Sources.Length ? SaidOnce(WithoutSource(b, Sources[lost % Sources.Length])) : b, View(lost));

    /// <summary>A draft never cites a source that is gone or was not read.</summary>
    private static PageDraft WithoutSource(PageDraft draft, string lost)
    {
        bool IsLost(string label) => label.StartsWith(lost, StringComparison.Ordinal);
        return draft with
        {
            Blocks = [.. draft.Blocks.Select(block => block with { Text = Citation.Without(block.Text, IsLost) })],
            Citations = [.. draft.Citations.Where(citation => !IsLost(citation.Label))],
        };
    }

    /// <summary>Of blocks that say the same twice, which one stays when a source is lost may change with a second run.</summary>
    private static PageDraft SaidOnce(PageDraft draft) => draft with { Blocks = [.. draft.Blocks.DistinctBy(block => block.Identity)] };

    private static SourceView View(int lost) => lost < Sources.Length ? Merging.Gone(Sources[lost]) : lost < 2 * Sources.Length ? Merging.Unread(Sources[lost - Sources.Length]) : SourceView.Unchanged;

    [Fact]
    public void A_persons_words_stay_and_what_they_deleted_stays_away()
    {
        Check.One(Properties.Config.WithMaxTest(4_000).WithEndSize(14), Prop.ForAll(Cases.ToArbitrary(), item => ShouldHold(item.Edited, item.B, item.View)));
    }

    [Fact]
    public void The_same_over_many_drafts()
    {
        var cases = from item in Cases from more in Gen.NonEmptyListOf(Drafts) select (item.Edited, Drafts: more);
        Check.One(Properties.Config.WithMaxTest(600).WithEndSize(8), Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var page = item.Edited;
            foreach (var draft in item.Drafts)
            {
                page = ShouldHold(page, draft, SourceView.Unchanged);
            }
        }));
    }

    private static string ShouldHold(string before, PageDraft draft, SourceView view)
    {
        if (Merging.TryMerge(before, draft, view) is not { } after)
        {
            Persons(Page.Parse(Merging.Here, before)).ShouldBeEmpty();
            return before;
        }

        var (old, merged) = (Page.Parse(Merging.Here, before), Page.Parse(Merging.Here, after));
        if (!old.CanMerge)
        {
            after.ShouldBe(before);
            return after;
        }

        merged.CanMerge.ShouldBeTrue();
        ShouldBeInOrder(Persons(old), [.. merged.Blocks.Select(block => block.Text)]);
        var back = Deleted(old).Intersect(merged.Blocks.Where(block => merged.CitationOf(block) is null).Select(block => block.Text));
        back.ShouldBeEmpty("deleted blocks that came back");

        var (defined, definedBefore) = (Merging.Definitions(after), Merging.Definitions(before));
        defined.ShouldAllBe(pair => pair.Value == 1 || definedBefore.GetValueOrDefault(pair.Key) > 1);
        var undefined = Used(merged).Except(defined.Keys);
        undefined.Except(Used(old).Except(definedBefore.Keys)).ShouldBeEmpty("labels without definition");
        return after;
    }

    private static void ShouldBeInOrder(IEnumerable<string> persons, List<string> merged)
    {
        var at = 0;
        foreach (var text in persons)
        {
            var found = merged.IndexOf(text, at);
            found.ShouldBeGreaterThanOrEqualTo(at, $"lost, changed or moved: {text}");
            at = found + 1;
        }
    }

    /// <summary>Blocks of a person: those no entry of the list is left for.</summary>
    private static List<string> Persons(Page page)
    {
        var owned = page.Owned.Blocks.GroupBy(entry => entry.Hash).ToDictionary(group => group.Key, group => group.Count());
        return [.. page.Blocks.Where(block => page.CitationOf(block) is null && (owned[block.Hash] = owned.GetValueOrDefault(block.Hash) - 1) < 0).Select(block => block.Text)];
    }

    /// <summary>Texts that the tool wrote on this page and that are not there any more, also not in other words.</summary>
    private static List<string> Deleted(Page page)
    {
        var hashes = page.Blocks.Select(block => block.Hash).ToHashSet();
        var said = page.Owned.Blocks.Where(entry => hashes.Contains(entry.Hash)).Select(entry => entry.Identity).ToHashSet();
        var deleted = page.Owned.Blocks.Where(entry => !hashes.Contains(entry.Hash) && !said.Contains(entry.Identity)).Select(entry => entry.Hash).ToHashSet();
        return [.. Enumerable.Range(1, 12).SelectMany(number => new[] { $"Statement {number}.", $"- Statement {number}.", $"## Section {number}" }).Where(text => deleted.Contains(PageBlock.HashOf(text)))];
    }

    private static IEnumerable<string> Used(Page page) => page.Blocks.Where(block => block.Kind is not (BlockKind.Code or BlockKind.Html or BlockKind.Footnote))
        .SelectMany(block => Citation.LabelsIn(block.Text)).Select(label => label.ToLowerInvariant()).Distinct();
}
