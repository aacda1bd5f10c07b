using System.Text.Json.Serialization;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Cli.Output;

/// <summary>The part of SARIF 2.1.0 (OASIS standard) that code scanning reads.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class SarifShapes : JsonSerializerContext;

internal sealed record SarifLog(SarifRun[] Runs)
{
    [JsonPropertyName("$schema")]
    [JsonPropertyOrder(-2)]
    public string Schema => "https://json.schemastore.org/sarif-2.1.0.json";

    [JsonPropertyOrder(-1)]
    public string Version => "2.1.0";

    public static SarifLog Of(LintReport report, RuleBook book, string version)
    {
        var rules = book.Rules.ToArray();
        var indexes = rules.Select((rule, i) => (rule.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return new SarifLog([new SarifRun(
            new SarifTool(new SarifDriver("wiki", version, [.. rules.Select(SarifRule.Of)])),
            [.. report.Findings.Select(finding => SarifResult.Of(finding, indexes[finding.Rule], seen))],
            ColumnKind: "utf16CodeUnits")]);
    }
}

internal sealed record SarifRun(SarifTool Tool, SarifResult[] Results, string ColumnKind);

internal sealed record SarifTool(SarifDriver Driver);

internal sealed record SarifDriver(string Name, string SemanticVersion, SarifRule[] Rules);

internal sealed record SarifRule(string Id, SarifText ShortDescription, SarifText FullDescription, SarifHelp Help, SarifConfiguration DefaultConfiguration, SarifProperties Properties)
{
    public static SarifRule Of(RuleInfo rule) => new(
        rule.Id,
        new SarifText(rule.Summary.Length == 0 ? rule.Id : rule.Summary),
        new SarifText(rule.Summary.Length == 0 ? rule.Id : rule.Summary),
        new SarifHelp(rule.Text.Length == 0 ? rule.Id : rule.Text, rule.Text.Length == 0 ? rule.Id : rule.Text),
        new SarifConfiguration(SarifResult.LevelOf(rule.Severity)),
        new SarifProperties([rule.Tier.ToString().ToLowerInvariant()]));
}

internal sealed record SarifText(string Text);

internal sealed record SarifHelp(string Text, string Markdown);

internal sealed record SarifConfiguration(string Level);

internal sealed record SarifProperties(string[] Tags);

internal sealed record SarifResult(string RuleId, int RuleIndex, string Level, SarifText Message, SarifLocation[] Locations, SarifLocation[]? RelatedLocations, Dictionary<string, string> PartialFingerprints)
{
    /// <param name="seen">Counts equal findings, so that each has a fingerprint of its own.</param>
    public static SarifResult Of(Finding finding, int index, Dictionary<string, int> seen)
    {
        // Lines move; what a finding says of which page stays.
        var print = ContentHash.Of($"{finding.Rule}\n{finding.Path}\n{finding.Message}").Prefix(24);
        var count = seen[print] = seen.GetValueOrDefault(print) + 1;
        var text = finding.Hint is { } hint ? $"{finding.Message}. {hint}" : finding.Message;
        return new SarifResult(
            finding.Rule,
            index,
            LevelOf(finding.Severity),
            new SarifText(text),
            [Location(finding.Path, finding.Line, finding.Column, finding.Length)],
            finding.Evidence.IsEmpty ? null : [.. finding.Evidence.Select((evidence, i) => Location(evidence.Path, Math.Max(1, evidence.Line), 1, 0) with { Id = i, Message = new SarifText(evidence.Quote) })],
            new() { ["finding/v1"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{print}:{count}") });
    }

    public static string LevelOf(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", Severity.Info => "note", _ => "none" };

    private static SarifLocation Location(RelPath path, int line, int column, int length) => new(
        null,
        new SarifPhysicalLocation(new SarifArtifact(MarkdownText.EscapePath(path.Value)), new SarifRegion(line, column, length == 0 ? null : column + length)),
        null);
}

internal sealed record SarifLocation(int? Id, SarifPhysicalLocation PhysicalLocation, SarifText? Message);

internal sealed record SarifPhysicalLocation(SarifArtifact ArtifactLocation, SarifRegion Region);

internal sealed record SarifArtifact(string Uri);

internal sealed record SarifRegion(int StartLine, int StartColumn, int? EndColumn);
