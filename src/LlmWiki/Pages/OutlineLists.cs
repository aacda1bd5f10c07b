using Markdig.Syntax;

namespace LlmWiki.Pages;

/// <summary>Tells lists whose items cannot be counted: parts of a longer one, and several that run together.</summary>
internal static class OutlineLists
{
    /// <summary>Whether a list below it, up to the next heading, has no text of its own above it or counts on.</summary>
    public static bool GoesOn(ContainerBlock container, int at)
    {
        for (var i = at + 1; i < container.Count && container[i] is not (HeadingBlock or ThematicBreakBlock); i++)
        {
            if (container[i] is ListBlock next && (container[i - 1] is not ParagraphBlock || (next.IsOrdered && next.OrderedStart is not (null or "1"))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A line at the margin that is no item: Markdown takes it, and the items below it, for more of the same list, a reader does not.
    /// </summary>
    public static bool HasLooseLine(ListBlock list, string body)
    {
        foreach (var line in body.AsSpan(list.Span.Start, Math.Max(0, Math.Min(body.Length, list.Span.End + 1) - list.Span.Start)).EnumerateLines())
        {
            if (line.Length > 0 && char.IsLetter(line[0]))
            {
                return true;
            }
        }

        return false;
    }
}
