namespace LlmWiki.Llama.Tests.Grammar;

/// <summary>Says whether a text is a sentence: all ways through the rules at once, as llama.cpp goes.</summary>
internal sealed class GbnfMatcher(GbnfRules rules)
{
    /// <summary>What is still to come: an element of an alternative, then what stood behind the rule that led here.</summary>
    private sealed record State(List<Element> Elements, int At, State? Then)
    {
        public bool Equals(State? other) => other is not null && ReferenceEquals(Elements, other.Elements) && At == other.At && ReferenceEquals(Then, other.Then);

        public override int GetHashCode() => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Elements), At, Then is null ? 0 : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Then));
    }

    private readonly Dictionary<State, State> _known = [];

    /// <summary>The most ways that were open at once in the last match: llama.cpp tries each on every token.</summary>
    public int MostOpen { get; private set; }

    public bool Matches(string text)
    {
        _known.Clear();
        MostOpen = 0;
        var (open, ended) = Follow(rules.Rules[rules.Root]!.Select(alternative => Next(alternative, 0, null)));
        foreach (var rune in text.EnumerateRunes())
        {
            var matching = open.Where(state => state.Elements[state.At].Matches(rune.Value)).Select(state => Next(state.Elements, state.At + 1, state.Then));
            (open, ended) = Follow(matching);
            MostOpen = Math.Max(MostOpen, open.Count);
        }

        return ended;
    }

    /// <summary>Through rules until each way stands before a character or at the end.</summary>
    private (List<State> Open, bool Ended) Follow(IEnumerable<State?> states)
    {
        var open = new List<State>();
        var seen = new HashSet<State>(ReferenceEqualityComparer.Instance);
        var ended = false;
        var todo = new Stack<State?>(states);
        while (todo.TryPop(out var state))
        {
            if (state is null)
            {
                ended = true;
                continue;
            }

            if (!seen.Add(state))
                continue;
            var element = state.Elements[state.At];
            if (element.Rule < 0)
            {
                open.Add(state);
                continue;
            }

            var behind = Next(state.Elements, state.At + 1, state.Then);
            foreach (var alternative in rules.Rules[element.Rule]!)
                todo.Push(Next(alternative, 0, behind));
        }

        return (open, ended);
    }

    /// <summary>The same way is the same object, so that ways that meet again are one.</summary>
    private State? Next(List<Element> elements, int at, State? then)
    {
        if (at == elements.Count)
            return then;
        var state = new State(elements, at, then);
        if (_known.TryGetValue(state, out var same))
            return same;
        _known.Add(state, state);
        return state;
    }
}
