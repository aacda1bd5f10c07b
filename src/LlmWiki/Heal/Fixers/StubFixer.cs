using System.Text;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>
/// empty-or-stub-page: the passages that name the page's title and that no page uses, in their own words. Where there are none, a page that
/// only the tool wrote on and that no page links to may go.
/// </summary>
internal sealed class StubFixer : Fixer
{
    private const int MostPassages = 8;

    // Whoever wrote these, they say nothing that goes with the page.
    private static readonly string[] Usual = ["type", "title", "description", "sources", "generated"];

    public override IReadOnlyCollection<string> Rules => ["empty-or-stub-page"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { } page || view.PageAt(finding.Path) is not { } file)
        {
            return Proposal.None("the page is gone");
        }

        if (view.Wiki.Sources is null || !page.IsTopic)
        {
            return Proposal.None("there are no sources to fill it from");
        }

        var passages = Naming(view.Wiki, page).Take(MostPassages).ToList();
        return passages.Count > 0 ? Filled(finding, view, page, file, passages)
            : IsAbandoned(view, page, file) ? Gone(finding, view, page)
            : Proposal.Gap("no source says anything of it that is not used already");
    }

    /// <summary>Passages that name the page, that make sense alone, and that no page cites; in order of sources.</summary>
    private static IEnumerable<(RelPath Source, Passage Passage)> Naming(LintWiki wiki, LintPage page)
    {
        var names = page.Outline.Head.Aliases.Select(alias => alias.Text).Prepend(page.Outline.Title).Select(Tokens.NameKey).Where(name => name.Length > 1).Select(name => $" {name} ").ToList();
        var words = page.Called.Select(name => Tokens.Of(name) is { Count: > 0 } tokens ? tokens.MaxBy(token => token.Length) is var longest ? name[longest.Start..longest.End] : "" : "").Where(word => word.Length > 1).Distinct().ToList();
        foreach (var path in wiki.Sources!.Files)
        {
            if (wiki.Sources.Read(path)?.Source is not { } source)
            {
                continue;
            }

            var cited = wiki.CitedQuotes(path);
            foreach (var passage in source.Passages.Where(passage => passage.Kind is not (PassageKind.Heading or PassageKind.Code or PassageKind.TableRow) && !cited.Contains(StableHash.Of(Citation.QuoteOf(passage.Text)))))
            {
                // A look at the letters spares the words of most passages; of other letters than these there may be other forms.
                if (words.Exists(word => !Ascii.IsValid(word) || passage.Text.Contains(word, StringComparison.OrdinalIgnoreCase)) && names.Exists(name => $" {Tokens.NameKey(passage.Text)} ".Contains(name, StringComparison.Ordinal)) && PassageText.Judge(source, passage).Standing is Standing.Alone or Standing.Soft)
                {
                    yield return (path, passage);
                }
            }
        }
    }

    private static Proposal Filled(Finding finding, HealView view, LintPage page, SnapshotFile file, List<(RelPath Source, Passage Passage)> passages)
    {
        if (TextPlaces.LastOfText(file.Page) is not { } last)
        {
            return Proposal.None("the page has no place for text");
        }

        var labels = new CitationLabels(file, page);
        var text = string.Concat(passages.Select((each, i) => $"{(i < 2 ? "\n\n" : "\n")}{(i == 0 ? "" : "- ")}{MarkdownText.GuardStart(PassageText.Of(each.Passage, each.Passage.Quoted))}[^{labels.Of(PassageText.Cite(view.Wiki, each.Source, each.Passage))}]"));
        var sources = passages.Select(each => each.Source).Distinct().Except(page.NamedSources).Select(source => SourceEntries.New(view.Wiki, source, page.Path)).ToList();
        var edits = new[] { BlockPlace.AddBehind(file.Page, last, text), labels.Definitions(), sources.Count > 0 && page.Outline.Head.IsThere ? SourceEntries.Add(file, sources) : null };
        return new Fix(finding, FixTier.Review, passages.Count == 1 ? "say what one unused passage says of it" : $"say what {passages.Count} unused passages say of it", [.. edits.OfType<TextEdit>()])
        {
            Reason = string.Join(" ", passages.Take(2).Select(each => $"'{each.Source}' says: {each.Passage.Text.ReplaceLineEndings(" ")}")),
        };
    }

    /// <summary>A person wrote nothing on it and nobody leads to it but the index.</summary>
    private static bool IsAbandoned(HealView view, LintPage page, SnapshotFile file) =>
        file.Page.IsGenerated && file.Page.CanMerge && file.Page.Head.Entries.All(entry => Usual.Contains(entry.Key) || HeadMerge.IsToolsOrHealed(file.Page, entry.Key)) && file.Page.Blocks.All(block => file.Page.Owned.Contains(block) || file.Page.CitationOf(block) is not null)
        && view.Wiki.LinksTo(page.Path).All(other => IndexEntry.IsIndex(other.Path));

    private static Proposal Gone(Finding finding, HealView view, LintPage page) =>
        new Fix(finding, FixTier.Review, "delete the page", [.. IndexLines.Remove(view, page.Path)])
        {
            Removed = [page.Path],
            Moves = true,
            Takes = Taking.Citations | Taking.Sentences | Taking.Headings | Taking.Links,
            Reason = "only the tool wrote on it, no page links to it, and no source says more of it",
        };
}
