using System.Collections.Immutable;
using LlmWiki.Pages;

namespace LlmWiki;

/// <summary>Reads what stands below <c>types:</c>: the sections of each type of page.</summary>
internal static class TypesReader
{
    private const int MostSections = 12;
    private const int MostLetters = 60;

    public static ImmutableDictionary<string, ImmutableArray<string>> Read(YamlValue value, ConfigProblems problems)
    {
        var types = WikiConfig.DefaultTypes;
        if (value is not YamlMap map)
        {
            if (value is not YamlScalar { Text: "" })
            {
                problems.Add(value, "'types' takes the types of pages below it, such as 'concept: [How it works, History]'");
            }

            return types;
        }

        foreach (var (type, sections) in problems.Known(map, [.. WikiConfig.DefaultTypes.Keys.Order(StringComparer.Ordinal)]))
        {
            // What says the default is the default: two configurations that say the same are equal.
            if (Sections(type, sections, problems) is { } names && !names.SequenceEqual(types[type]))
            {
                types = types.SetItem(type, names);
            }
        }

        return types;
    }

    private static ImmutableArray<string>? Sections(string type, YamlValue value, ConfigProblems problems)
    {
        if (value is YamlScalar { Text: "" })
        {
            return null;
        }

        var names = problems.Texts("types." + type, value).Select(name => name.Trim()).ToImmutableArray();
        if (names.IsEmpty || names.Length > MostSections || names.Any(name => name.Length > MostLetters || name.Any(char.IsControl)))
        {
            problems.Add(value, $"'types.{type}' is a list of 1 to {MostSections} names of sections, each of at most {MostLetters} letters");
            return null;
        }

        var twice = names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            problems.Add(value, $"'types.{type}' has the section '{twice.Key}' twice");
            return null;
        }

        return names;
    }
}
