using System.Text.RegularExpressions;
using LlmWiki.Lint;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>What makes two findings the same although lines above them have come or gone.</summary>
internal readonly partial record struct FindingKey(string Rule, RelPath Path, string Kind, string Message)
{
    public static FindingKey Of(Finding finding) => new(finding.Rule, finding.Path, finding.Kind, Lines().Replace(finding.Message, "line"));

    public static Dictionary<FindingKey, int> Count(IEnumerable<Finding> findings) => findings.CountBy(Of).ToDictionary();

    [GeneratedRegex(@"lines? \d+(?:[–-]\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Lines();
}
