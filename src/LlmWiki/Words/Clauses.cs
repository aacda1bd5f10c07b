namespace LlmWiki.Words;

/// <summary>Cuts a sentence where another thing begins to be told.</summary>
internal static class Clauses
{
    private const int FewestWords = 2;

    public static List<List<Token>> Of(string text, IReadOnlyList<Token> tokens)
    {
        var clauses = new List<List<Token>> { new() };
        for (var i = 0; i < tokens.Count; i++)
        {
            var cut = i > 0 && (text.AsSpan(tokens[i - 1].End, tokens[i].Start - tokens[i - 1].End).IndexOfAny(",;:.!?—–，。；") >= 0
                || tokens[i].Word is "and" or "but" or "while" or "und" or "aber" or "et" or "mais" or "y" or "pero");
            if (cut && clauses[^1].Count(token => !Language.IsStopAnywhere(token.Word) && !char.IsDigit(token.Word[0])) >= FewestWords)
            {
                clauses.Add([]);
            }

            clauses[^1].Add(tokens[i]);
        }

        return clauses;
    }
}
