using LlmWiki.Ingest.Extractive;
using LlmWiki.Sources;

namespace LlmWiki.Ingest.Generative;

/// <summary>
/// The words that a claim may be made of: those of the passages it cites, and of the headings and the title that these stand under.
/// </summary>
internal sealed class Evidence
{
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _own;
    private readonly IReadOnlySet<string> _named;
    private readonly HashSet<string> _pairs = new(StringComparer.Ordinal);

    /// <param name="named">More words, as tokens are compared.</param>
    public Evidence(Source source, IReadOnlyList<Passage> cited, IReadOnlySet<string>? named = null)
    {
        Cited = cited;
        Headings = [.. cited.SelectMany(passage => HeadingsOf(source, passage)).Distinct().Where(heading => !Injection.IsMeantForModel(heading.Text))];
        Text = string.Join(' ', cited.Select(passage => passage.Text));
        Figures = Generative.Figures.Of(Text);
        Tokens = Extractive.Tokens.Of(Text);
        Add(Text, Tokens);
        _own = [.. _words];
        _named = named ?? new HashSet<string>();
        _words.UnionWith(_named);
        Frames = [.. Headings.Select(heading => heading.Text).Append(source.Metadata.Title ?? "").Concat(source.Metadata.Authors)];
        foreach (var frame in Frames)
        {
            Add(frame, Extractive.Tokens.Of(frame));
        }
    }

    public IReadOnlyList<Passage> Cited { get; }

    /// <summary>The headings above the passages, the nearest first.</summary>
    public IReadOnlyList<Passage> Headings { get; }

    /// <summary>What says of what the passages are: headings, title and authors.</summary>
    public IReadOnlyList<string> Frames { get; }

    /// <summary>The passages alone.</summary>
    public string Text { get; }

    public IReadOnlyList<Figure> Figures { get; }

    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>Whether a word stands there, in this or another of its forms.</summary>
    public bool Has(string key) => _words.Contains(key) || _words.Any(word => WordForms.AreOne(word, key));

    /// <summary>The same of the passages alone, without headings and title.</summary>
    public bool IsOwn(string key) => _own.Contains(key) || _own.Any(word => WordForms.AreOne(word, key));

    /// <summary>Whether it is one of the words that stand in passages above.</summary>
    public bool IsNamed(string key) => _named.Contains(key);

    /// <summary>Whether a name stands there, but for an ending.</summary>
    public bool HasName(string key) => _words.Contains(key) || _words.Any(word => WordForms.AreOneName(word, key));

    /// <summary>Whether two characters of a script without blanks stand side by side there.</summary>
    public bool HasPair(string pair) => _pairs.Contains(pair);

    public static IEnumerable<Passage> HeadingsOf(Source source, Passage passage)
    {
        for (var number = passage.Heading; number > 0;)
        {
            var heading = source.Passages[number - 1];
            yield return heading;
            number = heading.Heading < number ? heading.Heading : 0;
        }
    }

    private void Add(string text, IReadOnlyList<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            _words.Add(tokens[i].Key);
            if (i > 0 && Extractive.Tokens.IsIdeograph(text[tokens[i].Start]) && tokens[i - 1].End == tokens[i].Start)
            {
                _pairs.Add(tokens[i - 1].Word + tokens[i].Word);
            }
        }
    }
}

/// <summary>Tells forms of one word from two words, without a dictionary.</summary>
internal static class WordForms
{
    /// <summary>A common beginning of four letters and more than half of the longer one: "invented", "invention".</summary>
    public static bool AreOne(string left, string right)
    {
        if (IsJoined(left) || IsJoined(right))
        {
            return IsPartOf(left, right);
        }

        var shared = Shared(left, right);
        return shared >= 4 && left.EndsWith("less", StringComparison.Ordinal) == right.EndsWith("less", StringComparison.Ordinal) && shared * 100 >= 55 * Math.Max(left.Length, right.Length);
    }

    /// <summary>
    /// A name and the same with an ending of a case or plural; in scripts whose names are inflected, the same but for the last two letters.
    /// </summary>
    public static bool AreOneName(string left, string right)
    {
        if (IsJoined(left) || IsJoined(right))
        {
            return IsPartOf(left, right);
        }

        var shared = Shared(left, right);
        var (shorter, longer) = (Math.Min(left.Length, right.Length), Math.Max(left.Length, right.Length));
        var ending = (left.Length > right.Length ? left : right)[shared..];
        return (shared == shorter && shorter >= 3 && ending is "s" or "es" or "n" or "en" or "e" or "er" or "ern" && !(IsRoman(left) && IsRoman(right)))
            || (left[0] is >= '\u0370' and <= '\u052F' && shared >= 3 && shared >= longer - 2);
    }

    private static bool IsRoman(string word) => word.All(letter => letter is 'i' or 'v' or 'x' or 'l' or 'c' or 'd' or 'm');

    /// <summary>Arabic and Hebrew write articles and prepositions as one word with the noun.</summary>
    private static bool IsJoined(string word) => word[0] is >= '\u0590' and <= '\u08FF';

    private static bool IsPartOf(string left, string right)
    {
        var (shorter, longer) = left.Length < right.Length ? (left, right) : (right, left);
        return shorter.Length >= 3 && longer.Length - shorter.Length <= 4 && (longer.Contains(shorter, StringComparison.Ordinal) || Shared(left, right) >= Math.Max(3, longer.Length - 2));
    }

    private static int Shared(string left, string right) => left.AsSpan().CommonPrefixLength(right);
}
