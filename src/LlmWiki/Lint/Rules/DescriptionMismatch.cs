using System.Text.RegularExpressions;
using LlmWiki.Pages;
using LlmWiki.Words;

namespace LlmWiki.Lint.Rules;

internal sealed partial class DescriptionMismatch(RuleInfo info) : PageRule(info)
{
    private const int MostNamed = 3;

    // Words of one language that are numbers in another, or numbers that are seldom meant as such.
    private static readonly HashSet<string> NoNumbers = ["once", "seize", "null", "zero", "mil", "mille", "elf", "dos", "dozen"];

    public override IEnumerable<Finding> Check(PageScan page)
    {
        var head = page.Outline.Head;
        // A source's is told by the source, whose statements stand on other pages.
        if (LintPage.IsBookPage(page.Outline) || head.Type == "source" || head.Description is not { } description || string.IsNullOrWhiteSpace(description) || page.Outline.Texts.IsEmpty)
        {
            yield break;
        }

        var body = new Body(page.Outline);
        var missing = Figures(description, body).Concat(Dates(description, body)).Concat(Names(description, page.Outline, body)).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            yield return At(page.Outline.Path, head.DescriptionLine, 1, $"the description says {string.Join(" and ", missing.Take(MostNamed).Select(text => $"'{text}'"))}, the page does not");
        }
    }

    private static IEnumerable<string> Figures(string description, Body body)
    {
        var dates = IsoDate().Matches(description);
        return Words.Figures.Of(description)
            .Where(figure => !NoNumbers.Contains(figure.Text) && !dates.Any(date => figure.Start > date.Index && figure.Start < date.Index + date.Length) && !body.HasWord(figure.Text))
            .Where(figure => !body.Figures.Exists(other => other.IsSame(figure) || Words.Figures.IsRounded(figure, other)))
            .Select(figure => figure.Text);
    }

    private static IEnumerable<string> Dates(string description, Body body)
    {
        foreach (Match date in IsoDate().Matches(description))
        {
            if (!body.HasWord(date.Value) && Months.DaysIn(date.Value) is [var day] && !body.Days.Exists(other => other.IsSame(day)))
            {
                yield return date.Value;
            }
        }

        foreach (var token in Tokens.Of(description).Where(token => Months.IsName(token.Word) && char.IsUpper(description[token.Start]) && token.Length > 2))
        {
            var word = description.Substring(token.Start, token.Length);
            if (!body.HasWord(word) && !Months.In(word).IsSubsetOf(body.Months))
            {
                yield return word;
            }
        }
    }

    private static IEnumerable<string> Names(string description, PageOutline page, Body body)
    {
        var tokens = Tokens.Of(description);
        if (tokens.Count(token => char.IsUpper(description[token.Start])) * 2 > tokens.Count)
        {
            // Written like a headline, capitals say nothing.
            yield break;
        }

        var own = page.Head.Aliases.Select(alias => alias.Text).Append(page.Title).SelectMany(Tokens.Of).Select(token => token.Key).ToHashSet();
        for (var i = 1; i < tokens.Count; i++)
        {
            var first = i;
            while (i < tokens.Count && IsName(description, tokens, i) && (i == first || NamePart.Joins(description, tokens[i - 1], tokens[i])))
            {
                i++;
            }

            // A name may be given whole at one place and in part at another.
            if (i > first && !Enumerable.Range(first, i - first).Any(at => own.Contains(tokens[at].Key) || body.Names(description.Substring(tokens[at].Start, tokens[at].Length), tokens[at].Key)) && !body.IsGerman)
            {
                yield return description[tokens[first].Start..tokens[i - 1].End];
            }
        }
    }

    private static bool IsName(string text, List<Token> tokens, int at)
    {
        var token = tokens[at];
        var written = text.AsSpan(token.Start, token.Length);
        var before = text.AsSpan(0, token.Start).TrimEnd(" \"'“”‘(*_");
        return char.IsUpper(written[0]) && token.Length > 2 && written[1..].ContainsAnyInRange('a', 'z') && !Language.IsStopAnywhere(token.Word) && !Words.Dates.IsWord(token.Word) && !Months.IsName(token.Word)
            && before.Length > 0 && before[^1] is not ('.' or ':' or '!' or '?' or '–' or '—' or '•');
    }

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}\b", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex IsoDate();

    /// <summary>What the page says; its words are read only where a look at its letters is not enough.</summary>
    private sealed class Body(PageOutline page)
    {
        private readonly List<string> _texts = [.. page.Texts.Where(text => text.Kind != TextKind.Footnote).Select(text => text.Text)];
        private List<Figure>? _figures;
        private List<MonthDay>? _days;
        private HashSet<string>? _keys;

        public List<Figure> Figures => _figures ??= [.. _texts.SelectMany(Words.Figures.Of)];

        public List<MonthDay> Days => _days ??= [.. _texts.SelectMany(Words.Months.DaysIn)];

        public IEnumerable<int> Months => _texts.SelectMany(Words.Months.In);

        public bool IsGerman => Language.Of(_texts.SelectMany(Tokens.Of).Select(token => token.Word)).Code == "de";

        private HashSet<string> Keys => _keys ??= [.. _texts.SelectMany(Tokens.Of).Select(token => token.Key)];

        public bool HasWord(string word) => _texts.Exists(text => HasWord(text, word));

        public bool Names(string word, string key) => HasWord(word) || Keys.Contains(key) || Keys.Any(other => key.Length >= 4 && other.Length >= 4 && other.AsSpan().CommonPrefixLength(key) >= Math.Min(4, Math.Min(key.Length, other.Length)));

        private static bool HasWord(string text, string word)
        {
            for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = at + 1 < text.Length ? text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase) : -1)
            {
                var end = at + word.Length;
                var isWhole = (at == 0 || !IsInWord(text, at - 1, at - 2)) && (end == text.Length || !IsInWord(text, end, end + 1));
                if (isWhole)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>A letter or digit, or a sign that parts the digits of one number.</summary>
        private static bool IsInWord(string text, int at, int beyond) =>
            char.IsLetterOrDigit(text[at]) || (text[at] is '.' or ',' && beyond >= 0 && beyond < text.Length && char.IsAsciiDigit(text[beyond]));
    }
}
