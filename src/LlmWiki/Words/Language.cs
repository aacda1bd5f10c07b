using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LlmWiki.Text;

namespace LlmWiki.Words;

/// <summary>
/// The function words of a language, from <c>Lists/&lt;code&gt;.txt</c>. A text in none of them is read with
/// <see cref="Unknown"/>, which knows no words: nothing is then held back for how it begins.
/// </summary>
internal sealed partial class Language
{
    public static readonly Language Unknown = new("und", "");

    private static readonly Language[] Known = [.. new[] { "en", "de", "fr", "es" }.Select(Load)];
    private static readonly FrozenSet<string> AnyStop = Known.SelectMany(language => language._stop).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> AnyCommon = Known.SelectMany(language => language.Words("common")).ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, FrozenSet<string>> _words;
    private readonly FrozenSet<string> _stop;

    private Language(string code, string file)
    {
        Code = code;
        _words = file.Split('\n')
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2 && !parts[0].StartsWith('#'))
            .ToFrozenDictionary(parts => parts[0], parts => Items().Matches(parts[1])
                .Select(match => Folding.Fold(match.Groups["phrase"].Success ? match.Groups["phrase"].Value : match.Value))
                .ToFrozenSet());
        _stop = Words("stop");
        Also = [.. Words("also").OrderByDescending(phrase => phrase.Length)];
        Refers = [.. Words("refers")];
    }

    public string Code { get; }

    /// <summary>Phrases that announce another name of the same thing, longest first.</summary>
    public string[] Also { get; }

    /// <summary>Phrases by which a text speaks of itself: "see above".</summary>
    public string[] Refers { get; }

    public static Language OfCode(string code) => Array.Find(Known, language => language.Code == code) ?? Unknown;

    /// <summary>The language whose function words are most frequent; below one word in eight it is unknown.</summary>
    public static Language Of(IEnumerable<string> foldedWords)
    {
        var hits = new int[Known.Length];
        var total = 0;
        foreach (var word in foldedWords.Take(2_000))
        {
            total++;
            for (var i = 0; i < Known.Length; i++)
            {
                hits[i] += Known[i].IsStop(word) ? 1 : 0;
            }
        }

        var best = Array.IndexOf(hits, hits.Max());
        return total == 0 || hits[best] * 8 < total ? Unknown : Known[best];
    }

    /// <summary>A function word of any known language: names and phrases never begin or end with one.</summary>
    public static bool IsStopAnywhere(string word) => AnyStop.Contains(word);

    public static bool IsCommonAnywhere(string word) => AnyCommon.Contains(word);

    /// <summary>Headings such as "Introduction" or "Offene Fragen" name a part of a text, not a thing.</summary>
    public static bool IsGenericHeading(string heading)
    {
        var folded = Folding.Fold(heading).Trim(' ', '.', ':', '!', '?', '…');
        return Array.Exists(Known, language => language.Words("generic").Contains(folded)
            || folded.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .All(word => language.IsStop(word) || language.Words("generic").Contains(word) || char.IsDigit(word[0])));
    }

    /// <summary>Headings over lists of things to do or to ask.</summary>
    public static bool IsTodoHeading(string heading)
    {
        var folded = Folding.Fold(heading).Trim(' ', '.', ':', '!', '?');
        return Array.Exists(Known, language => language.Words("todo").Contains(folded));
    }

    public bool IsStop(string word) => _stop.Contains(word);

    /// <summary>Words that, at the head of a sentence, need the sentence before it.</summary>
    public bool Leans(string word) => Words("lean").Contains(word);

    public bool IsPerson(string word) => Words("person").Contains(word);

    public bool IsSelf(string word) => Words("self").Contains(word);

    public bool IsReader(string word) => Words("reader").Contains(word);

    public bool IsCopula(string word) => Words("copula").Contains(word);

    public bool IsArticle(string word) => Words("article").Contains(word);

    public FrozenSet<string> Words(string kind) => _words.GetValueOrDefault(kind, FrozenSet<string>.Empty);

    private static Language Load(string code)
    {
        using var stream = typeof(Language).Assembly.GetManifestResourceStream("words/" + code)
            ?? throw new InvalidOperationException($"the words of '{code}' are not in the assembly");
        using var reader = new StreamReader(stream);
        return new Language(code, reader.ReadToEnd());
    }

    [GeneratedRegex("\"(?<phrase>[^\"]+)\"|\\S+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Items();
}
