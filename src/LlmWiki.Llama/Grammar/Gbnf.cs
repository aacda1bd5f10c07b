using System.Globalization;
using System.Text;

namespace LlmWiki.Llama.Grammar;

/// <summary>A piece of a rule: text to be generated as it is, or grammar (a rule's name, a group).</summary>
internal readonly record struct Part(string Text, bool IsText);

/// <summary>Spelling of GBNF.</summary>
internal static class Gbnf
{
    public static Part Text(string text) => new(text, IsText: true);

    public static Part Code(string grammar) => new(grammar, IsText: false);

    /// <summary>The parts one after the other; neighbouring texts become one.</summary>
    public static string Sequence(params IEnumerable<Part> parts)
    {
        var items = new List<string>();
        var text = new StringBuilder();
        foreach (var part in parts.Where(part => part.Text.Length > 0))
        {
            if (part.IsText)
            {
                text.Append(part.Text);
                continue;
            }

            if (text.Length > 0)
                items.Add(Quoted(text.ToString()));
            text.Clear();
            items.Add(part.Text);
        }

        if (text.Length > 0)
            items.Add(Quoted(text.ToString()));
        return string.Join(' ', items);
    }

    /// <summary>What is not printable ASCII goes as an escape: then no encoding and no invisible character can come between us and the parser.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => quoted.Append('\\').Append((char)rune.Value),
                >= ' ' and <= '~' => quoted.Append((char)rune.Value),
                <= 0xFFFF => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Alternatives as one item of a sequence.</summary>
    public static string Group(IReadOnlyList<string> alternatives) =>
        alternatives.Count == 1 ? alternatives[0] : $"({string.Join(" | ", alternatives)})";
}
