using System.Collections.Immutable;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>What is made of one source alone, by code or by a model.</summary>
/// <param name="Claims">In reading order.</param>
/// <param name="Unused">In reading order; each passage is in a claim or here.</param>
/// <param name="Terms">Names and phrases that may be topics.</param>
/// <param name="Aliases">Pairs of names that the source says are one thing.</param>
internal sealed record Reading(
    Source Source,
    Language Language,
    ImmutableArray<Claim> Claims,
    ImmutableArray<UnusedPassage> Unused,
    ImmutableArray<Term> Terms,
    ImmutableArray<AliasPair> Aliases)
{
    /// <summary>The statement that a model chose to say what the source is about; null where none was asked.</summary>
    public string? Description { get; init; }

    /// <summary>Engine and model that read it; null for code alone.</summary>
    public string? Reader { get; init; }

    public static Reading Of(Source source)
    {
        var language = Language.Of(source.Passages.Where(passage => passage.Kind != PassageKind.Code)
            .SelectMany(passage => Tokens.Of(passage.Text)).Select(token => token.Word));
        var (claims, unused) = new ClaimBuilder(source, language).Run();
        var finder = new TermFinder(source, language);
        var terms = finder.Run(claims);
        return new Reading(source, language, claims, unused, terms, finder.Aliases);
    }
}
