using LlmWiki.Words;

namespace LlmWiki.Lint;

/// <summary>The text that a statement must rest on, and what says of what that text is.</summary>
/// <param name="texts">Passages.</param>
/// <param name="frames">Headings and titles above them.</param>
internal sealed class Ground(IReadOnlyList<string> texts, IReadOnlyList<string> frames)
{
    private readonly Lazy<Full> _full = new(() => new Full(string.Join(' ', texts) + " . " + string.Join(". ", frames)));

    /// <summary>The first number, date or name of a statement that it does not have, as <c>the number '12'</c>; null where it has all.</summary>
    public string? Missing(string statement)
    {
        if (texts.Any(text => text.Contains(statement, StringComparison.Ordinal)))
        {
            return null;
        }

        // Where each word is there, nothing is missing, but for a date whose day and month may be of two dates.
        var tokens = Tokens.Of(statement);
        return IsEachWordThere(tokens) && !tokens.Exists(token => Months.IsName(token.Word)) ? null : _full.Value.Missing(statement, tokens);
    }

    private bool IsEachWordThere(List<Token> tokens)
    {
        var words = new HashSet<string>(texts.Concat(frames).SelectMany(Tokens.Of).Select(token => token.Word), StringComparer.Ordinal);
        return tokens.TrueForAll(token => words.Contains(token.Word));
    }

    /// <summary>All of it read for its numbers, dates and words.</summary>
    private sealed class Full(string text)
    {
        private readonly List<Figure> _figures = Figures.Of(text);
        private readonly HashSet<string> _words = [.. Tokens.Of(text).Select(token => token.Key)];
        private readonly HashSet<int> _months = Months.In(text);
        private readonly List<MonthDay> _days = Months.DaysIn(text);

        public string? Missing(string statement, List<Token> tokens) => Number(statement) ?? Date(statement) ?? Name(statement, tokens);

        private string? Number(string statement)
        {
            foreach (var figure in Figures.Of(statement))
            {
                if (!_figures.Exists(figure.IsSame) && !_figures.Exists(exact => Figures.IsRounded(figure, exact)) && !_words.Contains(figure.Text))
                {
                    return IsDay(statement, figure) ? null : $"the number '{figure.Text}'";
                }
            }

            return null;
        }

        /// <summary>6 of "6 September" where the passage has 1891-09-06.</summary>
        private bool IsDay(string statement, Figure figure) => figure.Values is [var value] && Months.DaysIn(statement).Exists(day => day.Day == value && _days.Exists(day.IsSame));

        private string? Date(string statement)
        {
            var months = Months.In(statement);
            months.ExceptWith(_months);
            return months.Count > 0 ? "the month of a date" : Months.DaysIn(statement).Exists(day => !_days.Exists(day.IsSame)) ? "the day of a date" : null;
        }

        private string? Name(string statement, List<Token> tokens)
        {
            if (Language.Of(tokens.Select(token => token.Word)).Code == "de")
            {
                // All nouns have a capital there.
                return null;
            }

            for (var i = 1; i < tokens.Count; i++)
            {
                var token = tokens[i];
                if (char.IsUpper(statement[token.Start]) && !IsAtHead(statement, token.Start) && !Language.IsStopAnywhere(token.Word) && !Months.IsName(token.Word) && token.Length > 1
                    && !_words.Contains(token.Key) && !_words.Any(word => WordForms.AreOneName(word, token.Key) || word == token.Word))
                {
                    return $"the name '{statement[token.Start..token.End]}'";
                }
            }

            return null;
        }
    }

    /// <summary>Whether a word begins a sentence, a quotation or what stands behind a colon.</summary>
    private static bool IsAtHead(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd();
        return before.Length == 0 || before[^1] is '.' or '!' or '?' or ':' or ';' or '"' or '“' or '„' or '«' or '(' or '—' or '–' or '‘' or '\'' or '…' or '|' or '•';
    }
}
