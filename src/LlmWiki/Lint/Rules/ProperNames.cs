using LlmWiki.Pages;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint.Rules;

/// <param name="BeginsSentence">Its first word would have a capital anyway.</param>
internal readonly record struct ProperName(string Text, int Start, bool BeginsSentence);

/// <summary>Finds names of two to four words that each have a capital, in plain words: links and code are passed over.</summary>
internal static class ProperNames
{
    private const int MostWords = 4;

    public static IEnumerable<ProperName> Of(OutlineText text)
    {
        var at = 0;
        while ((at = NextCapital(text.Text, at)) >= 0)
        {
            var words = new List<(int Start, int End)>();
            var end = at;
            for (var word = at; word < text.Text.Length && IsNameWord(text.Text, word, out end); word = end + 1)
            {
                words.Add((word, end));
                if (end + 1 >= text.Text.Length || text.Text[end] != ' ')
                {
                    break;
                }
            }

            if (words.Count >= 2 && Name(text, words) is { } name)
            {
                yield return name;
            }

            at = words.Count > 0 ? words[^1].End : EndOfWord(text.Text, at);
        }
    }

    private static ProperName? Name(OutlineText text, List<(int Start, int End)> words)
    {
        var begins = BeginsSentence(text.Text, words[0].Start);
        while (words.Count > 0 && IsNoName(text.Text[words[0].Start..words[0].End]))
        {
            words.RemoveAt(0);
            begins = false;
        }

        while (words.Count > 0 && IsNoName(text.Text[words[^1].Start..words[^1].End]))
        {
            words.RemoveAt(words.Count - 1);
        }

        if (words.Count is < 2 or > MostWords || text.IsMasked(words[0].Start, words[^1].End - words[0].Start))
        {
            return null;
        }

        return new ProperName(text.Text[words[0].Start..words[^1].End], words[0].Start, begins);
    }

    /// <summary>Function words, titles, and days and months, which stand before names and are none.</summary>
    private static bool IsNoName(string word)
    {
        var folded = Folding.Fold(word);
        return Language.IsStopAnywhere(folded) || NamePart.IsHonorific(folded) || Dates.IsWord(folded);
    }

    private static bool IsNameWord(string text, int at, out int end)
    {
        end = EndOfWord(text, at);
        return end - at >= 2 && char.IsUpper(text[at]) && char.IsLower(text[at + 1]) && (end == text.Length || text[end] is not ('\'' or '’' or '-' or '_' or '/') || IsPossessive(text, end));
    }

    /// <summary>The mark of "Tower Works' roof" and "Mary Ashdown's roof": the name has its last word before it.</summary>
    private static bool IsPossessive(string text, int at) =>
        text[at] is '\'' or '’' && EndOfWord(text, at + 1) is var end && (end == at + 1 || (end == at + 2 && text[at + 1] == 's'));

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && Folding.IsWordPart(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int NextCapital(string text, int at)
    {
        for (var i = at; i < text.Length; i++)
        {
            if (char.IsUpper(text[i]) && (i == 0 || !(Folding.IsWordPart(text[i - 1]) || text[i - 1] is '-' or '_' or '/')))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool BeginsSentence(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd(" \"'“”‘(*_[");
        return before.Length == 0 || before[^1] is '.' or '!' or '?' or ':' or '…' or '–' or '—' or '|' or ';';
    }
}
