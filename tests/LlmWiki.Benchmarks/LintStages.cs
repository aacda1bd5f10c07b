using System.Diagnostics;
using System.Globalization;
using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Benchmarks;

/// <summary>What reading the pages of a wiki costs, part by part, on one core, after a first round that compiles the code.</summary>
internal static class LintStages
{
    private const int MostPages = 2_000;

    public static void Run(string folder)
    {
        var files = Directory.EnumerateFiles(Directory.Exists(Path.Combine(folder, "wiki")) ? Path.Combine(folder, "wiki") : folder, "*.md", SearchOption.AllDirectories).Take(MostPages)
            .Select(file => (Path: new RelPath(Path.GetRelativePath(folder, file).Replace('\\', '/')), Text: File.ReadAllText(file))).ToList();
        foreach (var isTold in (bool[])[false, true])
        {
            var outlines = Time(isTold, "outline", () => files.ConvertAll(file => OutlineReader.Read(file.Path, file.Text, Dialect.Obsidian).Outline));
            Time(isTold, "blocks", () => files.ConvertAll(file => Page.Parse(file.Path, file.Text)));
            var statements = Time(isTold, "statements", () => outlines.ConvertAll(Statement.Of));
            var parsed = Time(isTold, "parsed", () => statements.SelectMany((all, i) => all.Select(statement => new ParsedStatement(statement, outlines[i].Title))).ToList());
            Time(isTold, "slot keys", () => parsed.ConvertAll(statement => SlotKeys.Of(statement).ToList()));
            Time(isTold, "sentences", () => outlines.ConvertAll(page => page.Texts.SelectMany(text => Pieces.Of(text.Text)).ToList()));
            Time(isTold, "names", () => outlines.ConvertAll(page => page.Texts.SelectMany(ProperNames.Of).ToList()));
            var linter = new Linter(RuleBook.Default.Rules, _ => true, LintSettings.Default, Dialect.Obsidian);
            var scanned = Time(isTold, "whole scan", () => files.ConvertAll(file => linter.Scan(file.Path, file.Text, ContentHash.Of(file.Text))));
            var bytes = Time(isTold, "packed", () => scanned.ConvertAll(page => (ScannedForm.Write(page), OutlineForm.WriteTexts(page.Outline))));
            Time(isTold, "unpacked", () => bytes.Select((page, i) => ScannedForm.Read(files[i].Path, scanned[i].Hash, page.Item1, () => page.Item2)).ToList());
            Time(isTold, "followed", () => new List<LintWiki> { new(LinkRules.Wiki, scanned, files.Select(file => file.Path)) });
        }
    }

    private static List<T> Time<T>(bool isTold, string stage, Func<List<T>> work)
    {
        var (started, bytes) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        var result = work();
        if (isTold)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{stage,-12} {Stopwatch.GetElapsedTime(started).TotalMilliseconds,8:0} ms {(GC.GetAllocatedBytesForCurrentThread() - bytes) / 1e6,8:0} MB for {result.Count}"));
        }

        return result;
    }
}
