using System.Text.RegularExpressions;
using LlmWiki.Pages;

namespace LlmWiki;

/// <summary>Reads the text of <c>wiki.config.yaml</c>.</summary>
public static partial class ConfigReader
{
    public const string FileName = "wiki.config.yaml";

    // Files are read whole; an array ends at 2 GB.
    private const int MostMegabytes = 2000;

    private static readonly string[] Keys = ["links", "git", "ignore", "max_source_mb", "purpose", "language", "types", "lint", "model", "schedule"];

    /// <summary>The commented text that a new wiki starts with; it says the defaults.</summary>
    public static string DefaultText()
    {
        using var stream = typeof(ConfigReader).Assembly.GetManifestResourceStream(FileName)!;
        return new StreamReader(stream).ReadToEnd();
    }

    /// <exception cref="WikiException">
    /// The message names every problem of the file, each on a line of its own with file, line and column.
    /// </exception>
    public static WikiConfig Read(string text)
    {
        var problems = new ConfigProblems(FileName);
        var config = new WikiConfig();
        foreach (var (key, value) in problems.Known(Map(text), Keys))
        {
            config = key switch
            {
                "links" => config with { Links = problems.Choice(key, value, "markdown", "wikilink") == "wikilink" ? LinkStyle.Wikilink : LinkStyle.Markdown },
                "git" => config with { GitCommit = problems.Choice(key, value, "commit", "off") != "off" },
                "ignore" => config with { Ignore = problems.Texts(key, value) },
                "max_source_mb" => config with { MaxSourceMegabytes = problems.Number(key, value, 1, MostMegabytes) ?? config.MaxSourceMegabytes },
                "purpose" => config with { Purpose = problems.Phrase(key, value) },
                "language" => config with { Language = LanguageOf(value, problems) },
                "lint" => config with { Lint = LintConfigReader.Read(value, problems) },
                "types" => config with { Types = TypesReader.Read(value, problems) },
                "model" => config with { Model = ModelConfigReader.Read(value, problems) },
                _ => config with { Schedule = ScheduleConfigReader.Read(value, problems) },
            };
        }

        problems.ThrowIfAny();
        return config;
    }

    private static string? LanguageOf(YamlValue value, ConfigProblems problems)
    {
        var code = problems.Phrase("language", value);
        if (code is null || (code.Length == 2 && code.All(char.IsAsciiLetterLower)))
        {
            return code;
        }

        problems.Add(value, $"'language' is a code of two small letters, such as en or de, not '{code}'");
        return null;
    }

    private static YamlMap Map(string text)
    {
        try
        {
            return Yaml.ParseMap(text.TrimStart('\uFEFF'));
        }
        catch (WikiException error)
        {
            // "line 3, column 1: reason" becomes "wiki.config.yaml:3:1: reason", as all other problems are told.
            var parts = error.Message.Split([' ', ',', ':'], 6);
            var place = parts is ["line", var line, "", "column", var column, _] ? $":{line}:{column}:{parts[5]}" : ": " + error.Message;
            throw new WikiException(FileName + place, BareStar().IsMatch(text) ? "put a text that begins with * in quotes: \"*/15 * * * *\"" : null, error);
        }
    }

    // YAML takes what begins with * for the name of an anchor; cron expressions often do.
    [GeneratedRegex(@"^\s*[\w.-]+:\s+\*|[{,]\s*[\w.-]+:\s+\*", RegexOptions.Multiline)]
    private static partial Regex BareStar();
}
