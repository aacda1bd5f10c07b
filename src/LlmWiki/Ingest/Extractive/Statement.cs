using System.Collections.Immutable;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>A passage of a source, as citations point at it.</summary>
internal readonly record struct PassageRef(Source Source, Passage Passage);

/// <summary>
/// A sentence of a statement with every passage that says it; the first is the one that is told, unless a model wrote the sentence
/// (<paramref name="Told"/>).
/// </summary>
internal sealed record StatementPart(ImmutableArray<PassageRef> SaidBy, string? Told = null);

/// <summary>A claim on its way to a page, together with the same claim of other sources.</summary>
internal sealed class Statement
{
    public required Claim Claim { get; init; }

    public required List<Token> Tokens { get; init; }

    /// <summary>The text the tokens are of.</summary>
    public required string Text { get; init; }

    public required List<StatementPart> Parts { get; init; }

    /// <summary>How many tokens the heading in front has, where one is told with the statement.</summary>
    public int LeadTokens { get; init; }

    /// <summary>At which word of the statement proper a topic is first named; 0 for a name in its heading; null where it is not named.</summary>
    public int? PlaceOf(Topic topic)
    {
        foreach (var mention in Mentions)
        {
            if (mention.Topic == topic)
            {
                return Math.Max(0, mention.Start - LeadTokens);
            }
        }

        return null;
    }

    public List<Mention> Mentions { get; set; } = [];

    /// <summary>The topic on whose page it stands; null for a line on its source's page.</summary>
    public Topic? Topic { get; set; }

    /// <summary>0 to 1: how much of what the other statements of the topic say it says.</summary>
    public double Centrality { get; set; }
}
