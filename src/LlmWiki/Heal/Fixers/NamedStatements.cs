using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>Cited statements of a wiki that name a thing and make sense on their own.</summary>
internal static class NamedStatements
{
    private const int Most = 40;

    private const int LongestOpening = 6;

    /// <summary>Words with which a sentence tells when, before it comes to what it is about.</summary>
    private static readonly HashSet<string> Openings = ["in", "after", "before", "since", "during", "from", "until", "later", "then", "afterwards", "en", "apres", "avant", "depuis", "pendant", "des", "puis", "ensuite"];

    /// <summary>Words that tie the name behind them to what stands before.</summary>
    private static readonly HashSet<string> Binding = ["of", "the", "a", "an", "and", "or", "with", "by", "for", "from", "to", "in", "at", "on", "near", "under", "de", "des", "du", "d", "la", "le", "l", "et", "ou", "avec", "par", "chez", "sous"];

    /// <summary>Whether a statement begins with the name, behind an article or an opening such as "In 1831" at most: it is told of the thing, not of another.</summary>
    public static bool IsAbout(CitedStatement said, string title)
    {
        var (words, name) = (Tokens.Of(said.Statement.Text), Tokens.NameKey(title));
        var length = Tokens.Of(title).Count;
        var at = Enumerable.Range(0, Math.Max(0, words.Count - length + 1)).FirstOrDefault(i => string.Join(' ', words.Skip(i).Take(length).Select(word => word.Key)) == name, -1);
        return at is 0 or 1 || (at > 1 && IsOpening([.. words.Take(at).Select(word => word.Word)], said.Statement.Text[words[at + length - 1].Start..]));
    }

    /// <summary>Whether a sentence makes sense where others do not stand before it; "his" within it is the one whom it names.</summary>
    private static bool IsAlone(string text)
    {
        var language = Language.Of(Tokens.Of(text).Select(token => token.Word));
        return Sentence.Judge(text, language).Standing is var standing && (standing is Standing.Alone or Standing.Soft || (standing is Standing.Leans or Standing.LeansOnPerson && !Sentence.LeansAtHead(text, language)));
    }

    /// <summary>"In his youth", "After the war"; not "In the house of", behind which the name is part of the opening, nor "After the war Ida's".</summary>
    /// <param name="end">The text from the last word of the name on.</param>
    private static bool IsOpening(string[] words, string end) =>
        words.Length <= LongestOpening && Openings.Contains(words[0]) && !Binding.Contains(words[^1]) && !end.Split(' ')[0].AsSpan().ContainsAny('\'', '’');

    /// <summary>On the pages that ask for it. Those that begin with the name first, then by page and place; each sentence once. All their citations hold.</summary>
    public static IReadOnlyList<CitedStatement> Of(LintWiki wiki, WantedPage wanted, string title)
    {
        var (key, linked) = ($" {Tokens.NameKey(title)} ", wanted.Places.Where(place => place.Link is not null).ToLookup(place => place.Page));
        bool Names(Statement statement) => $" {Tokens.NameKey(statement.Text)} ".Contains(key, StringComparison.Ordinal)
            || linked[wiki[statement.Page]!].Any(place => place.Line == statement.Line && place.Link!.Text.Length > 0 && statement.Text.Contains(place.Link.Text, StringComparison.Ordinal));
        return [.. wanted.Askers.SelectMany(page => page.Statements).Where(statement => !statement.Labels.IsEmpty && !statement.IsQuoted && Names(statement) && IsAlone(statement.Text))
            .Select(statement => CitedStatement.Of(wiki, statement)).OfType<CitedStatement>()
            .DistinctBy(said => Pieces.Of(said.Statement.Text) is [var only] ? only.Hash : StableHash.Of(said.Statement.Text))
            .OrderBy(said => !IsAbout(said, title)).Take(Most)];
    }
}
