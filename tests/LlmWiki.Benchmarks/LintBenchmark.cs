using System.Diagnostics;
using System.Globalization;

namespace LlmWiki.Benchmarks;

/// <summary>Whole runs of <c>wiki lint</c>, each a process of its own, and of two Markdown linters beside them on the same tree.</summary>
internal sealed class LintBenchmark(int runs, bool peers)
{
    private const double MegaByte = 1e6;

    public void Run()
    {
        var root = Directory.CreateTempSubdirectory("llmwiki-lint-").FullName;
        try
        {
            Console.WriteLine("| what | wall s | processor s | peak MB | target |\n|---|---|---|---|---|");
            Notes(Path.Combine(root, "notes"));
            Wiki(Path.Combine(root, "wiki"), 10_000, 300, "6 s, 800 MB");
            Wiki(Path.Combine(root, "articles"), 100, 4_000, "2 s");
            Docs(Path.Combine(root, "docs"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private void Notes(string folder)
    {
        LintCorpus.Notes(folder, 13_415, 112);
        string[] links = ["--rule", "broken-link", "--rule", "link-case", "--rule", "ambiguous-link", "--rule", "orphan-page"];
        Print("link rules, 13,415 notes of 112 words", Median(folder, ["lint", ".", "-q", .. links]), "2 s, 300 MB");
        Print("all rules for any folder, the same", Median(folder, ["lint", ".", "-q"]), "");
    }

    private void Wiki(string folder, int pages, int words, string target)
    {
        LintCorpus.Wiki(folder, pages, words);
        var (cold, same, one) = (new List<Measured>(), new List<Measured>(), new List<Measured>());
        for (var round = 0; round < runs; round++)
        {
            var kept = Path.Combine(folder, ".wiki");
            if (Directory.Exists(kept))
            {
                Directory.Delete(kept, recursive: true);
            }

            // The index does not trust a file that was written just before it was read.
            Thread.Sleep(2_500);
            cold.Add(WikiCommand.Run(folder, "lint", "-q", "--fail-on", "error"));
            same.Add(WikiCommand.Run(folder, "lint", "-q", "--fail-on", "error"));
            File.AppendAllText(Path.Combine(folder, "wiki/concepts/p7.md"), $"\nA line of round {round}.\n");
            one.Add(WikiCommand.Run(folder, "lint", "-q", "--fail-on", "error"));
        }

        var what = string.Create(CultureInfo.InvariantCulture, $"{pages:#,0} pages of {words:#,0} words");
        Print(what + ", cold", Measured.Median(cold), target);
        Print(what + ", nothing changed", Measured.Median(same), "");
        Print(what + ", one page changed", Measured.Median(one), pages == 10_000 ? "0.6 s" : "");
    }

    /// <summary>Long pages, on which the peers are run too.</summary>
    private void Docs(string folder)
    {
        LintCorpus.Docs(folder, 600, 4_000);
        var own = Median(folder, ["lint", ".", "--links", "github", "-q", "--rule", "broken-link"]);
        Print("link rules, 600 pages of 4,000 words", own, "10x faster than the peers");
        if (!peers)
        {
            return;
        }

        var tools = Directory.CreateTempSubdirectory("llmwiki-peers-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(tools, "package.json"), "{}");
            Shell(tools, "npm install --silent --no-audit --no-fund remark-cli@12 remark-validate-links@13.1 markdownlint-cli2@0.22.1");
            File.WriteAllText(Path.Combine(tools, ".markdownlint-cli2.jsonc"), "{ \"config\": { \"default\": false, \"MD042\": true, \"MD051\": true, \"MD052\": true, \"MD053\": true } }");
            Peer("remark-cli 12 with remark-validate-links 13.1", own, tools, $"node_modules/.bin/remark --quiet --no-config --no-ignore --use remark-validate-links=repository:false \"{folder}\" 2> remark.txt || true");
            Peer("markdownlint-cli2 0.22.1 (MD042, 51, 52, 53)", own, tools, $"node_modules/.bin/markdownlint-cli2 --config .markdownlint-cli2.jsonc \"{folder}/**/*.md\" 2> markdownlint.txt || true");
        }
        finally
        {
            Directory.Delete(tools, recursive: true);
        }
    }

    private static void Peer(string name, Measured own, string folder, string command)
    {
        var wall = Shell(folder, command);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name}, the same | {wall.TotalSeconds:0.0} | | | {wall / own.Wall:0.0} times ours |"));
    }

    private static TimeSpan Shell(string folder, string command)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Stopwatch.GetElapsedTime(started);
    }

    private Measured Median(string folder, string[] arguments) => Measured.Median([.. Enumerable.Range(0, runs).Select(_ => WikiCommand.Run(folder, arguments))]);

    private static void Print(string what, Measured measured, string target) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {what} | {measured.Wall.TotalSeconds:0.00} | {measured.Processor.TotalSeconds:0.00} | {measured.Peak / MegaByte:0} | {target} |"));
}
