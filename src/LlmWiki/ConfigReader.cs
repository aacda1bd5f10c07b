using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki;

/// <summary>Reads the text of <c>wiki.config.yaml</c>.</summary>
public static class ConfigReader
{
    public const string FileName = "wiki.config.yaml";

    private static readonly string[] Keys = ["links", "git", "ignore", "max_source_mb", "model"];
    private static readonly string[] ModelKeys = ["engine"];

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
        var problems = new Problems();
        var config = new WikiConfig();
        foreach (var (key, value) in problems.Known(Map(text), Keys))
        {
            config = key switch
            {
                "links" => config with { Links = problems.Choice(key, value, "markdown", "wikilink") == "wikilink" ? LinkStyle.Wikilink : LinkStyle.Markdown },
                "git" => config with { GitCommit = problems.Choice(key, value, "commit", "off") != "off" },
                "ignore" => config with { Ignore = problems.Texts(key, value) },
                "max_source_mb" => config with { MaxSourceMegabytes = problems.Number(key, value) ?? config.MaxSourceMegabytes },
                _ => Model(config, value, problems),
            };
        }

        problems.ThrowIfAny();
        return config;
    }

    private static WikiConfig Model(WikiConfig config, YamlValue value, Problems problems)
    {
        if (value is not YamlMap map)
        {
            if (value is not YamlScalar { Text: "" })
            {
                problems.Add(value, "'model' takes keys below it, such as 'engine: auto'");
            }

            return config;
        }

        foreach (var (key, inner) in problems.Known(map, ModelKeys))
        {
            config = config with { Engine = problems.Choice("model." + key, inner, "auto", "extractive") ?? config.Engine };
        }

        return config;
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
            throw new WikiException(FileName + place, inner: error);
        }
    }

    private sealed class Problems
    {
        private readonly List<string> _lines = [];

        public void Add(YamlValue at, string message) => Add(at.Line, at.Column, message);

        public void ThrowIfAny()
        {
            if (_lines.Count > 0)
            {
                throw new WikiException(string.Join('\n', _lines), "a new wiki's file shows every key: delete yours and run 'wiki init'");
            }
        }

        /// <summary>The entries with keys that exist; the others are problems.</summary>
        public IEnumerable<(string Key, YamlValue Value)> Known(YamlMap map, string[] keys)
        {
            foreach (var entry in map.Entries)
            {
                if (keys.Contains(entry.Key, StringComparer.Ordinal))
                {
                    yield return (entry.Key, entry.Value);
                }
                else
                {
                    var near = EditDistance.Nearest(entry.Key, keys) is { } meant ? $"did you mean '{meant}'?" : "known: " + string.Join(", ", keys);
                    Add(entry.Line, entry.Column, $"unknown key '{entry.Key}' ({near})");
                }
            }
        }

        /// <summary>One of the allowed words; null where the value is left empty or is none of them.</summary>
        public string? Choice(string key, YamlValue value, params string[] allowed)
        {
            if (value is YamlScalar { Text: "" })
            {
                return null;
            }

            if (value is YamlScalar scalar && allowed.Contains(scalar.Text, StringComparer.Ordinal))
            {
                return scalar.Text;
            }

            Add(value, $"'{key}' is {string.Join(" or ", allowed)}, not {Shown(value)}");
            return null;
        }

        public int? Number(string key, YamlValue value)
        {
            if (value is YamlScalar { Text: "" })
            {
                return null;
            }

            // Files are read whole; an array ends at 2 GB.
            if (value is YamlScalar scalar && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 1 and <= 2000)
            {
                return number;
            }

            Add(value, $"'{key}' is a whole number from 1 to 2000, not {Shown(value)}");
            return null;
        }

        public ImmutableArray<string> Texts(string key, YamlValue value)
        {
            var items = value is YamlList list ? list.Items : [value];
            foreach (var item in items.Where(item => item is not YamlScalar))
            {
                Add(item, $"'{key}' is a list of globs, not {Shown(item)}");
            }

            return [.. items.OfType<YamlScalar>().Select(item => item.Text).Where(text => text != "")];
        }

        private void Add(int line, int column, string message) => _lines.Add($"{FileName}:{line}:{column}: {message}");

        private static string Shown(YamlValue value) => value switch
        {
            YamlScalar scalar => $"'{scalar.Text}'",
            YamlList => "a list",
            _ => "keys",
        };
    }
}
