namespace LlmWiki.Sources;

/// <summary>
/// Finds the sentences of a paragraph. The rules are those of Unicode's sentence boundaries (UAX #29, SB6 to SB11: a stop,
/// what closes after it, a blank, and no lower case after that), refined as Kiss and Strunk's Punkt and the "golden rules"
/// of Pragmatic Segmenter do: by abbreviations, initials, ordinals and brackets. One pass, no model.
/// </summary>
public static class Sentences
{
    /// <summary>Brackets longer than this are not taken for one remark.</summary>
    private const int MaxBracket = 600;

    private const string Stops = ".!?…。！？．｡؟۔।॥";
    private const string WideStops = "。！？．｡";
    private const string Closers = ")]}\"'”’»›」』）】〉》";
    private const string Openers = "([{\"'“‘„‚«‹「『（【¿¡*_";

    /// <summary>
    /// Start and end (not included) of each sentence, blanks around it left out, in order; together they hold every
    /// character of the text that is no blank.
    /// </summary>
    public static IReadOnlyList<(int Start, int End)> Split(string text) => Split(text, []);

    /// <summary>As <see cref="Split(string)"/>; <paramref name="wholes"/> are ranges, in order, that are not cut inside.</summary>
    public static IReadOnlyList<(int Start, int End)> Split(string text, IEnumerable<(int Start, int End)> wholes)
    {
        var sentences = new List<(int, int)>();
        using var whole = wholes.GetEnumerator();
        var more = whole.MoveNext();
        var brackets = ClosingBrackets(text);
        var start = 0;
        var busy = 0;
        for (var at = 0; at < text.Length; at++)
        {
            busy = brackets.TryGetValue(at, out var closing) ? Math.Max(busy, closing) : busy;
            if (!Stops.Contains(text[at]))
            {
                continue;
            }

            var end = AfterStop(text, at);
            while (more && whole.Current.End <= end)
            {
                more = whole.MoveNext();
            }

            // A bracket that closes right after the stop ends with it; one that closes later goes on.
            var inside = busy >= end || (more && whole.Current.Start < end);
            if (!inside && Ends(text, start, at, end) && !RemarkFollows(text, end, brackets))
            {
                Add(sentences, text, start, end);
                start = end;
            }

            at = end - 1;
        }

        Add(sentences, text, start, text.Length);
        return sentences;
    }

    private static void Add(List<(int, int)> sentences, string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (end > start)
        {
            sentences.Add((start, end));
        }
    }

