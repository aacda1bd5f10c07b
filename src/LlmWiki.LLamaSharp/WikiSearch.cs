using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.LLamaSharp;

/// <summary>
/// Finds pages by the words of a query: a word counts the more, the fewer pages have it, and eightfold in a title or alias, threefold in a
/// description. Every page is read for every query: enough for some thousands of them.
/// </summary>
internal static class WikiSearch
{
    private const double InName = 8;
    private const double InDescription = 3;
    private const double WholeName = 30;

    /// <summary>The best pages first; of equal ones in order of paths. The index and the log are not looked at.</summary>
    public static IReadOnlyList<SnapshotFile> Find(WikiSnapshot wiki, string query, int most)
    {
        var asked = Words(query).Distinct().ToList();
        var pages = wiki.Files.Where(file => file.Head.MapOrEmpty.Text("type") is not ("index" or "log")).Select(file => new Entry(file)).ToList();
        var weights = asked.ToDictionary(word => word, word => Math.Log(1 + ((double)pages.Count / Math.Max(1, pages.Count(page => page.Body.Contains(word))))));
        return [.. pages.Select(page => (page.File, Score: Score(page, asked, weights)))
            .Where(page => page.Score > 0).OrderByDescending(page => page.Score).ThenBy(page => page.File.Path).Take(most).Select(page => page.File)];
    }

    /// <summary>The page of a path, title or alias; null where there is none.</summary>
    public static SnapshotFile? Page(WikiSnapshot wiki, string name) =>
        wiki.Files.FirstOrDefault(file => file.Path.Value == name)
        ?? wiki.Files.FirstOrDefault(file => Names(file).Any(other => Folding.Fold(other) == Folding.Fold(name)));

    public static IEnumerable<string> Names(SnapshotFile file) => file.Head.MapOrEmpty.Texts("aliases").Prepend(file.Head.MapOrEmpty.Text("title") ?? file.Path.Stem);

    private static double Score(Entry page, List<string> asked, Dictionary<string, double> weights)
    {
        var words = asked.Sum(word => weights[word] * ((page.Names.Any(name => name.Contains(word)) ? InName : 0)
            + (page.Description.Contains(word) ? InDescription : 0) + (page.Body.Contains(word) ? 1 : 0)));
        return words + (page.Names.Any(name => name.Count > 0 && name.All(asked.Contains)) ? WholeName : 0);
    }

    private static IEnumerable<string> Words(string text)
    {
        var folded = Folding.Fold(text);
        for (int at = 0, end; at < folded.Length; at = end + 1)
        {
            end = at;
            while (end < folded.Length && Folding.IsWordPart(folded[end]))
            {
                end++;
            }

            if (end > at)
            {
                yield return folded[at..end];
            }
        }
    }

    /// <summary>The words of a page.</summary>
    private sealed class Entry(SnapshotFile file)
    {
        public SnapshotFile File => file;

        public List<HashSet<string>> Names { get; } = [.. WikiSearch.Names(file).Select(name => Words(name).ToHashSet())];

        public HashSet<string> Description { get; } = [.. Words(file.Head.MapOrEmpty.Text("description") ?? "")];

        public HashSet<string> Body { get; } = [.. Words(FrontMatter.Split(file.Text).Body)];
    }
}
