using System.Globalization;
using LlmWiki.Evals;

// dotnet run -c Release --project tests/LlmWiki.Evals -- [--rule ID] [--seed N] [--write] [--show]
var rule = Value("--rule");
var seed = int.Parse(Value("--seed") ?? "1", CultureInfo.InvariantCulture);
var plants = AllPlants.Of(rule);
if (plants.Count == 0)
{
    Console.Error.WriteLine($"error: there is no rule '{rule}'");
    return 2;
}

var bench = new Bench(seed, Figures.Defects, Figures.Decoys);
var scores = bench.Run(plants);
Console.Out.Write(Report.Tables(scores, bench.Pages, seed));
if (args.Contains("--show"))
{
    Console.Out.Write(Report.Details(scores));
}

if (args.Contains("--write"))
{
    Report.Write(Path.Combine("tests", "LlmWiki.Evals", "README.md"), scores, bench.Pages, seed);
}

return 0;

string? Value(string option) => Array.IndexOf(args, option) is var at && at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
