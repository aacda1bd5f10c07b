using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Claims;

/// <summary>
/// The words that a claim may be made of: those of the passages it cites, and of the headings and the title that these stand under.
/// </summary>
internal sealed class ClaimEvidence
{
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _own;
    private readonly IReadOnlySet<string> _named;
    private readonly HashSet<string> _pairs = new(StringComparer.Ordinal);

    /// <param name="named">More words, as tokens are compared.</param>
    public ClaimEvidence(Source source, IReadOnlyList<Passage> cited, IReadOnlySet<string>? named = null)
    {
        Cited = cited;
        Headings = [.. cited.SelectMany(passage => HeadingsOf(source, passage)).Distinct().Where(heading => !Injection.IsMeantForModel(heading.Text))];
        Text = string.Join(' ', cited.Select(passage => passage.Text));
        Figures = Words.Figures.Of(Text);
        Tokens = Words.Tokens.Of(Text);
        Add(Text, Tokens);
        _own = [.. _words];
        _named = named ?? new HashSet<string>();
        _words.UnionWith(_named);
        Frames = [.. Headings.Select(heading => heading.Text).Append(source.Metadata.Title ?? "").Concat(source.Metadata.Authors)];
        foreach (var frame in Frames)
        {
            Add(frame, Words.Tokens.Of(frame));
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
            if (i > 0 && Words.Tokens.IsIdeograph(text[tokens[i].Start]) && tokens[i - 1].End == tokens[i].Start)
            {
                _pairs.Add(tokens[i - 1].Word + tokens[i].Word);
            }
        }
    }
}
