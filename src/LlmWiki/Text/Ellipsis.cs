namespace LlmWiki.Text;

/// <summary>Cuts text that is too long.</summary>
internal static class Ellipsis
{
    private const string Mark = " …";

    /// <summary>The text, or its beginning up to a word, with a mark of the cut.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var blank = text.LastIndexOf(' ', length);
        var end = blank > length / 2 ? blank : char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return text[..end].TrimEnd(',', ';', ' ') + Mark;
    }
}
