namespace LlmWiki.Text;

/// <summary>
/// How many slips of a typist lie between two words: a letter too many, missing, wrong, or two neighbours swapped
/// (Damerau–Levenshtein in its optimal string alignment form).
/// </summary>
public static class EditDistance
{
    public static int Between(string left, string right)
    {
        var (twoBack, previous, current) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    current[j] = Math.Min(current[j], twoBack[j - 2] + 1);
                }
            }

            (twoBack, previous, current) = (previous, current, twoBack);
        }

        return previous[right.Length];
    }

    /// <summary>
    /// The candidate a person most likely meant; null where none is near: more than a third of its letters (at least one) differ.
    /// Of equally near ones the first.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> candidates) => candidates
        .Select(candidate => (candidate, distance: Between(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
        .Where(pair => pair.distance <= Math.Max(1, pair.candidate.Length / 3))
        .OrderBy(pair => pair.distance)
        .Select(pair => pair.candidate)
        .FirstOrDefault();
}
