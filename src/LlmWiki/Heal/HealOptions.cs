using LlmWiki.Lint;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>What a run of heal is asked to do.</summary>
public sealed record HealOptions
{
    /// <summary>The pages whose findings are mended; null: all.</summary>
    public Func<RelPath, bool>? Pages { get; init; }

    /// <summary>Ids of the rules; empty: all.</summary>
    public IReadOnlySet<string> Rules { get; init; } = new HashSet<string>();

    /// <summary>How far it may go: safe, proven, or also queue for review.</summary>
    public FixTier MostTier { get; init; } = FixTier.Review;

    /// <summary>How far the wiki's own file of a rule lets its fixes go, where that is other than usual; null: as the fix says.</summary>
    public Func<string, FixTier?> OwnTier { get; init; } = _ => null;

    /// <summary>Whether a fix was rejected by a person, by its <see cref="FixIdentity"/>.</summary>
    public Func<string, bool> IsRejected { get; init; } = _ => false;

    /// <summary>Whether words of a person are changed only after review; false in a folder that is no wiki, where all words are a person's.</summary>
    public bool AsksForPersons { get; init; } = true;

    /// <summary>All that lint finds is looked at.</summary>
    internal bool IsWhole => Pages is null && Rules.Count == 0 && MostTier == FixTier.Review;

    internal bool IsAsked(Finding finding) => Pages?.Invoke(finding.Path) != false && (Rules.Count == 0 || Rules.Contains(finding.Rule));

    internal bool IsMendedByItself(string rule) => (Rules.Count == 0 || Rules.Contains(rule)) && RuleBook.Default[rule]?.Fix is { } tier && tier is FixTier.Safe or FixTier.Proven && tier <= MostTier;
}
