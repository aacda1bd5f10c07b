using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>One stretch of a page's text that becomes another. Offsets are UTF-16 units from the beginning of the file.</summary>
/// <param name="Length">0 puts text in.</param>
public sealed record TextEdit(RelPath Page, int Start, int Length, string Text)
{
    public int End => Start + Length;

    /// <summary>It puts in an item of a list, and others may be put in at the same place; they stand in the order in which they come.</summary>
    public bool IsItem { get; init; }

    /// <summary>A person wrote what is put in, where it stood before: it stays theirs.</summary>
    public bool IsPersons { get; init; }

    /// <summary>Whether two edits cannot both be made: they share a place.</summary>
    public bool Meets(TextEdit other) => Page == other.Page && (Start < other.End && other.Start < End || (Start == other.Start && !(IsItem && other.IsItem)));

    /// <summary>The text after edits of it, which do not meet.</summary>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var result = new System.Text.StringBuilder(text.Length);
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.End))
        {
            result.Append(text, at, edit.Start - at).Append(edit.Text);
            at = edit.End;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
