using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Lint.Warm;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint.Rules;

/// <summary>dropped-passage: what a source says that no page cites, and its own page does not list as unused.</summary>
internal sealed partial class DroppedPassage(RuleInfo info) : WikiRule(info)
{
    /// <summary>The heading over what a source's page lists as unused.</summary>
    public const string UnusedHeading = "Not used";
    private const int MostShown = 60;

    public override Reach ReachOf(PageChange change) => Reach.CitedSources;

    public override ulong? Basis(LintPage page, LintWiki wiki) => PathOf(page) is not { } path ? 0
        : wiki.CitedQuotes(path).Aggregate(StableHash.Of(wiki.Sources!.HashOf(path)?.Hex ?? "gone"), (basis, quote) => basis ^ quote);

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        if (PathOf(page) is not { } path || wiki.Sources!.Read(path) is not { } source || !IsAsCompiled(page, path, wiki))
        {
            yield break;
        }

        var cited = wiki.CitedQuotes(path);
        var listed = Listed(page.Outline);
        foreach (var passage in source.Source.Passages)
        {
            if (passage.Kind != PassageKind.Code && !cited.Contains(StableHash.Of(Citation.QuoteOf(passage.Text))) && !IsListed(passage.Place, listed) && HasFact(passage))
            {
                yield return At(path, passage.Place.Unit == PlaceUnit.Line ? passage.Place.First : 1, 1, $"no page cites '{Ellipsis.Cut(passage.Text, MostShown)}' ({Citation.Describe(passage.Place)})") with
                {
                    Evidence = [new Evidence(path, passage.Place.First, Citation.QuoteOf(passage.Text))],
                };
            }
        }
    }

    /// <summary>The passage that a finding tells of, with the page of its source; null where they are gone.</summary>
    public static (LintPage Page, Passage Passage)? PassageOf(LintWiki wiki, Finding finding)
    {
        var passage = finding.Evidence is [var said] ? wiki.Sources?.Read(finding.Path)?.Source.Passages.FirstOrDefault(each => each.Place.First == said.Line && Citation.QuoteOf(each.Text) == said.Quote) : null;
        return passage is not null && wiki.Pages.FirstOrDefault(page => PathOf(page) == finding.Path) is { } page ? (page, passage) : null;
    }

    private static RelPath? PathOf(LintPage page) => page.IsSource && page.Outline.Head.Status.Length == 0 ? page.Outline.Head.Sources.FirstOrDefault()?.Path : null;

    /// <summary>What changed since it was compiled is another rule's.</summary>
    private static bool IsAsCompiled(LintPage page, RelPath path, LintWiki wiki) =>
        page.Outline.Head.SourceHash is not { } hash || wiki.Sources!.HashOf(path)?.Hex == hash;

    /// <summary>The lines, pages or paragraphs that the source's page names below "Not used".</summary>
    private static HashSet<int> Listed(PageOutline page)
    {
        var start = page.Headings.FirstOrDefault(heading => heading.Plain.Trim() == UnusedHeading)?.Line ?? int.MaxValue;
        var listed = new HashSet<int>();
        foreach (var text in page.Texts.Where(text => text.Line > start && text.Kind != TextKind.Footnote))
        {
            foreach (Match match in PlaceText().Matches(text.Text))
            {
                AddPlaces(match.Groups["places"].Value, listed);
            }
        }

        return listed;
    }

    private static void AddPlaces(string places, HashSet<int> listed)
    {
        foreach (var part in places.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('–', '-');
            if (int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first))
            {
                var last = ends.Length > 1 && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var end) ? end : first;
                listed.UnionWith(Enumerable.Range(first, Math.Clamp(last - first + 1, 1, 10_000)));
            }
        }
    }

    private static bool IsListed(Place place, HashSet<int> listed) => Enumerable.Range(place.First, Math.Clamp(place.Last - place.First + 1, 1, 10_000)).Any(listed.Contains);

    /// <summary>A number, a date, or a name within the sentence.</summary>
    private static bool HasFact(Passage passage) => passage.Text.Any(char.IsDigit)
        || Tokens.Of(passage.Text).Skip(1).Any(token => char.IsUpper(passage.Text[token.Start]) && !Language.IsStopAnywhere(token.Word));

    [GeneratedRegex(@"\b(?:lines?|pages?|paragraphs?) (?<places>\d+(?:–\d+)?(?:, \d+(?:–\d+)?)*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex PlaceText();
}
