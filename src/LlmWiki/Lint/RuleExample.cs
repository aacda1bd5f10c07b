using System.Text.RegularExpressions;

namespace LlmWiki.Lint;

/// <summary>One case of a rule file: the files of a small wiki, and the lines on which the rule is to find something.</summary>
/// <param name="Expected">Path and line, one entry for each finding.</param>
internal sealed partial record RuleExample(string Name, bool IsBad, Dictionary<string, string> Files, List<string> Expected)
{
    /// <summary>The cases under Bad and Good of a rule's text.</summary>
    public static IEnumerable<RuleExample> Of(string text)
    {
        // A heading within a fence is part of an example.
        var fences = Fence().Matches(text).ToList();
        bool IsInFence(int at) => fences.Exists(fence => at > fence.Index && at < fence.Index + fence.Length);
        var headings = Heading().Matches(text).Where(match => !IsInFence(match.Index)).ToList();
        string? section = null;
        for (var i = 0; i < headings.Count; i++)
        {
            var name = headings[i].Groups["name"].Value.Trim();
            section = headings[i].Value.StartsWith("## ", StringComparison.Ordinal) ? name : section;
            var end = i + 1 < headings.Count ? headings[i + 1].Index : text.Length;
            var files = fences.Where(fence => fence.Index > headings[i].Index && fence.Index < end).ToList();
            if (section is "Bad" or "Good" && files.Count > 0)
            {
                yield return Of(section + ": " + name, section == "Bad", files);
            }
        }
    }

    private static RuleExample Of(string name, bool isBad, List<Match> fences)
    {
        var files = new Dictionary<string, string>();
        var expected = new List<string>();
        foreach (var fence in fences)
        {
            var path = fence.Groups["path"].Value.Trim();
            var lines = fence.Groups["text"].Value.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                expected.AddRange(Enumerable.Repeat($"{path}:{i + 1}", Marker().Count(lines[i])));
                lines[i] = Marker().Replace(lines[i], "");
            }

            files[path] = string.Join('\n', lines);
        }

        return new RuleExample(name, isBad, files, expected);
    }

    [GeneratedRegex(@"^(?<fence>`{3,})\w+ file=(?<path>[^\n]+)\n(?<text>.*?)^\k<fence>$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Fence();

    [GeneratedRegex("^#{2,3} (?<name>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Heading();

    [GeneratedRegex(@" (?:<!-- finding -->|# finding(?=\s*$))", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Marker();
}
