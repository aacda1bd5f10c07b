using System.Globalization;

namespace LlmWiki.Benchmarks;

/// <summary>Whole runs of <c>wiki ingest</c>, each a process of its own, over a corpus made for it; prints a Markdown table.</summary>
internal sealed class IngestBenchmark(int sources, int words, int runs)
{
    private const int Many = 2_000;
    private const double MegaByte = 1e6;

    public void Run()
    {
        Console.WriteLine("| what | sources | git | wall s | processor s | peak MB | target |\n|---|---|---|---|---|---|---|");
        var few = Rounds(sources, git: false, runs, all: true);
        Rounds(sources, git: true, runs, all: true);
        if (sources < Many)
        {
            var many = Rounds(Many, git: false, 1, all: false);
            var ratio = many.Wall.TotalSeconds / Many / (few.Wall.TotalSeconds / sources);
            var work = many.Processor.TotalSeconds / Many / (few.Processor.TotalSeconds / sources);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"\nPer source, {Many} sources against {sources}: {ratio:0.00} times the wall time, {work:0.00} times the processor time (target: at most 1.5)."));
        }
    }

    /// <summary>The full ingest's figures.</summary>
    private Measured Rounds(int count, bool git, int rounds, bool all)
    {
        var (full, same, one) = (new List<Measured>(), new List<Measured>(), new List<Measured>());
        for (var round = 0; round < rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("llmwiki-bench-").FullName;
            try
            {
                Prepare(folder, count, git);
                full.Add(WikiCommand.Run(folder, "ingest"));
                same.Add(WikiCommand.Run(folder, "ingest"));
                Change(folder);
                one.Add(WikiCommand.Run(folder, "ingest"));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        var median = Measured.Median(full);
        var is100 = count == 100;
        Print("full", count, git, median, is100 ? "10 s, 500 MB" : "");
        Print("nothing changed", count, git, Measured.Median(same), is100 && all ? "1 s" : "");
        Print("one source changed", count, git, Measured.Median(one), is100 && all ? "2 s" : "");
        return median;
    }

    private void Prepare(string folder, int count, bool git)
    {
        Corpus.Write(Path.Combine(folder, "raw"), count, words);
        Directory.CreateDirectory(Path.Combine(folder, "wiki"));
        File.WriteAllText(Path.Combine(folder, "wiki.config.yaml"), git ? "git: commit\n" : "git: off\n");
        if (git)
        {
            WikiCommand.Git(folder, "init", "-q");
            WikiCommand.Git(folder, "add", "raw", "wiki.config.yaml");
            WikiCommand.Git(folder, "commit", "-q", "-m", "raw");
        }
    }

    /// <summary>A person adds a paragraph to one article.</summary>
    private static void Change(string folder)
    {
        var article = Directory.EnumerateFiles(Path.Combine(folder, "raw"), "*.md").Order(StringComparer.Ordinal).Skip(4).First();
        File.AppendAllText(article, "\nThe new gauge of the workshop was tested on a cold morning in 2024 by three people who had never seen it.\n");
    }

    private static void Print(string what, int count, bool git, Measured run, string target)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {count:N0} | {(git ? "on" : "off")} | {run.Wall.TotalSeconds:0.0} | {run.Processor.TotalSeconds:0.0} | {run.Peak / MegaByte:0} | {target} |"));
    }
}
