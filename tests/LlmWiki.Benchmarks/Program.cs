using System.Globalization;
using LlmWiki.Benchmarks;
using LlmWiki.TinyModels;

const string Help = """
    ingest [--sources 100] [--words 4000] [--runs 3]   whole runs of `wiki ingest`, as a table
    lint [--runs 3] [--peers]                          whole runs of `wiki lint`; with --peers two other linters beside them (npm)
    heal [--pages 1000]                                whole runs of `wiki heal` on pages with two dead links each, as a table
    lint-stages FOLDER                                 what reading the pages of a wiki costs, part by part
    lint-corpus FOLDER wiki|untidy|notes|docs PAGES WORDS  writes what is linted alone
    shapes                                             sources of unlucky shapes, a quarter and whole
    generative [--sources 30] [--words 4000]           an ingest with a model that answers at once: time and tokens beside it
    llama [--rounds 5]                                 the llama engine on models of random weights (0.6B, then 4B; 3 GB of disk)
    corpus FOLDER SOURCES [WORDS]                      writes the articles alone
    stages FOLDER [TIME]                               one ingest in this process, for a profiler
    """;

switch (args)
{
    case ["ingest", .. var options]:
        new IngestBenchmark(Option(options, "--sources", 100), Option(options, "--words", 4_000), Option(options, "--runs", 3)).Run();
        return 0;
    case ["lint", .. var options]:
        new LintBenchmark(Option(options, "--runs", 3), options.Contains("--peers")).Run();
        return 0;
    case ["heal", .. var options]:
        new HealBenchmark(Option(options, "--pages", 1_000)).Run();
        return 0;
    case ["lint-stages", var folder]:
        LintStages.Run(folder);
        return 0;
    case ["lint-corpus", var folder, var kind, var pages, var words]:
        (kind == "wiki" ? LintCorpus.Wiki : kind == "untidy" ? LintCorpus.UntidyWiki : kind == "notes" ? LintCorpus.Notes : (Action<string, int, int>)LintCorpus.Docs)(folder, Number(pages), Number(words));
        return 0;
    case ["generative", .. var options]:
        new GenerativeBenchmark(Option(options, "--sources", 30), Option(options, "--words", 4_000)).Run();
        return 0;
    case ["llama", .. var options]:
        await new LlamaBenchmark(ModelShape.Qwen06B, 768, 48, Option(options, "--rounds", 5)).Run();
        await EmbeddingBenchmark.Run();
        await new LlamaBenchmark(ModelShape.Qwen4B, 256, 16, Math.Max(1, Option(options, "--rounds", 5) / 2)).Run();
        return 0;
    case ["llama-once", var name, var folder]:
        await (name == ModelShape.Qwen4B.Name ? new LlamaBenchmark(ModelShape.Qwen4B, 256, 1, 1) : new LlamaBenchmark(ModelShape.Qwen06B, 768, 1, 1)).Once(folder);
        return 0;
    case ["shapes"]:
        Shapes.Run();
        return 0;
    case ["corpus", var folder, var sources, .. var words]:
        Corpus.Write(folder, Number(sources), words is [var each] ? Number(each) : 4_000);
        return 0;
    case ["stages", var folder, .. var at]:
        return Stages.Ingest(folder, at.FirstOrDefault());
    default:
        Console.Error.WriteLine(Help);
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Option(string[] options, string name, int otherwise) => Array.IndexOf(options, name) is >= 0 and var at ? Number(options[at + 1]) : otherwise;
