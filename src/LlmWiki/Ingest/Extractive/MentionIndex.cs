using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>Where a topic is named: tokens <paramref name="Start"/> up to <paramref name="End"/>.</summary>
internal readonly record struct Mention(Topic Topic, int Start, int End);

/// <summary>The same in characters of a passage's Markdown.</summary>
internal readonly record struct LinkSpot(Topic Topic, int Start, int End);

/// <summary>
/// Finds the names of topics in texts, longest first, word by word. The work per word does not depend on the number of
/// names: a name is looked up by its first word.
/// </summary>
internal sealed class MentionIndex
{
    private readonly Dictionary<string, List<(string[] Words, Topic Topic, bool Weak)>> _byFirst = [];

    public MentionIndex(IEnumerable<Topic> topics)
    {
        foreach (var topic in topics)
        {
            foreach (var key in topic.Keys)
            {
                var words = key.Split(' ');
                if (!_byFirst.TryGetValue(words[0], out var names))
                {
                    _byFirst[words[0]] = names = [];
                }

                names.Add((words, topic, words.Length == 1 && key != topic.Key));
            }
        }

        foreach (var names in _byFirst.Values)
        {
            names.Sort((a, b) => b.Words.Length - a.Words.Length);
        }
    }

    /// <summary>The topic that a name as a whole stands for; null where there is none.</summary>
    public Topic? Exact(string key)
    {
        var words = key.Split(' ');
        return _byFirst.TryGetValue(words[0], out var names) ? names.Find(name => name.Words.AsSpan().SequenceEqual(words)).Topic : null;
    }

    /// <param name="surnames">What single capital words stand for in this source.</param>
    public List<Mention> Find(string text, List<Token> tokens, IReadOnlyDictionary<string, Topic>? surnames = null)
    {
        var mentions = new List<Mention>();
        for (var i = 0; i < tokens.Count;)
        {
            var mention = At(text, tokens, i) ?? Surname(text, tokens, i, surnames);
            if (mention is { } found)
            {
                mentions.Add(found);
                i = found.End;
            }
            else
            {
                i++;
            }
        }

        return mentions;
    }

    private Mention? At(string text, List<Token> tokens, int start)
    {
        if (!_byFirst.TryGetValue(tokens[start].Key, out var names))
        {
            return null;
        }

        foreach (var (words, topic, weak) in names)
        {
            if (Matches(text, tokens, start, words) && !(weak && IsModifier(text, tokens, start)) && !(words.Length == 1 && IsPartOfName(text, tokens, start)))
            {
                return new Mention(topic, start, start + words.Length);
            }
        }

        return null;
    }

    private static bool Matches(string text, List<Token> tokens, int start, string[] words)
    {
        if (start + words.Length > tokens.Count)
        {
            return false;
        }

        for (var i = 1; i < words.Length; i++)
        {
            if (tokens[start + i].Key != words[i] || tokens[start + i].Start - tokens[start + i - 1].End > 3
                || text.AsSpan(tokens[start + i - 1].End, tokens[start + i].Start - tokens[start + i - 1].End).IndexOfAny(",;:!?()") >= 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>"ordinary shops": a second name of one common word is no name before another content word.</summary>
    private static bool IsModifier(string text, List<Token> tokens, int at) =>
        char.IsLower(text[tokens[at].Start]) && at + 1 < tokens.Count && tokens[at + 1].Start == tokens[at].End + 1
        && text[tokens[at].End] == ' ' && char.IsLower(text[tokens[at + 1].Start]) && !Language.IsStopAnywhere(tokens[at + 1].Word);

    /// <summary>"Tom" in "Tom Okafor", "Rover" in "Rover Cycle Company": a word of a longer name names something else.</summary>
    private static bool IsPartOfName(string text, List<Token> tokens, int at)
    {
        if (!char.IsUpper(text[tokens[at].Start]))
        {
            return false;
        }

        var next = at + 1 < tokens.Count && tokens[at + 1].Start == tokens[at].End + 1 && text[tokens[at].End] == ' '
            && ((char.IsUpper(text[tokens[at + 1].Start]) && !Language.IsStopAnywhere(tokens[at + 1].Word)) || IsFirm(text, tokens, at + 1));
        var before = at > 1 && tokens[at - 1].End + 1 == tokens[at].Start && text[tokens[at].Start - 1] == ' ' && char.IsUpper(text[tokens[at - 1].Start])
            && !Language.IsStopAnywhere(tokens[at - 1].Word) && !NamePart.IsHonorific(tokens[at - 1].Word)
            && text.AsSpan(tokens[at - 2].End, tokens[at - 1].Start - tokens[at - 2].End) is " ";
        return next || before;
    }

    /// <summary>"Michaux et Cie", "Starley &amp; Sutton": behind the name of a person the name of a firm goes on.</summary>
    private static bool IsFirm(string text, List<Token> tokens, int next) => next + 1 < tokens.Count
        && ((tokens[next].Word is "et" or "und" or "and" && tokens[next + 1].Word is "cie" or "co" or "sohn" or "sons" or "fils")
            || text.AsSpan(tokens[next - 1].End, tokens[next].Start - tokens[next - 1].End).Contains('&'));

    /// <summary>"a flat Dunlop": with an article and an adjective before it, a family name is a product.</summary>
    private static bool IsThing(string text, List<Token> tokens, int at) => at > 1 && char.IsLower(text[tokens[at - 1].Start])
        && !Language.IsStopAnywhere(tokens[at - 1].Word) && tokens[at - 2].Word is "a" or "an" or "the" or "his" or "her" or "my" or "our" && tokens[at - 1].End + 1 == tokens[at].Start;

    private static Mention? Surname(string text, List<Token> tokens, int at, IReadOnlyDictionary<string, Topic>? surnames) =>
        surnames is not null && char.IsUpper(text[tokens[at].Start]) && surnames.TryGetValue(tokens[at].Key, out var topic) && !IsPartOfName(text, tokens, at) && !IsThing(text, tokens, at)
            ? new Mention(topic, at, at + 1)
            : null;
}
