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

    /// <summary>Whether a statement begins with the name, behind an article at most: it is told of the thing, not of another.</summary>
    public static bool IsAbout(CitedStatement said, string title)
    {
        var (text, name) = (Tokens.NameKey(said.Statement.Text) + " ", Tokens.NameKey(title) + " ");
        return text.StartsWith(name, StringComparison.Ordinal) || text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..].StartsWith(name, StringComparison.Ordinal);
    }

    /// <summary>Whether a sentence makes sense where others do not stand before it.</summary>
    private static bool IsAlone(string text) => Sentence.Judge(text, Language.Of(Tokens.Of(text).Select(token => token.Word))).Standing is Standing.Alone or Standing.Soft;

    /// <summary>Those that begin with the name first, then by page and place; each sentence once. All their citations hold.</summary>
    public static IReadOnlyList<CitedStatement> Of(LintWiki wiki, WantedPage wanted, string title)
    {
        var (key, linked) = ($" {Tokens.NameKey(title)} ", wanted.Places.Where(place => place.Link is not null).ToLookup(place => place.Page));
        bool Names(Statement statement) => $" {Tokens.NameKey(statement.Text)} ".Contains(key, StringComparison.Ordinal)
            || linked[wiki[statement.Page]!].Any(place => place.Line == statement.Line && place.Link!.Text.Length > 0 && statement.Text.Contains(place.Link.Text, StringComparison.Ordinal));
        return [.. wiki.Pages.Where(page => page.IsTopic).SelectMany(page => page.Statements).Where(statement => !statement.Labels.IsEmpty && !statement.IsQuoted && Names(statement) && IsAlone(statement.Text))
            .Select(statement => CitedStatement.Of(wiki, statement)).OfType<CitedStatement>()
            .DistinctBy(said => Pieces.Of(said.Statement.Text) is [var only] ? only.Hash : StableHash.Of(said.Statement.Text))
            .OrderBy(said => !IsAbout(said, title)).Take(Most)];
    }
}
