namespace LlmWiki.TinyModels;

/// <summary>What vocabularies are made of: some words, then letters put together by a rule, as many as are wanted.</summary>
internal static class Words
{
    /// <summary>Common words, and the punctuation of JSON, those that replies are made of first.</summary>
    public static IReadOnlyList<string> Common { get; } =
    [
        "\":\"", "\",\"", "{\"", "\"}", "\":[", "\"],\"", "}]}", "\":{", "[]", "...", "##", "**", "](", "```",
        .. """
           claim claims topic text kind date passage passages page title source name note answer quote number list model user
           the of and a to in is that it for was on are as with be by this at or from have an they which one you were all we her she
           there would their will when who him been has more if no out do so can what up said about other into than its time only
           could new them man some these then two first may any like now my such make over our even most me state after also made
           many did must before back through years where much your way well down should because each just those people how too
           little good very year world still see own work men day get here old life both between being under three never know same
           last another while us off might great go come since against right came take used himself few house use during without
           again place around however home small found thought went say part once general high upon school every does got united
           left number course war until always away something fact water though less public put think almost hand enough far took
           head yet government system set better told nothing night end why called find asked later knew point next week page
           """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly string[] Letters = [.. "etaoinsrhldcumfpgwybvkxjqz".Select(letter => letter.ToString())];

    /// <summary>Pairs of letters, common letters first; each with its two halves.</summary>
    public static IEnumerable<(string First, string Second)> LetterPairs => Diagonals(Letters);

    /// <summary>Four letters, as pairs of pairs: 456,976 of them.</summary>
    public static IEnumerable<(string First, string Second)> PairsOfPairs => Diagonals([.. LetterPairs.Select(pair => pair.First + pair.Second)]);

    // By the sum of both ranks, so that a vocabulary that stops early has a little of everything.
    private static IEnumerable<(string First, string Second)> Diagonals(string[] items) =>
        from sum in Enumerable.Range(0, (2 * items.Length) - 1)
        from first in Enumerable.Range(Math.Max(0, sum - items.Length + 1), Math.Min(sum, items.Length - 1) - Math.Max(0, sum - items.Length + 1) + 1)
        select (items[first], items[sum - first]);
}
