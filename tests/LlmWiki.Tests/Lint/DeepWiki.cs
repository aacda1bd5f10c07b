using LlmWiki.Lint;
using LlmWiki.Lint.Deep;
using LlmWiki.Models;
using LlmWiki.Tests.Ingest;
using LlmWiki.Tests.Storage;
using Microsoft.Extensions.AI;

namespace LlmWiki.Tests.Lint;

/// <summary>A small wiki that is linted with a scripted model.</summary>
internal sealed class DeepWiki : IDisposable
{
    /// <summary>Two statements that code compares and cannot decide.</summary>
    public const string Twelve = "The ferry of Ostby carries 12 cars on the upper deck.";
    public const string Twenty = "The ferry of Ostby carries 20 cars in winter.";

    private readonly TempWiki _wiki = new();

    public DeepWiki(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            _wiki.Write(path, text);
        }
    }

    public static DeepWiki OfPair(string first = Twelve, string second = Twenty) => new(("wiki/a.md", $"# Ferry\n\n{first}\n"), ("wiki/b.md", $"# Winter\n\n{second}\n"));

    /// <summary>A wiki with this many pairs.</summary>
    public static DeepWiki OfPairs(int number) => new([.. Enumerable.Range(0, number).Select(i => (char)('A' + i)).SelectMany(letter => new[]
    {
        ($"wiki/{letter}1.md", $"# {letter}1\n\n{Twelve.Replace("Ostby", letter + "lbo", StringComparison.Ordinal)}\n"),
        ($"wiki/{letter}2.md", $"# {letter}2\n\n{Twenty.Replace("Ostby", letter + "lbo", StringComparison.Ordinal)}\n"),
    })]);

    public string Root => _wiki.Root;

    /// <summary>What the model was asked so far.</summary>
    public List<string> Asked { get; } = [];

    public static string Verdict(string verdict, string a, string b) => $$"""{"quote_a":"{{a}}","quote_b":"{{b}}","verdict":"{{verdict}}"}""";

    public static string Answer(string answer, string quote) => $$"""{"quote":"{{quote}}","answer":"{{answer}}"}""";

    public void Write(string path, string text) => _wiki.Write(path, text);

    public Task<LintReport> Lint(string reply, DeepBudget? budget = null) => Lint(_ => reply, budget);

    /// <summary>Lints with the rules that a model decides.</summary>
    public Task<LintReport> Lint(Func<string, string> reply, DeepBudget? budget = null, CancellationToken cancel = default) => Lint(new ScriptedClient(reply), budget, cancel);

    public async Task<LintReport> Lint(IChatClient client, DeepBudget? budget = null, CancellationToken cancel = default)
    {
        var book = RuleBook.Of(_wiki.Folder.LintRules());
        book.Bad.ShouldBeEmpty();
        var only = book.Rules.Where(rule => rule.Check == RuleCheck.Question).Select(rule => rule.Id).Concat(["contradiction", "superseded-statement"]).ToHashSet();
        try
        {
            return await new WikiLint(_wiki.Folder, book, TimeProvider.System).RunDeep(only, _ => true, new TextEngine("scripted:1", client, 1), budget ?? DeepBudget.Usual, null, cancel);
        }
        finally
        {
            Asked.AddRange((client as ScriptedClient)?.Asked ?? []);
        }
    }

    public void Dispose() => _wiki.Dispose();
}
