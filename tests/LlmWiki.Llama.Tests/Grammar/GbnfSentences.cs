using System.Text;

namespace LlmWiki.Llama.Tests.Grammar;

/// <summary>Random sentences of a grammar.</summary>
internal sealed class GbnfSentences
{
    /// <summary>From this length on the shortest way to the end is taken.</summary>
    private const int Budget = 3_000;

    private readonly GbnfRules _rules;
    private readonly long[] _shortest;

    public GbnfSentences(GbnfRules rules)
    {
        _rules = rules;
        _shortest = [.. Enumerable.Repeat((long)int.MaxValue, rules.Rules.Count)];
        bool changed;
        do
        {
            changed = false;
            for (var i = 0; i < _shortest.Length; i++)
            {
                var now = rules.Rules[i]!.Min(Length);
                changed |= now < _shortest[i];
                _shortest[i] = Math.Min(now, _shortest[i]);
            }
        }
        while (changed);
    }

    public string Next(Random random)
    {
        var eagerness = random.NextDouble();
        var text = new StringBuilder();
        var todo = new Stack<Element>([new Element([], _rules.Root)]);
        while (todo.TryPop(out var element))
        {
            if (element.Rule < 0)
                text.Append(Character(element, random));
            else
            {
                foreach (var next in Enumerable.Reverse(Choice(_rules.Rules[element.Rule]!, text.Length, eagerness, random)))
                    todo.Push(next);
            }
        }

        return text.ToString();
    }

    /// <summary>The first alternative goes on where there may be more.</summary>
    private List<Element> Choice(List<List<Element>> alternatives, int length, double eagerness, Random random)
    {
        if (length > Budget)
            return alternatives.MinBy(Length)!;
        return random.NextDouble() < eagerness ? alternatives[0] : alternatives[random.Next(alternatives.Count)];
    }

    private long Length(List<Element> alternative) => Math.Min(int.MaxValue, alternative.Sum(element => element.Rule < 0 ? 1 : _shortest[element.Rule]));

    private static string Character(Element element, Random random)
    {
        var (from, to) = element.Ranges[random.Next(element.Ranges.Count)];
        return new Rune(random.Next(4) switch { 0 => from, 1 => to, _ => random.Next(from, to + 1) }).ToString();
    }
}
