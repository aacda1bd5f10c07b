using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>
/// A model that answers each prompt as a small, literal one would: each passage is a claim of its own, about the thing that its heading
/// names, else the name it begins with. What it says depends on the prompt alone.
/// </summary>
internal static partial class LiteralModel
{
    /// <param name="system">The part of the prompt that tells the job.</param>
    public static string Reply(string system, string user) =>
        system.Contains("take notes", StringComparison.Ordinal) ? Claims(user)
        : system.Contains("arrange pages", StringComparison.Ordinal) ? Places(user)
        : system.Contains("one page for each thing", StringComparison.Ordinal) ? Same(user)
        : system.Contains("one sentence of at most", StringComparison.Ordinal) ? """{"description":"nothing","claims":[1]}"""
        : """{"statement": 1}""";

    /// <summary>The claims of a prompt, for a test to change.</summary>
    public static List<(string Topic, string Text, int[] Passages)> ClaimsOf(string user)
    {
        var heading = "";
        var claims = new List<(string, string, int[])>();
        foreach (var line in user.Split('\n'))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                heading = line[2..].Split(" > ")[^1];
            }
            else if (Passage().Match(line) is { Success: true } match)
            {
                var text = match.Groups["text"].Value;
                var name = Name().Match(text);
                claims.Add((name.Success ? name.Value : heading.Length > 0 ? heading : text.Split(' ')[0], text, [int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)]));
            }
        }

        return claims;
    }

    public static string Json(IEnumerable<(string Topic, string Text, int[] Passages)> claims) =>
        JsonSerializer.Serialize(new { claims = claims.Select(claim => new { topic = claim.Topic, text = claim.Text, passages = claim.Passages }) });

    private static string Claims(string user) => Json(ClaimsOf(user));

    private static string Places(string user)
    {
        var places = new List<object>();
        var above = user.Split("Page: ");
        string[] sections = [];
        foreach (var (before, page) in above.Zip(above.Skip(1)))
        {
            sections = SectionLine().Match(before) is { Success: true } line ? line.Groups["names"].Value.Split(", ") : sections;
            places.AddRange(Numbered().Matches(page).Select((match, i) => new { claim = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), section = i == 0 ? "Lead" : sections[1 + (i % (sections.Length - 1))] }));
        }

        return JsonSerializer.Serialize(new { places });
    }

    /// <summary>Names are of one thing where one is the other's end: "Rover" is no "Rover Company", "bicycle" may be "safety bicycle".</summary>
    private static string Same(string user)
    {
        var answers = new List<object>();
        foreach (var block in user.Split("Name ", StringSplitOptions.RemoveEmptyEntries))
        {
            var name = block[(block.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(" - ")[0];
            var page = Page().Matches(block).FirstOrDefault(match => match.Groups["name"].Value.EndsWith(" " + name, StringComparison.OrdinalIgnoreCase) || name.EndsWith(" " + match.Groups["name"].Value, StringComparison.OrdinalIgnoreCase));
            answers.Add(new { name = int.Parse(block.Split(':')[0], CultureInfo.InvariantCulture), page = page is null ? 0 : int.Parse(page.Groups["number"].Value, CultureInfo.InvariantCulture) });
        }

        return JsonSerializer.Serialize(new { answers });
    }

    [GeneratedRegex(@"^\[(?<number>\d+)\] (?:\(quoted\) )?(?<text>.+)$")]
    private static partial Regex Passage();

    [GeneratedRegex(@"^(?:The |A |An )?\p{Lu}[\p{L}-]*(?: \p{Lu}[\p{L}-]*)*")]
    private static partial Regex Name();

    [GeneratedRegex(@"^Sections: (?<names>.+)$", RegexOptions.Multiline)]
    private static partial Regex SectionLine();

    [GeneratedRegex(@"^(?<number>\d+)\. ", RegexOptions.Multiline)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^  page (?<number>\d+): (?<name>.+?) - ", RegexOptions.Multiline)]
    private static partial Regex Page();
}
