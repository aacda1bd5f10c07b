using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>Why a name or phrase may be a topic.</summary>
[Flags]
internal enum TermKinds
{
    None = 0,

    /// <summary>A heading or title is this name.</summary>
    Heading = 1,

    /// <summary>A statement says what it is.</summary>
    Definition = 2,

    /// <summary>It is written as a proper name.</summary>
    Name = 4,

    /// <summary>It is a run of content words.</summary>
    Phrase = 8,

    /// <summary>A row of a table is about it.</summary>
    Row = 16,

    /// <summary>A model says that a statement is about it.</summary>
    Subject = 32,
}

/// <param name="Key">The name's words as compared: see <see cref="Tokens.NameKey"/>.</param>
/// <param name="Surface">As written.</param>
/// <param name="Count">How often the source has it in this form and kind.</param>
internal sealed record Term(string Key, string Surface, TermKinds Kind, int Count);

/// <summary>Two names that a source says are one thing, as written.</summary>
internal sealed record AliasPair(string Name, string Alias);
