using System.Globalization;
using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>link-to-raw: the one passage of the file that says what the sentence says, cited in a footnote; the link's words stay.</summary>
internal sealed class LinkToRawFixer : Fixer
{
    /// <summary>How many of the sentence's words a passage must have.</summary>
    private const double LeastShared = 0.75;

    /// <summary>With fewer words than this a sentence says nothing that could be found again.</summary>
    private const int FewestWords = 2;

    /// <summary>Words that say only that what stands before them has a source.</summary>
    private static readonly HashSet<string> CitingWords = ["source", "sources", "see", "from", "ref", "reference", "cf", "via", "quelle", "quellen", "siehe", "nach", "laut", "voir", "selon"];

    public override IReadOnlyCollection<string> Rules => ["link-to-raw"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        var page = view.Wiki[finding.Path]!;
        if (view.LinkAt(finding) is not (var link, { File: { } file } target) || LinkEdit.WordsOf(view, page.Path, link) is not { } words || view.PageAt(page.Path) is not { } text)
        {
            return Proposal.None("the place of the link is not sure");
        }

        if (view.Wiki.Sources?.Read(file) is not { } source || Statement(page, link) is not { } statement)
        {
            return Proposal.None("the sentence around it, or the file, cannot be read");
        }

        if (PassageOf(source, statement, target.Fragment) is not { } passage)
        {
            return Proposal.None("no passage of the file is the only one that says what the sentence says");
        }

        var known = page.Citations.Select(each => each.Citation).FirstOrDefault(each => each.Source == file && each.IsOf(passage.Text));
        var citation = known ?? new Citation(FreeLabel(page, view.Wiki, file, passage), file, passage.Place, Citation.QuoteOf(passage.Text));
        var mark = LinkEdit.Unlink(page.Path, link, $"{words}[^{citation.Label}]");
        var note = known is null ? Definition(text.Page, citation) : null;
        return known is null && note is null ? Proposal.None("the page has no place for a footnote")
            : new Fix(finding, FixTier.Review, $"cite {Citation.Describe(passage.Place)} of '{file}' in place of the link", note is null ? [mark] : [mark, note])
            {
                Takes = Taking.Links,
                Reason = $"there stands: {citation.Quote}",
            };
    }

    /// <summary>The sentence around a link, without the link's words; null where its place is not sure.</summary>
    private static string? Statement(LintPage page, OutlineLink link)
    {
        foreach (var text in page.Outline.Texts.Where(text => text.Kind is not (TextKind.Heading or TextKind.Footnote)))
        {
            foreach (var mask in text.Masks.Where(mask => !mask.IsCode && text.Text.AsSpan(mask.Start, mask.Length).SequenceEqual(link.Text)))
            {
                var (line, column) = text.PlaceOf(mask.Start);
                if (line == link.Line && column >= link.Column && column < link.Column + link.Length)
                {
                    return Around(text, mask.Start, mask.Length);
                }
            }
        }

        return null;
    }

    /// <summary>The sentence of a link without its words; where it says nothing else, as in "[Source](notes.md)", the one before it.</summary>
    private static string Around(OutlineText text, int start, int length)
    {
        var pieces = Pieces.Of(text.Text);
        var at = pieces.FindLastIndex(piece => piece.Start <= start);
        var piece = at < 0 ? default : pieces[at];
        var (first, end) = (Math.Min(piece.Start, start), Math.Max(piece.Start + piece.Length, start + length));
        var own = text.Text[first..start] + text.Text[(start + length)..end];
        return at > 0 && Tokens.Of(own).TrueForAll(token => CitingWords.Contains(token.Word)) ? text.Text.Substring(pieces[at - 1].Start, pieces[at - 1].Length) : own;
    }

    private static Passage? PassageOf(CitedSource source, string statement, string? fragment)
    {
        var words = WordsOf(statement);
        var near = source.Source.Passages.Where(passage => passage.Kind is not (PassageKind.Heading or PassageKind.Code) && IsNamed(passage.Place, fragment))
            .Select(passage => (Passage: passage, Shared: WordsOf(passage.Text).Count(words.Contains)))
            .Where(each => each.Shared >= words.Count * LeastShared && new Ground([each.Passage.Text], [.. source.HeadingsOf(each.Passage).Select(heading => heading.Text)]).Missing(statement.Trim(' ', ',', '.', '(', ')')) is null)
            .OrderByDescending(each => each.Shared).Take(2).ToList();
        return words.Count >= FewestWords && near.Count > 0 && (near.Count == 1 || near[0].Shared > near[1].Shared) ? near[0].Passage : null;
    }

    /// <summary>Whether the lines that a link names, if it does, are those of a passage.</summary>
    private static bool IsNamed(Place place, string? fragment)
    {
        var lines = fragment?.Split('-').Select(part => part.StartsWith('L') && int.TryParse(part.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0).ToList() ?? [];
        return lines.Count is 0 or > 2 || lines.Contains(0) || place.Unit != PlaceUnit.Line || (place.First <= lines[^1] && place.Last >= lines[0]);
    }

    /// <summary>The id under which the wiki knows the source, and the passage's number.</summary>
    private static string FreeLabel(LintPage page, LintWiki wiki, RelPath file, Passage passage)
    {
        var own = page.Outline.Head.Sources.FirstOrDefault(source => source.Path == file && source.Id.Length > 0)?.Id;
        var id = own ?? wiki.Pages.FirstOrDefault(other => other.IsSource && other.NamedSources.Contains(file))?.Path.Stem ?? Slug.Of(file.Stem);
        var label = string.Create(CultureInfo.InvariantCulture, $"{string.Concat(id.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('[' or ']' or '^')))}.{passage.Number}");
        while (page.Outline.Footnotes.Any(note => note.Label.Equals(label, StringComparison.OrdinalIgnoreCase)))
        {
            label += "b";
        }

        return label;
    }

    private static TextEdit? Definition(Page page, Citation citation)
    {
        var last = page.Blocks.Length - 1;
        while (last >= 0 && page.Blocks[last].Kind != BlockKind.Footnote)
        {
            last--;
        }

        var note = citation.ToMarkdown(page.Path);
        return last >= 0 ? BlockPlace.At(page, last, "\n" + note)
            : page.Blocks.Length == 0 || PageBlocks.IsOpen(page.Blocks[^1]) ? null : BlockPlace.At(page, page.Blocks.Length - 1, "\n\n" + note);
    }

    private static HashSet<string> WordsOf(string text) => [.. Tokens.Of(text).Where(token => !Language.IsStopAnywhere(token.Word)).Select(token => token.Key)];
}
