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

    /// <summary>One sentence of several goes, with the blanks that part it from the next.</summary>
    public TextEdit Cut(SnapshotFile file)
    {
        var start = IsLast ? file.Text.AsSpan(0, Start).TrimEnd().Length : Start;
        var end = IsLast ? End : file.Text.Length - file.Text.AsSpan(End).TrimStart().Length;
        return new TextEdit(file.Path, start, end - start, "");
    }

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
        raw.Count('*') % 2 == 0 && raw.Count('~') % 2 == 0 && raw.Count('`') % 2 == 0 && raw.Count('"') % 2 == 0 && raw.Count('[') == raw.Count(']') && raw.Count('(') == raw.Count(')');

    [GeneratedRegex("""\G(?:\]\([^()\s]*\)|\[\^[^\]\s]+\]|[*_~`"'”’»)\]])*""", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Tail();
}
