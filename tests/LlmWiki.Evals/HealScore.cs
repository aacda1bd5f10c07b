namespace LlmWiki.Evals;

/// <summary>What became of one rule's defects under heal.</summary>
/// <param name="IsAnswered">The plants know what is right; a defect that is mended otherwise is wrong.</param>
/// <param name="Planted">Those that lint finds.</param>
internal sealed record HealScore(string Rule, string Tier, bool IsAnswered, int Planted)
{
    /// <summary>Gone after heal alone, and as it should be.</summary>
    public int Mended { get; set; }

    /// <summary>Gone once all that waits for review is accepted, and as it should be.</summary>
    public int Accepted { get; set; }

    /// <summary>There after both.</summary>
    public int Left { get; set; }

    /// <summary>Defects for which heal offers a fix to a person.</summary>
    public int Queued { get; set; }

    /// <summary>Answers that do not fit, fixes of what is no planted defect, lines changed that no fix spoke of, findings that were not there before: each with its place.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Blocks of a person that heal changed by itself.</summary>
    public List<string> Persons { get; } = [];

    /// <summary>Defects that stay, with the reason that heal gives.</summary>
    public List<string> Why { get; } = [];

    /// <summary>Plants that lint does not find: they are no defects, and count for nothing.</summary>
    public List<string> Unfound { get; } = [];
}
