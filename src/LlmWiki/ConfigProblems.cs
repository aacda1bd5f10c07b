using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki;

/// <summary>What is wrong with a configuration, gathered while its values are read, so that all of it is told at once.</summary>
internal sealed partial class ConfigProblems(string file)
{
    private readonly List<string> _lines = [];

    public void Add(YamlValue at, string message) => Add(at.Line, at.Column, message);

    public void ThrowIfAny()
    {
        if (_lines.Count > 0)
        {
            throw new WikiException(string.Join('\n', _lines), "mend these places; 'wiki init' in an empty folder writes a file that shows every key");
        }
    }

    /// <summary>The entries with keys that exist; the others are problems.</summary>
    /// <param name="refused">Says why a key that does not exist never will; null where it may be a slip.</param>
    public IEnumerable<(string Key, YamlValue Value)> Known(YamlMap map, string[] keys, Func<string, string?>? refused = null)
    {
        foreach (var entry in map.Entries)
        {
            if (keys.Contains(entry.Key, StringComparer.Ordinal))
            {
                yield return (entry.Key, entry.Value);
            }
            else if (refused?.Invoke(entry.Key) is { } why)
            {
                Add(entry.Line, entry.Column, why);
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

    /// <summary>A whole number in the range; null where the value is left empty or is none.</summary>
    /// <param name="or">A word that may stand there too, for the message.</param>
    public int? Number(string key, YamlValue value, int least, int most, string or = "")
    {
        if (value is YamlScalar { Text: "" })
        {
            return null;
        }

        if (value is YamlScalar scalar && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        var range = most == int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"of at least {least}")
            : string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
        Add(value, $"'{key}' is {or}a whole number {range}, not {Shown(value)}");
        return null;
    }

    /// <summary>One word or phrase; null where the value is left empty or is none.</summary>
    public string? Phrase(string key, YamlValue value)
    {
        if (value is YamlScalar scalar && !scalar.Text.Any(char.IsControl))
        {
            return scalar.Text == "" ? null : scalar.Text;
        }

        Add(value, value is YamlScalar ? $"'{key}' has a control character in it" : $"'{key}' is a text, not {Shown(value)}");
        return null;
    }

    /// <summary>
    /// The name of an environment variable; null where the value is left empty or is none. The message does not show what stands there: it may be
    /// the secret itself.
    /// </summary>
    public string? Variable(string key, YamlValue value, string example, string whyNoSecret)
    {
        if (value is YamlScalar scalar && (scalar.Text == "" || VariableName().IsMatch(scalar.Text)))
        {
            return scalar.Text == "" ? null : scalar.Text;
        }

        Add(value, $"'{key}' is the name of an environment variable, in capitals, such as {example}; {whyNoSecret}");
        return null;
    }

    public ImmutableArray<string> Texts(string key, YamlValue value)
    {
        var items = value is YamlList list ? list.Items : [value];
        foreach (var item in items.Where(item => item is not YamlScalar))
        {
            Add(item, $"'{key}' is a list of texts, not {Shown(item)}");
        }

        return [.. items.OfType<YamlScalar>().Select(item => item.Text).Where(text => text != "")];
    }

    private void Add(int line, int column, string message) => _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}:{column}: {message}"));

    private static string Shown(YamlValue value) => value switch
    {
        YamlScalar scalar => $"'{scalar.Text}'",
        YamlList => "a list",
        _ => "keys",
    };

    // Keys and passwords have small letters or dashes in them, names of variables by custom do not.
    [GeneratedRegex("^[A-Z_][A-Z0-9_]{0,63}$")]
    private static partial Regex VariableName();
}
