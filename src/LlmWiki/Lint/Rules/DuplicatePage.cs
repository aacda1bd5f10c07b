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

    private sealed record Said(LintPage Page, HashSet<ulong> Sentences);

    public override IEnumerable<Finding> CheckAll(LintWiki wiki)
    {
        var said = new Said?[wiki.Pages.Length];
        Parallel.For(0, said.Length, i => said[i] = Read(wiki.Pages[i]));
        var pages = WithoutForms([.. said.OfType<Said>()]);
        var postings = new Dictionary<ulong, List<int>>();
        for (var i = 0; i < pages.Count; i++)
        {
            if (Earlier(pages, i, postings) is { } found)
            {
                yield return AtTitle(pages[i].Page.Outline, MessageOf(pages[found.Page], found.Shared, pages[i].Sentences.Count));
            }

            foreach (var sentence in pages[i].Sentences)
            {
                if (!postings.TryGetValue(sentence, out var list))
                {
                    postings[sentence] = list = new List<int>(1);
                }

                list.Add(i);
            }
        }
    }

    private static List<Said> WithoutForms(List<Said> pages)
    {
        var counts = new Dictionary<ulong, int>();
        foreach (var sentence in pages.SelectMany(page => page.Sentences))
        {
            counts[sentence] = counts.GetValueOrDefault(sentence) + 1;
        }

        return pages.FindAll(page =>
        {
            var all = page.Sentences.Count;
            page.Sentences.RemoveWhere(sentence => counts[sentence] > MostPages);
            return page.Sentences.Count >= Math.Max(FewestShared, all * LeastOfOwn);
        });
    }

    /// <summary>The page that a finding says is the same; null where it is gone.</summary>
    public static LintPage? OtherOf(LintWiki wiki, Finding finding)
    {
        var start = finding.Message.IndexOf('\'', StringComparison.Ordinal) + 1;
        var end = finding.Message.LastIndexOf('\'');
        return start > 0 && end > start ? wiki[new RelPath(finding.Message[start..end])] : null;
    }

    private static string MessageOf(Said other, int shared, int own) => other.Sentences.Count < own
        ? $"this page has {shared} of the {other.Sentences.Count} sentences of '{other.Page.Path}'"
        : $"{shared} of the {own} sentences of this page stand in '{other.Page.Path}' too";

    private static Said? Read(LintPage page)
    {
        if (page.IsBook)
        {
            return null;
        }

        var sentences = page.Sentences.ToHashSet();
        return page.Words >= FewestWords && sentences.Count >= FewestShared ? new Said(page, sentences) : null;
    }

    private (int Page, int Shared)? Earlier(List<Said> pages, int at, Dictionary<ulong, List<int>> postings)
    {
        var own = pages[at].Sentences;
        var shared = new Dictionary<int, int>();
        foreach (var sentence in own)
        {
            if (postings.TryGetValue(sentence, out var list))
            {
                foreach (var page in list)
                {
                    shared[page] = shared.GetValueOrDefault(page) + 1;
                }
            }
        }

        (int, int)? best = null;
        foreach (var (page, count) in shared.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
        {
            var of = Math.Min(own.Count, pages[page].Sentences.Count);
            if (best is null && count >= FewestShared && count >= of * _share)
            {
                best = (page, count);
            }
        }

        return best;
    }
}
