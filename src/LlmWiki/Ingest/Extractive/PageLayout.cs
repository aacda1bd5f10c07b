namespace LlmWiki.Ingest.Extractive;

/// <summary>A section of a page; its heading is empty where the statements stand below the lead without one.</summary>
internal sealed record PageSection(string Heading, IReadOnlyList<Statement> Statements);

/// <summary>Where the statements of a topic stand on its page, as a model chose and the page keeps it.</summary>
/// <param name="Lead">What the page begins with.</param>
/// <param name="Description">What the page is about in a sentence; null where code takes its first one.</param>
/// <param name="Described">How many statements the page had when it was described.</param>
internal sealed record PageLayout(IReadOnlyList<Statement> Lead, IReadOnlyList<PageSection> Sections, string? Description, int Described);
