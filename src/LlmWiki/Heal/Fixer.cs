using LlmWiki.Lint;

namespace LlmWiki.Heal;

/// <summary>Knows how the findings of some rules are mended. A function of its input: the same wiki gives the same fix.</summary>
internal abstract class Fixer
{
    /// <summary>Ids of the rules it is for.</summary>
    public abstract IReadOnlyCollection<string> Rules { get; }

    public abstract Proposal Propose(Finding finding, HealView view);
}
