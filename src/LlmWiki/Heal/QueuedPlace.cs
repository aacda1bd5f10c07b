using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>Keeps the place of an edit by the words around it, and finds it again.</summary>
internal static class QueuedPlace
{
    private const int Around = 80;
    private const int Nearest = 5;

    // Where nothing is replaced, only what stands around tells the place.
    private const int NearestOfNew = 20;

    public static QueuedEdit Of(TextEdit edit, string text)
    {
        var before = Math.Max(0, edit.Start - Around);
        var after = Math.Min(text.Length, edit.End + Around);
        return new QueuedEdit(edit.Page.Value, text[before..edit.Start], text[edit.Start..edit.End], edit.Text, text[edit.End..after]);
    }

    /// <summary>The edits where their places are on the pages as they are now; null where one is not there, or more than once, or a page that it makes or takes away is another.</summary>
    /// <param name="text">A page's text; null where it is gone.</param>
    public static IReadOnlyList<TextEdit>? Find(QueuedFix fix, Func<RelPath, string?> text)
    {
        if (fix.Made.Any(page => text(new RelPath(page.Path)) is not null) || fix.Removed.Any(page => text(new RelPath(page.Path)) != page.Text))
        {
            return null;
        }

        var edits = new List<TextEdit>();
        foreach (var queued in fix.Edits)
        {
            var path = new RelPath(queued.Path);
            if (text(path) is not { } now || Find(queued, now) is not { } start)
            {
                return null;
            }

            edits.Add(new TextEdit(path, start, queued.Old.Length, queued.New));
        }

        return edits;
    }

    /// <summary>With all that stood around it; where a neighbour has changed since, with less of it, as long as it is there only once.</summary>
    private static int? Find(QueuedEdit edit, string text)
    {
        for (var around = Around; around >= (edit.Old.Length == 0 ? NearestOfNew : Nearest); around /= 2)
        {
            if (Once(text, edit.Before[Math.Max(0, edit.Before.Length - around)..], edit.Old + edit.After[..Math.Min(edit.After.Length, around)]) is { } start)
            {
                return start;
            }
        }

        return null;
    }

    private static int? Once(string text, string before, string rest)
    {
        var whole = before + rest;
        var found = whole.Length == 0 ? -1 : text.IndexOf(whole, StringComparison.Ordinal);
        return found < 0 || text.IndexOf(whole, found + 1, StringComparison.Ordinal) >= 0 ? null : found + before.Length;
    }
}
