namespace LlmWiki.Lint.Statements;

/// <summary>The main clause of a statement without its "not", so that it can be held against the same with one.</summary>
/// <param name="Words">Stems of what it says, in order.</param>
/// <param name="Shown">The same as written.</param>
/// <param name="Frame">The same with one blank for all words that have an opposite.</param>
/// <param name="Modals">"can", "must": "can be" and "is not" do not contradict each other.</param>
internal sealed record Assertion(List<string> Words, List<string> Shown, string Frame, int Negations, string Modals, string Amounts)
{
    public string Value => Negations.ToString(System.Globalization.CultureInfo.InvariantCulture) + " " + string.Join(' ', Words);
}

/// <summary>Two statements of which one denies what the other says, or says the opposite.</summary>
internal static class Denials
{
    private const int FewestWords = 3;
    private const int ShortestStem = 4;

    /// <summary>In a sentence with a "not" these make it something else than a denial.</summary>
    private static readonly HashSet<string> Softeners = Set(
        "only just longer yet always all every everybody everyone necessarily until much many very quite merely both well fully entirely directly automatically usually often again unless either neither nor so "
        + "nur immer alle mehr ganz seulement toujours plus solo siempre ya tout todos");

    private static readonly HashSet<string> Modals = Set("can cannot can't could must should may might kann muss darf peut doit puede debe");

    private static readonly HashSet<string> Deniers = Set("not no never nicht kein keine keinen keiner keinem nie niemals pas jamais aucun aucune nunca jamas");

    public static Disagreement? Compare(ParsedStatement left, ParsedStatement right)
    {
        if (left.Main is not { } one || right.Main is not { } other || one.Frame != other.Frame || one.Modals != other.Modals || one.Amounts != other.Amounts
            || !left.Years.SetEquals(right.Years) || Tenses.Differ(left, right) || !left.MayShareSubject(right))
        {
            return null;
        }

        if (one.Negations + other.Negations == 1 && one.Words.SequenceEqual(other.Words))
        {
            return new Disagreement(DisagreementKind.Contradiction, "whether it is so", one.Negations == 1 ? "denied" : "said", one.Negations == 1 ? "said" : "denied");
        }

        return one.Negations + other.Negations == 0 && OnlyDifference(one.Words, other.Words) is var at && at >= 0 && EventWords.AreOpposites(one.Words[at], other.Words[at])
            ? new Disagreement(DisagreementKind.Contradiction, "opposite words", one.Shown[at], other.Shown[at]) : null;
    }

    /// <summary>The main clause; null where it is none that can be denied.</summary>
    public static Assertion? Of(ParsedStatement statement)
    {
        var tokens = statement.Tokens;
        var end = Parts.EndOfMain(statement);
        var first = tokens[0].Word;
        if (Assertions.IsCondition(first) || first is "do" or "don't" or "without" or "no" or "not" || !HasSubject(statement, end))
        {
            return null;
        }

        var aside = Parts.Aside(statement, end);
        var (words, shown, frame) = (new List<string>(), new List<string>(), new List<string>());
        var (negations, modals, amounts) = (0, "", "");
        foreach (var word in statement.TitleWords)
        {
            words.Add(word);
            shown.Add(word);
            frame.Add(word);
        }

        for (var i = 0; i < end; i++)
        {
            var word = tokens[i].Word;
            if (i >= aside.Start && i < aside.End)
            {
                continue;
            }

            // "with no other" is not what the sentence denies; "does NOT" sets one case against another.
            if (Assertions.IsCondition(word) || (word == "not" && statement.Text[tokens[i].Start] == 'N') || (word == "no" && i > 0 && Parts.Leads(tokens[i - 1].Word)) || (word == "not" && !Assertions.IsAuxiliary(tokens[Math.Max(0, i - 1)].Word)))
            {
                return null;
            }

            negations += IsDenial(statement, i) ? 1 : 0;
            modals += Modals.Contains(word) ? word[..3] : "";
            amounts += char.IsDigit(word[0]) ? word + " " : "";
            if (WordOf(statement, i) is { } said)
            {
                words.Add(said);
                shown.Add(word);
                frame.Add(EventWords.Opposable(said) ?? said);
            }
        }

        return words.Count < FewestWords || (negations > 0 && IsSoft(statement, end)) ? null : new Assertion(words, shown, string.Join(' ', frame), negations, modals, amounts);
    }

    private static bool IsDenial(ParsedStatement statement, int at) => (Deniers.Contains(statement.Tokens[at].Word) && Words.Negations.IsNegation(statement.Text, statement.Tokens[at])) || statement.Tokens[at].Word.EndsWith("n't", StringComparison.Ordinal) || statement.Tokens[at].Word is "cannot";

    /// <summary>A verb behind a word that says something.</summary>
    private static bool HasSubject(ParsedStatement statement, int end)
    {
        var subject = 0;
        while (subject < end && statement.Said[subject] is null)
        {
            subject++;
        }

        return (statement.HasPronoun || subject < end) && !EventWords.HasOpposite(statement.Tokens[0].Word) && Assertions.HasVerb(statement, statement.HasPronoun ? 1 : subject + 1, end);
    }

    private static bool IsSoft(ParsedStatement statement, int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (Softeners.Contains(statement.Tokens[i].Word))
            {
                return true;
            }
        }

        return false;
    }

    private static string? WordOf(ParsedStatement statement, int at)
    {
        var word = statement.Tokens[at].Word;
        return EventWords.HasOpposite(word) && !IsDenial(statement, at) ? word : statement.Said[at] is { } said && !IsDenial(statement, at) ? Stem(said) : null;
    }

    /// <summary>"attended" and "did not attend", "dissolves" and "does not dissolve" have one stem.</summary>
    private static string Stem(string word)
    {
        word = Irregular.BaseOf(word) ?? word;
        var end = word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("es", StringComparison.Ordinal) ? word.Length - 2 : word[^1] is 's' or 'e' ? word.Length - 1 : word.Length;
        return end >= ShortestStem ? word[..end] : word;
    }

    private static int OnlyDifference(List<string> one, List<string> other)
    {
        var found = -1;
        for (var i = 0; i < one.Count && one.Count == other.Count; i++)
        {
            if (one[i] != other[i])
            {
                if (found >= 0)
                {
                    return -1;
                }

                found = i;
            }
        }

        return found;
    }

    private static HashSet<string> Set(string words) => words.Split(' ').ToHashSet(StringComparer.Ordinal);
}
