using System.Globalization;

namespace LlmWiki.Text;

/// <summary>Counts words. In scripts without blanks between them two characters count as one.</summary>
public static class WordCount
{
    public static int Of(ReadOnlySpan<char> text)
    {
        var (words, ideographs, inWord) = (0, 0, false);
        foreach (var letter in text)
        {
            if (letter > 0x7F && CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.OtherLetter && letter is >= '\u0E00' and <= '\u0EFF' or >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF')
            {
                ideographs++;
                inWord = false;
            }
            else if (!char.IsLetterOrDigit(letter))
            {
                inWord &= letter is '\'' or '’' or '-';
            }
            else if (!inWord)
            {
                words++;
                inWord = true;
            }
        }

        return words + ((ideographs + 1) / 2);
    }
}
