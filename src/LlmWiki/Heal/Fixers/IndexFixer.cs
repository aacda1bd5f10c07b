using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>index-out-of-date: the missing lines, each in the section of its page's type and there in the order of titles.</summary>
internal sealed partial class IndexFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["index-out-of-date"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.PageAt(IndexEntry.Index) is not { } main)
        {
            return Proposal.None("there is no index");
        }

        var missing = IndexOutOfDate.Unlisted(view.Wiki).Select(page => view.PageAt(page.Path)).OfType<SnapshotFile>().Select(IndexEntry.Of).ToList();
        if (missing.Find(entry => IndexOutOfDate.MessageOf(entry.Page) == finding.Message) is not { } entry)
        {
            return Proposal.None("the page is gone");
        }

        if (IsTakenOut(main.Page, entry) || (view.PageAt(entry.LetterPage) is { } letters && IsTakenOut(letters.Page, entry)))
        {
            return Proposal.None("a person took its line out of the index");
        }

        // All lines of one section go in together: side by side they would stand at the same place.
        var section = new IndexSection(view, main, entry.Heading);
        var together = missing.Where(other => other.Type == entry.Type && !IsTakenOut(main.Page, other)).ToList();
        return section.IsSplit ? InLetters(finding, view, main, entry, [.. together.Where(other => other.LetterPage == entry.LetterPage)]) : Fixed(finding, together, section.With(together));
    }

    private static Proposal InLetters(Finding finding, HealView view, SnapshotFile main, IndexEntry entry, List<IndexEntry> together)
    {
        if (view.PageAt(entry.LetterPage) is not { } letters || view.Wiki[IndexEntry.Index]!.Outline.Links.Zip(view.Wiki[IndexEntry.Index]!.Targets).FirstOrDefault(pair => pair.Second.File == entry.LetterPage).First is not { } link)
        {
            return Proposal.None($"the index has no page for the letter '{entry.Letter}' yet: 'wiki ingest' makes it");
        }

        together.RemoveAll(other => IsTakenOut(letters.Page, other));
        var edits = new IndexSection(view, letters, null).With(together);
        var count = Count().Match(main.Text, link.Start + link.Length);
        if (!count.Success)
        {
            return Fixed(finding, together, edits);
        }

        // The line of the letter says another number then.
        var pages = int.Parse(count.Groups["pages"].ValueSpan, CultureInfo.InvariantCulture) + together.Count;
        return Fixed(finding, together, [.. edits, new TextEdit(main.Path, count.Groups["pages"].Index, count.Groups["pages"].Length, pages.ToString(CultureInfo.InvariantCulture))]) with { Takes = Taking.Sentences };
    }

    /// <summary>The same lines are proposed for each finding of a section, and must go in once.</summary>
    private static Fix Fixed(Finding finding, List<IndexEntry> together, ImmutableArray<TextEdit> edits) =>
        new(finding, FixTier.Safe, together.Count == 1 ? $"list '{together[0].Title}' in the index" : $"list {together.Count} pages in the index", [.. edits.Select(edit => edit with { IsItem = false })]);

    /// <summary>A line that the tool wrote and that is gone is not written again.</summary>
    private static bool IsTakenOut(Page index, IndexEntry entry)
    {
        var identity = OwnedBlocks.IdentityOf(BlockKind.ListItem + " " + entry.Says);
        return index.Owned.Blocks.Any(block => block.Identity == identity && !index.Blocks.Any(here => here.Hash == block.Hash));
    }

    [GeneratedRegex(@"\G: (?<pages>[0-9]{1,7}) pages", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Count();
}
