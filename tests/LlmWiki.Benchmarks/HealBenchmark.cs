using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Benchmarks;

/// <summary>Whole runs of <c>wiki heal</c>, each a process of its own, on a wiki of the tool's pages with two dead links on each.</summary>
internal sealed partial class HealBenchmark(int pages)
{
    private const int Words = 300;
    private const double MegaByte = 1e6;

    public void Run()
    {
        var root = Directory.CreateTempSubdirectory("llmwiki-heal-").FullName;
        try
        {
            Make(root, pages);
            Console.WriteLine("| what | wall s | processor s | peak MB | target |\n|---|---|---|---|---|");
            var what = string.Create(CultureInfo.InvariantCulture, $"{pages:#,0} pages, {2 * pages:#,0} dead links");
            Print(what + ", these alone", WikiCommand.Run(root, "heal", "-q", "--rule", "link-case", "--rule", "broken-link"), "10 s, 1 GB");
            Print("undo of that", WikiCommand.Run(root, "undo", "-q", "--run"), "");
            var healed = WikiCommand.Run(root, "heal", "-q");
            var fixes = Directory.EnumerateDirectories(Path.Combine(root, ".wiki", "journal")).Count(entry => File.ReadAllText(Path.Combine(entry, "manifest.json")).Contains("\"why\"", StringComparison.Ordinal));
            Print(string.Create(CultureInfo.InvariantCulture, $"the same with all that can be mended beside them, {fixes:#,0} fixes"), healed, "");
            Print("again, nothing to mend", WikiCommand.Run(root, "heal", "-q"), "");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>On each page one link has the wrong capitals, and one leads to where its page stood before.</summary>
    private static void Make(string root, int pages)
    {
        LintCorpus.UntidyWiki(root, pages, Words);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "wiki", "concepts"), "*.md"))
        {
            var number = 0;
            var text = Link().Replace(File.ReadAllText(file), match => number++ switch
            {
                0 => match.Value.Replace("(p", "(P", StringComparison.Ordinal),
                1 => match.Value.Replace("(p", "(../old/p", StringComparison.Ordinal),
                _ => match.Value,
            });
            var head = text.IndexOf("\n---\n", StringComparison.Ordinal) + 1;
            var blocks = string.Join(' ', Page.Parse(new RelPath("wiki/p.md"), text).Blocks.Where(block => block.Kind != BlockKind.Footnote).Select(block => block.Hash + "00000000"));
            File.WriteAllText(file, text.Insert(head, $"generated: {{ by: bench, at: 2026-01-01T00:00:00Z, blocks: \"{blocks}\" }}\n"));
        }
    }

    private static void Print(string what, Measured measured, string target) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {what} | {measured.Wall.TotalSeconds:0.00} | {measured.Processor.TotalSeconds:0.00} | {measured.Peak / MegaByte:0} | {target} |"));

    [GeneratedRegex(@"\]\(p\d+\.md\)")]
    private static partial Regex Link();
}
