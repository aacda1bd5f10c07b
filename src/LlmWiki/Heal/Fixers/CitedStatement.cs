using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>A statement that rests on citations which hold.</summary>
internal sealed record CitedStatement(Statement Statement, LintPage Page, ImmutableArray<Citation> Citations, ImmutableArray<string> Passages)
{
    /// <summary>Null where it has no citation, or one that does not hold.</summary>
    public static CitedStatement? Of(LintWiki wiki, Statement statement)
    {
        if (wiki.Sources is not { } sources || wiki[statement.Page] is not { } page || statement.Labels.IsEmpty)
        {
            return null;
        }

        var (citations, passages) = (ImmutableArray.CreateBuilder<Citation>(), ImmutableArray.CreateBuilder<string>());
        var checks = page.Checks(sources);
        foreach (var label in statement.Labels)
        {
            var at = page.Citations.ToList().FindIndex(each => each.Citation.Label == label);
            if (at < 0 || checks[at] is not { State: CitationState.Holds or CitationState.Moved, Passage: { } passage })
            {
                return null;
            }

            citations.Add(page.Citations[at].Citation);
            passages.Add(passage.Text);
        }

        return new CitedStatement(statement, page, citations.ToImmutable(), passages.ToImmutable());
    }

    /// <summary>Whether the passages have a number as it is said here.</summary>
    public bool Has(string amount) => new Ground(Passages, []).Missing(amount) is null;
}
