using LlmWiki.Pages;

namespace LlmWiki.Lint.Rules;

internal sealed class MissingField(RuleInfo info) : PageRule(info)
{
    private static readonly string[] TypeAlone = ["type"];

    private readonly Dictionary<string, string[]> _required = info.Options.Map("required").Entries
        .ToDictionary(entry => entry.Key, entry => info.Options.Map("required").Texts(entry.Key).ToArray());

    public override IEnumerable<Finding> Check(PageScan page)
    {
        var head = page.Outline.Head;
        if (!head.IsThere || head.Error is not null)
        {
            yield break;
        }

        var map = page.Head.MapOrEmpty;
        foreach (var key in (map["type"] is { } type && HasValue(type) ? _required.GetValueOrDefault(head.Type) : TypeAlone) ?? [])
        {
            if (map[key] is not { } value || !HasValue(value))
            {
                yield return At(page.Outline.Path, 1, 1, head.Type.Length == 0 ? $"the front matter has no '{key}'" : $"the front matter has no '{key}', which a page of type '{head.Type}' needs") with { Kind = "no-" + key };
            }
        }
    }

    private static bool HasValue(YamlValue value) => value switch
    {
        YamlScalar scalar => !string.IsNullOrWhiteSpace(scalar.Text),
        YamlList list => list.Items.Length > 0,
        YamlMap map => map.Entries.Length > 0,
        _ => true,
    };
}
