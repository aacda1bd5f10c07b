using System.Runtime.InteropServices;
using LlmWiki.Lint.Warm;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed class DuplicatePage(RuleInfo info) : WikiRule(info)
{
    private const int FewestWords = 30;
    private const int FewestShared = 3;

    // A sentence on more pages than this belongs to a form that they were made from.
    private const int MostPages = 12;

    // The form itself, and pages that nobody has filled in, have less than this of their own.
    private const double LeastOfOwn = 0.5;

    private readonly double _share = info.Options.Share("min_shared");

    public override Reach ReachOf(PageChange change) => change.IsOtherWords ? Reach.Whole : Reach.Itself;

    public override IEnumerable<Finding> CheckAll(LintWiki wiki)
    {
        var pages = wiki.Pages.Where(page => !page.IsBook && page.Words >= FewestWords && page.Sentences.Length >= FewestShared).ToArray();
        var (sentences, owners) = Sorted(pages);
        var counts = new int[pages.Length];
        var pairs = new List<long>();
        for (int start = 0, end; start < sentences.Length; start = end)
        {
            end = start + 1;
            while (end < sentences.Length && sentences[end] == sentences[start])
            {
                end++;
            }

            if (end - start <= MostPages)
            {
                AddPairs(owners.AsSpan(start, end - start), counts, pairs);
            }
        }

        pairs.Sort();
        foreach (var (page, other, shared) in Best(pairs, counts, i => counts[i] >= pages[i].Sentences.Length * LeastOfOwn))
        {
            yield return AtTitle(pages[page].Outline, MessageOf(pages[other], counts[other], shared, counts[page]));
        }
    }

    /// <summary>All sentences in order, each with the page it stands on.</summary>
    private static (ulong[] Sentences, int[] Owners) Sorted(LintPage[] pages)
    {
        var (sentences, owners) = (new List<ulong>(), new List<int>());
        for (var i = 0; i < pages.Length; i++)
        {
            var own = pages[i].Sentences;
            sentences.AddRange(own.AsSpan());
            CollectionsMarshal.SetCount(owners, sentences.Count);
            CollectionsMarshal.AsSpan(owners)[^own.Length..].Fill(i);
        }

        var (keys, items) = (sentences.ToArray(), owners.ToArray());
        Array.Sort(keys, items);
        return (keys, items);
    }

    /// <summary>Counts a sentence on each of its pages, and adds each pair of them, the later page first.</summary>
    private static void AddPairs(ReadOnlySpan<int> owners, int[] counts, List<long> pairs)
    {
        for (var i = 0; i < owners.Length; i++)
        {
            counts[owners[i]]++;
            for (var j = 0; j < i; j++)
            {
                pairs.Add(((long)Math.Max(owners[i], owners[j]) << 32) + Math.Min(owners[i], owners[j]));
            }
        }
    }

    /// <summary>For each page the earlier one that it shares most with, of those with which it shares enough.</summary>
    /// <param name="pairs">In order, each as often as it shares a sentence.</param>
    /// <param name="hasOwn">Whether a page says enough that belongs to no form.</param>
    private IEnumerable<(int Page, int Other, int Shared)> Best(List<long> pairs, int[] counts, Func<int, bool> hasOwn)
    {
        (int Page, int Other, int Shared) best = default;
        for (int start = 0, end; start < pairs.Count; start = end)
        {
            end = start + 1;
            while (end < pairs.Count && pairs[end] == pairs[start])
            {
                end++;
            }

            var (page, other, shared) = ((int)(pairs[start] >> 32), (int)(pairs[start] & int.MaxValue), end - start);
            if (best.Shared > 0 && best.Page != page)
            {
                yield return best;
                best = default;
            }

            if (shared >= FewestShared && shared >= Math.Min(counts[page], counts[other]) * _share && shared > best.Shared && hasOwn(page) && hasOwn(other))
            {
                best = (page, other, shared);
            }
        }

        if (best.Shared > 0)
        {
            yield return best;
        }
    }

    /// <summary>The page that a finding says is the same; null where it is gone.</summary>
    public static LintPage? OtherOf(LintWiki wiki, Finding finding)
    {
        var start = finding.Message.IndexOf('\'', StringComparison.Ordinal) + 1;
        var end = finding.Message.LastIndexOf('\'');
        return start > 0 && end > start ? wiki[new RelPath(finding.Message[start..end])] : null;
    }

    private static string MessageOf(LintPage other, int others, int shared, int own) => others < own
        ? $"this page has {shared} of the {others} sentences of '{other.Path}'"
        : $"{shared} of the {own} sentences of this page stand in '{other.Path}' too";
}
