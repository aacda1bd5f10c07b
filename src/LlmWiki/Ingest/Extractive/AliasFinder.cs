using System.Text.RegularExpressions;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>Finds where a text says that two names are one thing.</summary>
internal static partial class AliasFinder
{
    private const int MaxAliasWords = 4;

    /// <summary>
    /// Short forms in parentheses behind their long forms. Schwartz and Hearst, "A simple algorithm for identifying
    /// abbreviation definitions in biomedical text" (PSB 2003).
    /// </summary>
    public static IEnumerable<AliasPair> Acronyms(string text)
    {
        for (var open = text.IndexOf(" (", StringComparison.Ordinal); open > 0; open = text.IndexOf(" (", open + 2, StringComparison.Ordinal))
        {
            var close = text.IndexOf(')', open);
            if (close < 0 || close - open > 12)
            {
                continue;
            }

            var acronym = text[(open + 2)..close];
            if (NamePart.IsAcronym(acronym) && LongForm(text[..open], acronym) is { } longForm)
            {
                yield return new AliasPair(longForm, acronym);
            }
        }
    }

    /// <summary>"Mountain bike (MTB)": the name, and what stands in parentheses behind it.</summary>
    public static (string Name, IEnumerable<string> Aliases) SplitParentheses(string name)
    {
        var match = Parentheses().Match(name);
        return match.Success && NamePart.IsAcronym(match.Groups["in"].Value)
            ? (match.Groups["name"].Value, [match.Groups["in"].Value])
            : (match.Success ? match.Groups["name"].Value : name, []);
    }

    /// <summary>An acronym that is defined by its long form: "UCI — Union Cycliste Internationale, the world body …".</summary>
    public static IEnumerable<AliasPair> SpelledOut(string name, string definition)
    {
        if (!NamePart.IsAcronym(name))
        {
            yield break;
        }

        var rest = definition.StartsWith(name, StringComparison.Ordinal) ? definition[name.Length..].TrimStart(' ', '—', '–', '-', ':') : definition;
        var stop = rest.AsSpan().IndexOfAny(",.;(");
        var head = stop < 0 ? rest : rest[..stop];
        if (head.Length > 0 && char.IsUpper(head[0]) && LongForm(head, name) == head)
        {
            yield return new AliasPair(head, name);
        }
    }

    /// <summary>What follows "also called" in a passage whose subject is known, and what stands before "for short".</summary>
    public static IEnumerable<string> Announced(Passage passage, Language language)
    {
        if (passage.Kind == PassageKind.TableRow)
        {
            return passage.Cells.Where(cell => AliasColumn().IsMatch(cell.Key)).SelectMany(cell => cell.Value.Split([',', ';', '/'])).Select(Clean).OfType<string>();
        }

        var found = Phrase(passage.Text, language) is { } at ? Listed(passage.Text[at.End..], language) : [];
        var brief = ForShort().Match(passage.Text);
        return brief.Success ? found.Append(brief.Groups["name"].Value) : found;
    }

    /// <summary>"the ordinary, also called penny-farthing": both names stand in the sentence.</summary>
    public static IEnumerable<AliasPair> AnnouncedWithName(string text, Language language)
    {
        if (Phrase(text, language) is not { } at)
        {
            yield break;
        }

        var before = NameBefore().Match(text[..at.Start]);
        if (!before.Success || Clean(before.Groups["name"].Value) is not { } name)
        {
            yield break;
        }

        foreach (var alias in Listed(text[at.End..], language))
        {
            yield return new AliasPair(name, alias);
        }
    }

    private static (int Start, int End)? Phrase(string text, Language language)
    {
        var folded = text.ToLowerInvariant();
        foreach (var phrase in language.Also)
        {
            var at = folded.IndexOf(phrase, StringComparison.Ordinal);
            if (at >= 0 && (at == 0 || !char.IsLetter(folded[at - 1])) && (at + phrase.Length == folded.Length || !char.IsLetter(folded[at + phrase.Length])))
            {
                return (at, at + phrase.Length);
            }
        }

        return null;
    }

