namespace LlmWiki.Lint.Statements;

/// <summary>What a statement says around one amount: of what it is told, and what narrows it.</summary>
internal sealed class Frame
{
    public Frame(ParsedStatement statement, Quantity amount)
    {
        var end = Parts.EndBehind(statement, amount.At);
        var figure = amount.Figure;
        var aside = Parts.Aside(statement, figure);
        bool IsAmount(int i) => i >= figure && i < amount.At && !(amount.IsMeasure && i > figure && Meanings.IsTelling(statement.Tokens[i].Word));
        Whole = amount.Kind.Length == 0 ? string.Join(' ', statement.Said.Take(figure).OfType<string>()) : Parts.Frame(statement, 0, end, IsAmount);
        Short = aside.End == 0 || amount.Kind.Length == 0 ? Whole : Parts.Frame(statement, 0, end, i => IsAmount(i) || (i >= aside.Start && i < aside.End));
        Verb = VerbOf(statement, figure);
        for (var i = 0; i < figure; i++)
        {
            if (statement.Names.Contains(statement.Tokens[i].Key))
            {
                Names.Add(statement.Tokens[i].Key);
                AddAttached(statement, i);
            }
        }
    }

    /// <summary>All that is said of the amount.</summary>
    public string Whole { get; }

    /// <summary>The same without what stands between commas.</summary>
    public string Short { get; }

    public HashSet<string> Names { get; } = [];

    /// <summary>Words that stand right before a name and say which of several it is: "racing" of "the racing Ariel".</summary>
    public HashSet<string> Attached { get; } = [];

    /// <summary>The last word before the amount: "weighed".</summary>
    public string Verb { get; }

    public bool IsSame(Frame other) => Whole.Length > 0 && other.Whole.Length > 0 && (Whole == other.Whole || Short == other.Short || Whole == other.Short || Short == other.Whole);

    private static string VerbOf(ParsedStatement statement, int figure) =>
        figure > 0 && ParsedStatement.IsContent(statement.Text, statement.Tokens[figure - 1]) && !char.IsUpper(statement.Text[statement.Tokens[figure - 1].Start]) ? statement.Tokens[figure - 1].Key : "";

    private void AddAttached(ParsedStatement statement, int at)
    {
        if (at > 0 && ParsedStatement.IsContent(statement.Text, statement.Tokens[at - 1]) && !statement.Names.Contains(statement.Tokens[at - 1].Key)
            && statement.Tokens[at].Start == statement.Tokens[at - 1].End + 1)
        {
            Attached.Add(statement.Tokens[at - 1].Key);
        }
    }
}
