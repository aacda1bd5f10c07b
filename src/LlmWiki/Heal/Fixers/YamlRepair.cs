using System.Text.RegularExpressions;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>What a line of front matter that YAML cannot read may have meant: each way changes marks, none a word.</summary>
internal static partial class YamlRepair
{
    /// <param name="before">The line above it.</param>
    /// <returns>From the most to the least likely.</returns>
    public static IEnumerable<(string Line, string How)> Of(string line, string before)
    {
        if (line.Contains('\t', StringComparison.Ordinal))
        {
            yield return (line.Replace("\t", "  ", StringComparison.Ordinal), "put blanks in place of the tab");
        }

        if (Entry().Match(line) is { Success: true } entry)
        {
            var (head, value) = (entry.Groups["head"].Value, entry.Groups["value"].Value);
            foreach (var (now, how) in Closed(value))
            {
                yield return (head + now, how);
            }

            // An anchor, or what refers to one, may be meant as such.
            if (value[0] is not '&' && !Reference().IsMatch(value))
            {
                yield return (head + Quoted(value), "put the value in quotes");
            }
        }

        var indent = before.Length - before.TrimStart().Length;
        if (indent > 0 && line.TrimStart().Length < line.Length)
        {
            yield return (before[..indent] + line.TrimStart(), "indent the line as the one above");
        }

        if (!line.Contains(':', StringComparison.Ordinal) && line.Length > 0 && !char.IsWhiteSpace(line[0]) && line[0] is not ('-' or '#'))
        {
            yield return ("# " + line, "make a remark of the line, which is no key");
        }
    }

    private static IEnumerable<(string, string)> Closed(string value)
    {
        var open = value[0];
        if (open is '"' or '\'' && value.IndexOf(open, 1) < 0)
        {
            yield return (value + open, "close the quote");
        }
        else if (open is '[' or '{' && !value.EndsWith(open == '[' ? ']' : '}'))
        {
            yield return (value + (open == '[' ? "]" : " }"), "close the bracket");
        }
    }

    private static string Quoted(string value) => YamlText.Scalar(value) is ['"', ..] and var written ? written : $"\"{value}\"";

    [GeneratedRegex(@"^(?<head>\s*(?:- )?[^\s:#][^:]*:[ \t]+)(?<value>\S.*?)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^\*\S+$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Reference();
}
