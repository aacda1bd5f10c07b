using System.Text.RegularExpressions;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

/// <summary>A rule of a person's own: a regular expression, line by line outside code blocks and front matter.</summary>
internal sealed partial class TextPattern(RuleInfo info) : PageRule(info)
{
    private readonly Regex _pattern = Compile(info);
    private readonly GlobSet _paths = new(info.Paths);

    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public static Regex Compile(RuleInfo info) =>
        new(info.Pattern!, RegexOptions.CultureInvariant | (info.Options.Flag("ignore_case") ? RegexOptions.IgnoreCase : RegexOptions.None), TimeSpan.FromSeconds(1));

    public override IEnumerable<Finding> Check(PageScan page)
    {
        if (!_paths.IsEmpty && !_paths.Matches(page.Outline.Path.Value))
        {
            yield break;
        }

        var first = FrontMatter.Split(page.Text).Head.Raw.Count(letter => letter == '\n');
        var number = 0;
        foreach (var line in page.Text.Split('\n'))
        {
            number++;
            if (number <= first || page.CodeLines[number])
            {
                continue;
            }

            foreach (Match match in _pattern.Matches(WithoutCode(line.TrimEnd('\r'))))
            {
                var message = (Info.Message ?? Info.Summary.TrimEnd('.')).Replace("{match}", match.Value, StringComparison.Ordinal);
                yield return At(page.Outline.Path, number, match.Index + 1, message) with { Length = match.Length };
            }
        }
    }

    /// <summary>Blanks in place of code spans, so that columns stay.</summary>
    private static string WithoutCode(string line) => !line.Contains('`', StringComparison.Ordinal) ? line : CodeSpan().Replace(line, match => new string(' ', match.Length));

    [GeneratedRegex("(?<ticks>`+)[^`]+\\k<ticks>(?!`)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex CodeSpan();
}
