using System.Collections.Immutable;
using LlmWiki.Sources;

namespace LlmWiki.Ingest;

public enum ClaimKind
{
    /// <summary>Sentences that stand on their own.</summary>
    Statement,

    /// <summary>A statement that says what its topic is.</summary>
    Definition,

    /// <summary>A row of a table.</summary>
    Row,

    /// <summary>Somebody's words, told as such: first person, or a block quote.</summary>
    Quote,
}

/// <summary>One statement taken from a source, with the passages it rests on.</summary>
/// <param name="Parts">The passages in the order in which they are told; the first part may be the heading a list stands under.</param>
public sealed record Claim(Source Source, ClaimKind Kind, ImmutableArray<Passage> Parts)
{
    /// <summary>The passage that says where in the source it stands.</summary>
    public Passage First => Parts[0].Kind == PassageKind.Heading && Parts.Length > 1 ? Parts[1] : Parts[0];

    /// <summary>What it says, as plain text: of a claim that a model wrote its words, else those of the passages.</summary>
    public string Text => Told ?? string.Join(' ', Parts.Select(part => part.Text));

    /// <summary>The sentence that a model wrote of the passages, and that was checked against them; null where they are told verbatim.</summary>
    public string? Told { get; init; }

    /// <summary>The first sentence.</summary>
    public string FirstText => Told ?? First.Text;

    /// <summary>
    /// The name it says something about where the source marks one (the bold word of a glossary, the first cell of a row), or a model
    /// named one.
    /// </summary>
    public string? Subject { get; init; }
}

/// <summary>A passage that no page cites, and why.</summary>
public sealed record UnusedPassage(Passage Passage, string Reason);
