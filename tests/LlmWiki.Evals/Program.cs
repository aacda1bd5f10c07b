using System.Globalization;
using LlmWiki.Evals;

// dotnet run -c Release --project tests/LlmWiki.Evals -- [--rule ID] [--seed N] [--write] [--show] [--heal] | --repairs CLONE FOLDER
if (Array.IndexOf(args, "--repairs") is var repairs && repairs >= 0)
{
    Console.Out.Write(new RepairBench(args[repairs + 1], args[repairs + 2]).Run(args.Contains("--show")));
    return 0;
}

var rule = Value("--rule");
var seed = int.Parse(Value("--seed") ?? "1", CultureInfo.InvariantCulture);
var plants = AllPlants.Of(rule);
if (plants.Count == 0)
{
    Console.Error.WriteLine($"error: there is no rule '{rule}'");
    return 2;
}

if (args.Contains("--heal"))
{
    var heal = new HealBench(seed, Figures.Defects, Figures.Decoys);
    var (healed, bare) = (heal.Run(plants), heal.RunBare(plants));
    Console.Out.Write(HealReportTable.Tables(healed, bare));
    if (args.Contains("--show"))
    {
        Console.Out.Write(HealReportTable.Details(healed));
        Console.Out.Write("\nWithout evidence:\n\n" + HealReportTable.Details(bare));
    }

    return 0;
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
    var heal = new HealBench(seed, Figures.Defects, Figures.Decoys);
    Report.Write(Path.Combine("tests", "LlmWiki.Evals", "README.md"), Report.Tables(scores, bench.Pages, seed) + "\n## Heal\n\n" + HealReportTable.Tables(heal.Run(plants), heal.RunBare(plants)));
}

return 0;

string? Value(string option) => Array.IndexOf(args, option) is var at && at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
