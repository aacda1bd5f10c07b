namespace LlmWiki.Lint.Statements;

/// <summary>The parts of a sentence: its main clause, what stands in it between commas, and what follows.</summary>
internal static class Parts
{
    private static readonly HashSet<string> Leading = new(StringComparer.Ordinal)
    {
        "in", "on", "at", "by", "for", "with", "without", "after", "before", "during", "until", "since", "when", "while", "as", "from", "under", "empty", "loaded", "to", "of", "if", "once", "because", "although",
        "bei", "mit", "ohne", "nach", "vor", "seit", "bis", "im", "am", "wenn", "als", "en", "avec", "sans", "avant", "apres", "depuis", "dans", "lorsque", "con", "sin", "antes", "despues", "desde", "cuando",
    };

    /// <summary>A word that begins what says when, where or how.</summary>
    public static bool Leads(string word) => Leading.Contains(word);

    public static bool IsJoin(string word) => word is "and" or "but" or "while" or "und" or "aber" or "et" or "mais" or "y" or "pero";

    /// <summary>Index of the first token behind a place that another clause begins with; a condition is no other clause.</summary>
    public static int EndBehind(ParsedStatement statement, int at)
    {
        var tokens = statement.Tokens;
        for (var i = Math.Max(1, at); i < tokens.Count; i++)
        {
            if (IsCut(statement, i) && !Assertions.IsCondition(tokens[i].Word) && tokens[i].Word is not ("without" or "with" or "excluding" or "until" or "only"))
            {
                return i;
            }
        }

        return tokens.Count;
    }

    /// <summary>
    /// What stands between commas behind a subject and before a place: ", in 1903," of "The first tour, in 1903, had six stages". Empty where
    /// there is none.
    /// </summary>
    public static (int Start, int End) Aside(ParsedStatement statement, int before)
    {
        if (statement.Tokens.Count == 0 || Leading.Contains(statement.Tokens[0].Word))
        {
            return (0, 0);
        }

        var start = 1;
        while (start < before && !HasComma(statement, start))
        {
            start++;
        }

        var end = start + 1;
        while (end < before && !HasComma(statement, end))
        {
            end++;
        }

        // A list of three is no aside.
        return end < before && !IsJoin(statement.Tokens[end].Word) && (start > 1 || Meaning(statement, 0)) ? (start, end) : (0, 0);
    }

    private static bool Meaning(ParsedStatement statement, int at) => statement.Said[at] is not null;

    /// <summary>Whether a comma or another sign parts a token from the one before it.</summary>
    public static bool IsCut(ParsedStatement statement, int at) => IsJoin(statement.Tokens[at].Word) || Gap(statement, at).IndexOfAny(",;:()—") >= 0 || IsDash(statement, at);

    public static bool HasComma(ParsedStatement statement, int at) => Gap(statement, at).IndexOfAny(",()—") >= 0 || IsDash(statement, at);

    /// <summary>"Nordby – a bridge", not "Paris–Brest".</summary>
    private static bool IsDash(ParsedStatement statement, int at) => Gap(statement, at) is { Length: > 1 } gap && gap.IndexOfAny('–', '-') >= 0;

    public static ReadOnlySpan<char> Gap(ParsedStatement statement, int at) =>
        at == 0 || at >= statement.Tokens.Count ? [] : statement.Text.AsSpan(statement.Tokens[at - 1].End, statement.Tokens[at].Start - statement.Tokens[at - 1].End);

    /// <summary>
    /// Where the main clause ends, for a sentence that says one thing: before a sign that does not enclose an aside or a beginning such as
    /// "In 1903,", and before an "and" behind a verb.
    /// </summary>
    public static int EndOfMain(ParsedStatement statement)
    {
        var tokens = statement.Tokens;
        var aside = Aside(statement, tokens.Count);
        var mayLead = tokens.Count > 0 && Leading.Contains(tokens[0].Word);
        for (var i = 1; i < tokens.Count; i++)
        {
            if (!IsCut(statement, i) || (aside.End > 0 && (i == aside.Start || i == aside.End) && Assertions.HasVerb(statement, aside.End, tokens.Count) && !Assertions.HasVerb(statement, 0, aside.Start)))
            {
                continue;
            }

            if (mayLead && !IsJoin(tokens[i].Word) && HasComma(statement, i) && !Assertions.HasVerb(statement, 0, i))
            {
                mayLead = false;
            }
            else if (Assertions.HasVerb(statement, 0, i) && !Assertions.IsCondition(tokens[i].Word))
            {
                return i;
            }
        }

        return tokens.Count;
    }

    /// <summary>The meanings in a part, each once, in one order, as one text; the title of the page where it begins with a pronoun.</summary>
    public static string Frame(ParsedStatement statement, int start, int end, Func<int, bool> isLeftOut)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = start; i < end; i++)
        {
            if (statement.Said[i] is { } word && !isLeftOut(i))
            {
                words.Add(word);
            }
        }

        if (start == 0 && statement.HasPronoun)
        {
            words.UnionWith(statement.TitleWords);
        }

        return string.Join(' ', words);
    }
}
