using LlmWiki.Pages;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint.Rules;

/// <summary>Counts words roughly; two characters of a script without blanks are taken for one.</summary>
internal static class WordCount
{
    public static int Of(ReadOnlySpan<char> text)
    {
        var (words, ideographs, inWord) = (0, 0, false);
        foreach (var letter in text)
        {
            if (letter < 0x80 ? char.IsAsciiLetterOrDigit(letter) : Folding.IsWordPart(letter) && !Tokens.IsIdeograph(letter))
            {
                words += inWord ? 0 : 1;
                inWord = true;
            }
            else
            {
                ideographs += letter >= 0x80 && Tokens.IsIdeograph(letter) ? 1 : 0;
                inWord = letter is '\'' or '’' && inWord;
            }
        }

        return words + ((ideographs + 1) / 2);
    }

    /// <summary>Words of a text that are no code.</summary>
    public static int Of(OutlineText text)
    {
        var words = Of(text.Text.AsSpan());
        foreach (var mask in text.Masks)
        {
            words -= mask.IsCode ? Of(text.Text.AsSpan(mask.Start, mask.Length)) : 0;
        }

        return words;
    }
}
