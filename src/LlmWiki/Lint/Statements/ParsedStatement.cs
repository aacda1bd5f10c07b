using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>A statement taken apart for comparing it with others, on several threads: what is made when asked for may be made twice, but is always whole.</summary>
internal sealed class ParsedStatement
{
    private static readonly HashSet<string> Pronouns = new(StringComparer.Ordinal) { "it", "he", "she", "they", "its", "his", "her", "their", "er", "sie", "es", "il", "elle", "ils", "elles", "el", "ella" };

    // Most sentences of a page are no assertions: what only these need is made when it is asked for.
    public ParsedStatement(Statement statement, string title)
    {
        Statement = statement;
        Tokens = Words.Tokens.Of(statement.Text);
        if (Tokens.Count > 0 && Pronouns.Contains(Tokens[0].Word))
        {
            title = title.Length > 0 && !Language.IsGenericHeading(title) ? title : statement.Page.Stem;
            TitleWords = Words.Tokens.Of(title).Where(token => IsContent(title, token)).Select(token => token.Key).ToList();
            HasPronoun = true;
        }
    }

    public Statement Statement { get; }

    public string Text => Statement.Text;

    public List<Token> Tokens { get; }

    /// <summary>Keys of the words that say something, numbers left out.</summary>
    public HashSet<string> Content => _content ??= [.. Tokens.Where(token => IsContent(Text, token)).Select(token => token.Key), .. TitleWords];

    private HashSet<string>? _content;

    /// <summary>Keys of the words with a capital.</summary>
    public HashSet<string> Names => _names ??= NamesOf();

    private HashSet<string>? _names;

    public List<Figure> Figures => _figures ??= Words.Figures.Of(Text, Tokens);

    private List<Figure>? _figures;

    public HashSet<string> Years => _years ??= [.. Figures.Where(figure => figure.IsYear && !figure.IsOfName).Select(figure => figure.Text)];

    private HashSet<string>? _years;

    public IReadOnlyList<MonthDay> Days => _days ??= Months.DaysIn(Text, Tokens);

    private List<MonthDay>? _days;

    /// <summary>It begins with a pronoun, which is taken for the page's title.</summary>
    public bool HasPronoun { get; }

    /// <summary>Keys of the words of the page's title, where it begins with a pronoun.</summary>
    public IReadOnlyList<string> TitleWords { get; } = [];

    /// <summary>Whether it says that something is so: not what somebody says, may be, is asked or is quoted.</summary>
    public bool IsAssertion => (_isAssertion ??= new(Assertions.IsOne(this))).Value;

    private StrongBox<bool>? _isAssertion;

    /// <summary>What each word adds to what is told; null where nothing.</summary>
    public string?[] Said => _said ??= Meanings.Of(this);

    private string?[]? _said;

    public List<Quantity> Quantities => _quantities ??= Quantity.Of(Text, Tokens, Figures);

    private List<Quantity>? _quantities;

    public List<DatedEvent> Events => _events ??= EventYears.Of(this);

    private List<DatedEvent>? _events;

    /// <summary>What it names for a deed or place; null where nothing.</summary>
    public NameSlot? Name => (_name ??= new(Doers.Of(this))).Value;

    private Found<NameSlot>? _name;

    /// <summary>What it says in its main clause; null where that cannot be denied.</summary>
    public Assertion? Main => (_main ??= new(Denials.Of(this))).Value;

    private Found<Assertion>? _main;

    public Enumeration? List => (_list ??= new(Enumerations.Of(this))).Value;

    private Found<Enumeration>? _list;

    /// <summary>"A letter was written": of such there are several.</summary>
    public bool IsIndefinite => Tokens[0].Word is "a" or "an" or "some" or "one" or "another" or "many" or "ein" or "eine" or "un" or "une" or "una";

    private ConcurrentDictionary<Quantity, Frame>? _frames;

    public Frame FrameOf(Quantity amount)
    {
        var frames = _frames ?? Interlocked.CompareExchange(ref _frames, new(ReferenceEqualityComparer.Instance), null) ?? _frames;
        return frames.GetOrAdd(amount, key => new Frame(this, key));
    }

    /// <summary>
    /// "The feature is on" is about the feature of its section; "Hemp is strong" and what has a name may be held against other pages. Under
    /// a heading such as "Version 3" or "After the upgrade" all is said of that.
    /// </summary>
    public bool MayShareSubject(ParsedStatement other) => Statement.Page == other.Statement.Page && Statement.Heading == other.Statement.Heading
        || ((Statement.Page == other.Statement.Page ? Names.Count > 0 || IsOfItself : IsOfItself && other.IsOfItself) && !IsScoped(Statement.Heading) && !IsScoped(other.Statement.Heading));

    private static bool IsScoped(string heading) => heading.AsSpan().IndexOfAnyInRange('0', '9') >= 0 || Words.Tokens.Of(heading).Exists(token => Scopes.Contains(token.Word));

    private static readonly HashSet<string> Scopes = new(StringComparer.Ordinal)
    {
        "alpha", "beta", "ga", "stable", "version", "release", "phase", "stage", "before", "after", "upgrade", "downgrade", "scenario", "case", "cases", "example", "examples", "story", "alternative", "alternatives", "option", "test", "tests", "plan", "rejected", "proposal", "draft", "history", "criteria", "questionnaire",
    };

    private HashSet<string> NamesOf()
    {
        var names = new HashSet<string>(TitleWords, StringComparer.Ordinal);
        for (var i = 1; i < Tokens.Count; i++)
        {
            if (char.IsUpper(Text[Tokens[i].Start]) && IsContent(Text, Tokens[i]))
            {
                names.Add(Tokens[i].Key);
            }
        }

        // The first word has a capital anyway: it is a name where the second has one too, or where it comes again.
        if (Tokens.Count > 1 && Tokens[0].Start == 0 && char.IsUpper(Text[0]) && IsContent(Text, Tokens[0]) && char.IsUpper(Text[Tokens[1].Start]))
        {
            names.Add(Tokens[0].Key);
        }

        return names;
    }

    /// <summary>Whether it tells by itself what it is about.</summary>
    private bool IsOfItself => Names.Count > 0 || (Tokens.Count > 0 && Said[0] is { } word && !Selves.Contains(word)) || (Tokens[0].Word is "a" or "an" or "ein" or "eine" or "un" or "une" or "una");

    /// <summary>Things that every page has one of.</summary>
    private static readonly HashSet<string> Selves = new(StringComparer.Ordinal) { "feature", "page", "section", "document", "file", "function", "option", "field", "test", "method", "step", "example", "chapter", "proposal", "setting", "default", "value", "user", "member", "both", "all", "some", "one" };

    /// <summary>Words that say something: no function words, no negations, no numbers.</summary>
    public static bool IsContent(string text, Token token) => !char.IsDigit(token.Word[0])
        && (Words.Tokens.IsIdeograph(text[token.Start]) ? !CheckWords.FunctionCharacters.Contains(text[token.Start]) : token.Length > 1 && (!Language.IsStopAnywhere(token.Word) || Meanings.IsTelling(token.Word)) && !CheckWords.IsNegation(token.Word));

    private sealed record Found<T>(T? Value);
}
