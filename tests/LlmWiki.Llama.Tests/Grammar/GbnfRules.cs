namespace LlmWiki.Llama.Tests.Grammar;

/// <summary>A set of characters, or (where it has none) the rule that stands here.</summary>
internal sealed record Element(IReadOnlyList<(int From, int To)> Ranges, int Rule)
{
    public bool Matches(int c) => Ranges.Any(range => range.From <= c && c <= range.To);
}

/// <summary>
/// The rules of a grammar, written out the way llama.cpp does it: groups and repetitions become rules of their own. A rule is a list of
/// alternatives, each a list of elements.
/// </summary>
internal sealed class GbnfRules
{
    private readonly Dictionary<string, int> _symbols = [];

    public List<List<List<Element>>?> Rules { get; } = [];

    /// <summary>Named and synthesized symbols so far; llama.cpp counts these to see how large a repetition becomes.</summary>
    public int SymbolCount => _symbols.Count;

    public int Root => _symbols["root"];

    public int Symbol(string name)
    {
        if (!_symbols.TryGetValue(name, out var id))
        {
            id = _symbols[name] = _symbols.Count;
            Rules.Add(null);
        }

        return id;
    }

    public int NewSymbol(string stem) => Symbol($"{stem}_{SymbolCount}");

    /// <summary>What is not even defined, refers to nothing or begins with itself is an error for llama.cpp.</summary>
    public void Check()
    {
        if (!_symbols.ContainsKey("root"))
            throw new FormatException("no root");
        foreach (var (name, id) in _symbols)
        {
            if (Rules[id] is null)
                throw new FormatException($"undefined rule {name}");
        }

        var done = new HashSet<int>();
        foreach (var id in _symbols.Values)
            CheckLeft(id, done, []);
    }

    private void CheckLeft(int id, HashSet<int> done, HashSet<int> open)
    {
        if (done.Contains(id))
            return;
        if (!open.Add(id))
            throw new FormatException("left recursion");
        foreach (var alternative in Rules[id]!)
        {
            foreach (var element in alternative)
            {
                if (element.Rule < 0)
                    break;
                CheckLeft(element.Rule, done, open);
                if (!Rules[element.Rule]!.Exists(inner => inner.Count == 0))
                    break;
            }
        }

        open.Remove(id);
        done.Add(id);
    }
}
