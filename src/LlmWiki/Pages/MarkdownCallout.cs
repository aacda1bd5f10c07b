using System.Text.RegularExpressions;

namespace LlmWiki.Pages;

/// <summary>
/// Obsidian's and GitHub's callouts: <c>&gt; [!note]- Title</c>. The mark goes, the title stands apart from the text below it.
/// </summary>
internal static partial class MarkdownCallout
{
    /// <summary>The paragraphs that the first paragraph of a quote makes; itself where it starts no callout.</summary>
    public static IEnumerable<IReadOnlyList<InlineRun>> Split(IReadOnlyList<InlineRun> runs)
    {
        // The brackets may have been parsed into runs of their own.
        var lead = string.Concat(runs.Take(6).TakeWhile(run => run.FirstLine == (runs.Count > 0 ? runs[0].FirstLine : 0)).Select(run => run.Text));
        var mark = Mark().Match(lead);
        if (!mark.Success)
        {
            return [runs];
        }

        var rest = Drop(runs, mark.Length);
        var title = rest.TakeWhile(run => run.FirstLine == runs[0].FirstLine).ToList();
        return [title, rest[title.Count..]];
    }

    private static List<InlineRun> Drop(IReadOnlyList<InlineRun> runs, int length)
    {
        var rest = new List<InlineRun>();
        foreach (var run in runs)
        {
            var dropped = Math.Min(length, run.Text.Length);
            length -= dropped;
            if (dropped < run.Text.Length)
            {
                rest.Add(run with { Text = run.Text[dropped..] });
            }
        }

        return rest;
    }

    [GeneratedRegex(@"^\s*\[![A-Za-z][\w-]{0,30}(?:\|[^\]]{0,30})?\][+-]?\s*", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Mark();
}
