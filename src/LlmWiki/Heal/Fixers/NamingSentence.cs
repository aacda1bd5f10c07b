using LlmWiki.Lint;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>Sentences of a page that can stand for it: what a description may be taken from.</summary>
internal static class NamingSentence
{
    private const int MostLetters = 200;
    private const int FewestWords = 3;

    // So much of an old description must be in the sentence that takes its place.
    private const double LeastShared = 0.5;

    /// <summary>The first sentence that names the page; null where none does.</summary>
    public static string? FirstOf(LintPage page) => Of(page).FirstOrDefault();

    /// <summary>The one of them that has most words of an old description, and at least half; null where none has.</summary>
    public static string? LikeOf(LintPage page, string old)
    {
        var words = KeysOf(old);
        var best = Of(page).Select(text => (text, Shared: KeysOf(text).Count(words.Contains))).OrderByDescending(pair => pair.Shared).FirstOrDefault();
        return best.text is not null && words.Count > 0 && best.Shared >= LeastShared * words.Count ? best.text : null;
    }

    /// <summary>The first sentence that says what the page's thing is: of the page itself, else of its sources; null where none does.</summary>
    public static string? DefiningOf(LintPage page, LintSources? sources)
    {
        var names = NamesOf(page).ToHashSet();
        var passages = page.NamedSources.Order().SelectMany(path => sources?.Read(path)?.Source.Passages ?? []).Where(passage => passage is { Kind: PassageKind.Sentence, Quoted: false }).Select(passage => passage.Text);
        return page.Statements.Where(statement => !statement.IsQuoted).Select(statement => statement.Text).Concat(passages)
            .FirstOrDefault(text => IsSentence(text) && !Injection.IsMeantForModel(text) && Definition.SubjectOf(text, Language.Of(Tokens.Of(text).Select(token => token.Word))) is { } subject && names.Contains(Tokens.NameKey(subject))) is { } found ? Ellipsis.Cut(found, MostLetters) : null;
    }

    /// <summary>"Rover (bicycle)" is called Rover in a sentence.</summary>
    private static IEnumerable<string> NamesOf(LintPage page) => page.Outline.Head.Aliases.Select(alias => alias.Text).Append(page.Outline.Title)
        .SelectMany(name => name.IndexOf(" (", StringComparison.Ordinal) is > 0 and var bracket ? [name, name[..bracket]] : new[] { name }).Select(Tokens.NameKey).Where(name => name.Length > 0);

    private static IEnumerable<string> Of(LintPage page)
    {
        var names = NamesOf(page).Select(name => $" {name} ").ToList();
        return page.Statements.Where(statement => !statement.IsQuoted && IsSentence(statement.Text) && names.Exists(name => $" {Tokens.NameKey(statement.Text)} ".Contains(name, StringComparison.Ordinal)))
            .Select(statement => Ellipsis.Cut(statement.Text, MostLetters));
    }

    private static bool IsSentence(string text) => text[^1] is '.' or '!' or '。' or '！' && Tokens.Of(text).Count >= FewestWords && !text.Contains('\n', StringComparison.Ordinal);

    private static HashSet<string> KeysOf(string text) => [.. Tokens.Of(text).Where(token => !Language.IsStopAnywhere(token.Word)).Select(token => token.Key)];
}
