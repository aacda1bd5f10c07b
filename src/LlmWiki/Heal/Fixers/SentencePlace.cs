using System.Text.RegularExpressions;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>A sentence of a page as it stands in the file.</summary>
/// <param name="Start">Where it starts, marks of emphasis and links included.</param>
/// <param name="End">Behind its last mark and footnote.</param>
/// <param name="IsAlone">It is all that its paragraph or item says.</param>
/// <param name="IsLast">Nothing follows it there.</param>
internal sealed partial record SentencePlace(Statement Statement, OutlineText Text, int Start, int End, bool IsAlone, bool IsLast)
{
    private const string Openers = "*_~`\"'“‘„«([<";

    /// <param name="file">Text of the whole page.</param>
    /// <param name="at">A place within the sentence.</param>
    /// <returns>Null where its place in the file is not sure.</returns>
    public static SentencePlace? Of(string file, PageOutline page, OutlineText text, int at)
    {
        var sentences = Sentences.Split(text.Text);
        var (start, end) = sentences.FirstOrDefault(sentence => sentence.Start <= at && at < sentence.End);
        var place = text.PlaceOf(start);
        var lines = new LineMap(file);
        if (end == 0 || Statement.Of(page).FirstOrDefault(each => (each.Line, each.Column) == place && each.Text == text.Text[start..end]) is not { } statement
            || OffsetOf(file, lines, text, start) is not { } first || OffsetOf(file, lines, text, end - 1) is not { } last)
        {
            return null;
        }

        while (first > 0 && Openers.Contains(file[first - 1], StringComparison.Ordinal))
        {
            first--;
        }

        last += 1 + Tail().Match(file, last + 1).Length;
        return IsBalanced(file.AsSpan(first, last - first)) ? new SentencePlace(statement, text, first, last, sentences.Count == 1, end == sentences[^1].End) : null;
    }

    /// <summary>Where a statement of the page stands.</summary>
    public static SentencePlace? Of(string file, PageOutline page, Statement statement) => Of(file, page, page.Texts[statement.Block], StartOf(page.Texts[statement.Block], statement));

    /// <summary>Where a statement begins in the text that it is part of.</summary>
    public static int StartOf(OutlineText text, Statement statement) => Sentences.Split(text.Text).First(sentence => text.PlaceOf(sentence.Start) == (statement.Line, statement.Column)).Start;

    /// <summary>Where a stretch of a text stands; null where marks are in it, or its place is not sure.</summary>
    public static (int Start, int End)? StretchOf(string file, OutlineText text, int start, int end)
    {
        var lines = new LineMap(file);
        return start < end && OffsetOf(file, lines, text, start) is { } first && OffsetOf(file, lines, text, end - 1) is { } last && file.AsSpan(first, last + 1 - first).SequenceEqual(text.Text.AsSpan(start, end - start)) ? (first, last + 1) : null;
    }

    private static int? OffsetOf(string file, LineMap lines, OutlineText text, int at)
    {
        var (line, column) = text.PlaceOf(at);
        var offset = line <= lines.LineCount ? lines.StartOf(line) + column - 1 : file.Length;
        if (offset < file.Length && file[offset] == '\\' && offset + 1 < file.Length && file[offset + 1] == text.Text[at])
        {
            return offset + 1;
        }

        return offset < file.Length && file[offset] == text.Text[at] ? offset : null;
    }

    /// <summary>Whether each mark that opens is closed: what is cut out of emphasis would leave half of it.</summary>
    private static bool IsBalanced(ReadOnlySpan<char> raw) =>
        AreClosed(raw, '*') && AreClosed(raw, '_') && AreClosed(raw, '~') && AreClosed(raw, '=') && raw.Count('`') % 2 == 0 && raw.Count('"') % 2 == 0 && raw.Count('[') == raw.Count(']') && raw.Count('(') == raw.Count(')');

    /// <summary>Whether as many runs of a mark open as close, those of one and of two by themselves; within a word "_" is none.</summary>
    private static bool AreClosed(ReadOnlySpan<char> raw, char mark)
    {
        var open = 0;
        for (int at = 0, end; at < raw.Length; at = end)
        {
            end = at + 1;
            while (raw[at] == mark && end < raw.Length && raw[end] == mark)
            {
                end++;
            }

            var isInWord = mark == '_' && at > 0 && end < raw.Length && char.IsLetterOrDigit(raw[at - 1]) && char.IsLetterOrDigit(raw[end]);
            var isEscaped = at > 0 && raw[at - 1] == '\\';

            // One "~" or "=" is no mark.
            open ^= raw[at] != mark || isInWord || isEscaped || (mark is '~' or '=' && end - at < 2) ? 0 : end - at;
        }

        return open == 0;
    }

    [GeneratedRegex("""\G(?:\]\([^()\s]*\)|\[\^[^\]\s]+\]|[*_~`"'”’»)\]])*""", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Tail();
}