    /// <summary>Names in a list: up to the end of the sentence, parted by commas, "and" and "or".</summary>
    private static List<string> Listed(string text, Language language)
    {
        var end = SentenceEnd().Match(text);
        var listed = new List<string>();
        foreach (var item in Separators().Split(end.Success ? text[..end.Index] : text))
        {
            var tokens = Tokens.Of(item);
            var start = 0;
            while (start < tokens.Count && (IsLeading(tokens[start].Word) || (start > 0 && tokens[start - 1].Word is "in" && char.IsUpper(item[tokens[start].Start]))))
            {
                start++;
            }

            var stop = start;
            while (stop < tokens.Count && stop - start < MaxAliasWords && !(language.IsStop(tokens[stop].Word) && !NamePart.IsConnector(tokens[stop].Word))
                && (stop == start || NamePart.Joins(item, tokens[stop - 1], tokens[stop])))
            {
                stop++;
            }

            // A clause, not a name: the list is over.
            if (stop == start || (tokens.Count - stop > 6))
            {
                break;
            }

            if (Clean(item[tokens[start].Start..tokens[stop - 1].End]) is { } name)
            {
                listed.Add(name);
            }
        }

        return listed;
    }

    /// <summary>What may stand before a name in a list of names; any other function word begins a clause.</summary>
    private static bool IsLeading(string word) => word is "the" or "a" or "an" or "in" or "as" or "or" or "and" or "simply" or "just" or "sometimes" or "also"
        or "der" or "die" or "das" or "ein" or "eine" or "le" or "la" or "les" or "un" or "une" or "el" or "los" or "las" or "una";

    private static string? Clean(string name)
    {
        name = name.Trim(' ', '"', '“', '”', '„', '‘', '’', '\'', '*', '_', '(', ')', '.');
        if (name.AsSpan().IndexOfAny("\"“”„") >= 0)
        {
            return null;
        }

        return NamePart.KeyOf(name).Length > 0 && !char.IsDigit(name[0]) && Tokens.Of(name).Count <= MaxAliasWords ? name : null;
    }

    private static string? LongForm(string before, string acronym)
    {
        var s = acronym.Length - 1;
        var l = before.Length - 1;
        for (; s >= 0; s--, l--)
        {
            var c = char.ToLowerInvariant(acronym[s]);
            while (l >= 0 && (char.ToLowerInvariant(before[l]) != c || (s == 0 && l > 0 && char.IsLetterOrDigit(before[l - 1]))))
            {
                l--;
            }

            if (l < 0)
            {
                return null;
            }
        }

        var form = before[(l + 1)..];
        var words = form.Split(' ').Length;
        return words <= Math.Min(acronym.Length + 5, acronym.Length * 2) && words > 1 && form.Length > acronym.Length ? form.Trim(' ', ',') : null;
    }

    [GeneratedRegex(@"^(?<name>.+?)\s*\((?<in>[^()]{1,40})\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"^(?:other names?|also known as|alias(?:es)?|synonyms?|aka|andere namen|autres noms|otros nombres)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AliasColumn();

    [GeneratedRegex("(?:or|,) [\"“„](?<name>[^\"”“]{2,30})[\"”“],? for short", RegexOptions.CultureInvariant)]
    private static partial Regex ForShort();

    [GeneratedRegex(@"(?:(?:^|[ (])(?:[Tt]he|[Aa]n?) (?<name>[\p{L}\p{N}'’-]+(?: [\p{L}\p{N}'’-]+){0,2})|(?<name>\p{Lu}[\p{L}'’.-]*(?: (?:(?:de|du|la|von|van|der|of|di|da|del) )*\p{Lu}[\p{L}'’.-]*){0,3}))\s*[,(]\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex NameBefore();

    [GeneratedRegex(@"[.;:!?)](?:\s|$)|,? (?:was|were|is|are|which|who|from|because|and that|after|since|when) ", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@",\s*(?:and |or )?|\s+(?:and|or|und|oder|et|ou|y|o)\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
