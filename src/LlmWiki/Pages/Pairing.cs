namespace LlmWiki.Pages;

/// <summary>Pairs the things of two lists one to one.</summary>
internal static class Pairing
{
    /// <summary>
    /// The number of the right thing for each left one; -1 for none. The first key pairs what it can, the next one what is
    /// left, and so on; things with the same key are paired in order. What has no key (null) is not paired by it.
    /// </summary>
    public static int[] Of<TLeft, TRight>(
        IReadOnlyList<TLeft> left, IReadOnlyList<TRight> right, params (Func<TLeft, string?> Left, Func<TRight, string?> Right)[] keys)
    {
        var pairs = Enumerable.Repeat(-1, left.Count).ToArray();
        var taken = new bool[right.Count];
        foreach (var key in keys)
        {
            var waiting = Enumerable.Range(0, right.Count).Where(i => !taken[i] && key.Right(right[i]) is not null)
                .GroupBy(i => key.Right(right[i])!).ToDictionary(group => group.Key, group => new Queue<int>(group));
            for (var i = 0; i < pairs.Length; i++)
            {
                if (pairs[i] < 0 && key.Left(left[i]) is { } wanted && waiting.TryGetValue(wanted, out var queue) && queue.TryDequeue(out var number))
                {
                    pairs[i] = number;
                    taken[number] = true;
                }
            }
        }

        return pairs;
    }
}