    /// <summary>The end of a run of stops and of the quotes and brackets that close after it.</summary>
    private static int AfterStop(string text, int at)
    {
        while (at < text.Length && Stops.Contains(text[at]))
        {
            at++;
        }

        while (at < text.Length && Closers.Contains(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool Ends(string text, int start, int stop, int end)
    {
        if (end == text.Length)
        {
            return true;
        }

        var wide = WideStops.Contains(text[stop]);
        if (!wide && !char.IsWhiteSpace(text[end]))
        {
            return false;
        }

        var next = NextLetter(text, end);
        if (next == text.Length)
        {
            return true;
        }

        if (char.IsLower(text[next]) || text[next] is ',' or ';' or ':' || Stops.Contains(text[next]) || !HasWord(text, start, stop))
        {
            return false;
        }

        // Only a lone full stop, with nothing closed after it, can belong to an abbreviation or a number.
        return text[stop] != '.' || end != stop + 1 || !BelongsToWord(text, start, stop, next);
    }

    /// <summary>What follows in brackets without a stop of its own belongs to the sentence before it: "Why so high? (TL-004)".</summary>
    private static bool RemarkFollows(string text, int end, Dictionary<int, int> brackets)
    {
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return brackets.TryGetValue(end, out var closing) && !Stops.Contains(text[closing - 1]);
    }

    /// <summary>Leaders ("Introduction . . . . 7") and lone stops are no sentences.</summary>
    private static bool HasWord(string text, int start, int end)
    {
        while (start < end && !char.IsLetterOrDigit(text[start]) && !char.IsSurrogate(text[start]))
        {
            start++;
        }

        return start < end;
    }

    private static int NextLetter(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || Openers.Contains(text[at])))
        {
            at++;
        }

        return at;
    }

    private static bool BelongsToWord(string text, int start, int stop, int next)
    {
        var word = StopWord.Before(text, start, stop);
        var from = stop - word.Length;
        if (stop > start && char.IsWhiteSpace(text[stop - 1]))
        {
            // A leader: "Introduction . . . . 7".
            return true;
        }

        // "https://a.b/?c=d.e" is no abbreviation.
        if (word.Length == 0 || (from > start && !char.IsWhiteSpace(text[from - 1]) && !Openers.Contains(text[from - 1]) && text[from - 1] != '.'))
        {
            return false;
        }

        var following = StopWord.At(text, next);
        if (IsNumber(word))
        {
            return IsOrdinal(text, start, stop - word.Length, word, following);
        }

        var starts = Abbreviations.Starters.Contains(following);
        if (word.Length == 1 && char.IsLetter(word[0]))
        {
            return char.IsAsciiLetterLower(word[0]) || IsInitial(text, start, stop, word[0], starts);
        }

        if (Abbreviations.MayEnd.Contains(word) || StopWord.HasStopsInside(word))
        {
            return MayGoOn(word, following, text[next], starts);
        }

        return Abbreviations.Open.Contains(word) || (char.IsDigit(text[next]) && Abbreviations.BeforeNumber.Contains(word));
    }

    private static bool MayGoOn(string word, string following, char next, bool starts)
    {
        // "etc. Then" ends; "Inc. Magazine", "U.S. Army", "Jan. 5" and "e.g. Berlin" go on.
        if (char.IsDigit(next))
        {
            return !word.Equals("etc", StringComparison.OrdinalIgnoreCase);
        }

        var closesList = word.ToLowerInvariant() is "etc" or "usw" or "a.m" or "p.m" or "u.v.m";
        var leadsOn = word.Contains('.') && char.IsLower(word[0]);
        return !closesList && (leadsOn || (!starts && following.Length > 0));
    }

    /// <summary>A single capital is an initial ("J. K. Starley") unless it ends a phrase: "vitamin C. The", "than I. Then".</summary>
    private static bool IsInitial(string text, int start, int stop, char letter, bool starts)
    {
        var before = StopWord.Before(text, start, stop - 2);
        var afterPhrase = before.Length > 0 && char.IsLower(before[0]) && stop >= 2 && char.IsWhiteSpace(text[stop - 2]);
        return char.IsUpper(letter) && letter < '\u2E80' && !(afterPhrase && (starts || letter == 'I'));
    }

    private static bool IsOrdinal(string text, int start, int wordStart, string word, string following)
    {
        if (text.AsSpan(start, wordStart - start).IsWhiteSpace())
        {
            // "1. Wash the dishes", "1986. A good year": a number is no sentence.
            return word.Length <= 4;
        }

        var before = StopWord.Before(text, start, wordStart - 1);
        return word.Length <= 2 && following.Length > 0
            && (Abbreviations.AfterOrdinal.Contains(following)
                || (Abbreviations.BeforeOrdinal.Contains(before) && !Abbreviations.Starters.Contains(following)));
    }

    private static bool IsNumber(string word) => word.All(char.IsAsciiDigit);

    /// <summary>Where the brackets that hold a stop and close within reach do close, by where they open.</summary>
    private static Dictionary<int, int> ClosingBrackets(string text)
    {
        var closings = new Dictionary<int, int>();
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '(' or '（')
            {
                open.Push(i);
            }
            else if (text[i] is ')' or '）' && open.TryPop(out var start) && i - start <= MaxBracket)
            {
                closings[start] = i;
            }
        }

        return closings;
    }
}
