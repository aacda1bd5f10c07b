using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Pages;

namespace LlmWiki;

/// <summary>Reads <c>lint:</c> of the configuration.</summary>
internal static class LintConfigReader
{
    private static readonly string[] Keys = ["disable", "severity", "folders", "fail_on"];
    private static readonly string[] FolderKeys = ["disable", "severity"];
    private static readonly string[] Severities = ["error", "warning", "info", "off"];

    public static LintSettings Read(YamlValue value, ConfigProblems problems)
    {
        if (value is YamlScalar { Text: "" })
        {
            return LintSettings.Default;
        }

        if (value is not YamlMap map)
        {
            problems.Add(value, "'lint' has keys of its own");
            return LintSettings.Default;
        }

        var own = new FolderSettings("", [], ImmutableDictionary<string, Severity>.Empty);
        var folders = new List<FolderSettings>();
        var failOn = Severity.Warning;
        foreach (var (key, item) in problems.Known(map, Keys))
        {
            switch (key)
            {
                case "folders":
                    folders.AddRange(Folders(item, problems));
                    break;
                case "fail_on":
                    failOn = SeverityOf(problems.Choice(key, item, Severities[..3])) ?? failOn;
                    break;
                default:
                    own = With(own, key, item, problems);
                    break;
            }
        }

        // What says the default is the default: two configurations that say the same are equal.
        var all = folders.OrderBy(folder => folder.Folder.Length).Prepend(own).Where(folder => folder.Disable.Count + folder.Severities.Count > 0).ToImmutableArray();
        return all.IsEmpty && failOn == LintSettings.Default.FailOn ? LintSettings.Default : new LintSettings { Folders = all, FailOn = failOn };
    }

    private static IEnumerable<FolderSettings> Folders(YamlValue value, ConfigProblems problems)
    {
        if (value is not YamlMap map)
        {
            problems.Add(value, "'folders' has a key for each folder, such as wiki/drafts");
            yield break;
        }

        foreach (var entry in map.Entries)
        {
            var settings = new FolderSettings(entry.Key.Replace('\\', '/').Trim('/'), [], ImmutableDictionary<string, Severity>.Empty);
            if (entry.Value is not YamlMap keys)
            {
                problems.Add(entry.Value, $"'{entry.Key}' has keys of its own: {string.Join(", ", FolderKeys)}");
                continue;
            }

            foreach (var (key, item) in problems.Known(keys, FolderKeys))
            {
                settings = With(settings, key, item, problems);
            }

            yield return settings;
        }
    }

    private static FolderSettings With(FolderSettings folder, string key, YamlValue value, ConfigProblems problems)
    {
        if (key == "disable")
        {
            return folder with { Disable = [.. problems.Texts(key, value)] };
        }

        if (value is not YamlMap map)
        {
            problems.Add(value, "'severity' has a key for each rule, such as orphan-page: info");
            return folder;
        }

        foreach (var entry in map.Entries)
        {
            if (SeverityOf(problems.Choice(entry.Key, entry.Value, Severities)) is { } severity)
            {
                folder = folder with { Severities = folder.Severities.SetItem(entry.Key, severity) };
            }
        }

        return folder;
    }

    private static Severity? SeverityOf(string? word) => word is null ? null : Enum.Parse<Severity>(word, ignoreCase: true);
}
