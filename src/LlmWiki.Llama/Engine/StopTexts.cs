namespace LlmWiki.Llama.Engine;

/// <summary>Looks for texts that end a reply while it is still being written.</summary>
internal static class StopTexts
{
    /// <summary>Whether a stop text stands in what is not handed on yet, and how much of it no stop text can be a part of.</summary>
    public static (bool Stop, int Sure) Find(string waiting, IReadOnlyCollection<string> stops)
    {
        var at = stops.Select(stop => waiting.IndexOf(stop, StringComparison.Ordinal)).Where(index => index >= 0).DefaultIfEmpty(-1).Min();
        return at >= 0 ? (true, at) : (false, waiting.Length - stops.Select(stop => Overlap(waiting, stop)).DefaultIfEmpty(0).Max());
    }

    /// <summary>The longest end of the text that is a start of the stop text.</summary>
    private static int Overlap(string text, string stop)
    {
        for (var length = Math.Min(text.Length, stop.Length - 1); length > 0; length--)
        {
            if (text.EndsWith(stop[..length], StringComparison.Ordinal))
            {
                return length;
            }
        }

        return 0;
    }
}
