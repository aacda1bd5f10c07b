using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>
/// By what a fix is known in the review queue: its rule, its page, what it changes to what, and the lines around. A fix that was rejected is
/// another as soon as one of these is.
/// </summary>
public static class FixIdentity
{
    private const int Length = 8;

    /// <param name="read">Pages as the fix finds them.</param>
    public static string Of(Fix fix, Func<RelPath, SnapshotFile?> read)
    {
        var parts = new List<string> { fix.Finding.Rule };
        foreach (var edit in fix.Edits)
        {
            var text = read(edit.Page)?.Text ?? "";
            var start = edit.Start == 0 ? 0 : text.LastIndexOf('\n', edit.Start - 1) + 1;
            var end = text.IndexOf('\n', edit.End) is >= 0 and var at ? at : text.Length;
            parts.AddRange([edit.Page.Value, text[start..end], text[edit.Start..edit.End], edit.Text]);
        }

        parts.AddRange(fix.Made.SelectMany(page => new[] { page.Path.Value, page.Text }));
        parts.AddRange(fix.Removed.SelectMany(page => new[] { page.Value, read(page)?.Text ?? "" }));
        return ContentHash.Of(string.Join('\u001F', parts)).Prefix(Length);
    }
}
