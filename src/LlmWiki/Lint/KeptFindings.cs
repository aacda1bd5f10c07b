using System.Collections.Immutable;

namespace LlmWiki.Lint;

/// <summary>
/// What rules found on one page the last time, each with its basis (<see cref="WikiRule.Basis"/>): while that is the same, so are the
/// findings. Used by one thread at a time.
/// </summary>
internal sealed class KeptFindings
{
    private readonly Dictionary<string, (ulong Basis, ImmutableArray<Finding> Findings)> _kept = new(StringComparer.Ordinal);

    /// <summary>Whether it holds something that was not read from a cache.</summary>
    public bool IsChanged { get; private set; }

    public IEnumerable<(string Rule, ulong Basis, ImmutableArray<Finding> Findings)> All => _kept.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value.Basis, pair.Value.Findings));

    /// <summary>What was found on this basis; null where nothing was looked for yet.</summary>
    public ImmutableArray<Finding>? On(string rule, ulong basis) => _kept.TryGetValue(rule, out var kept) && kept.Basis == basis ? kept.Findings : null;

    public void Keep(string rule, ulong basis, ImmutableArray<Finding> findings)
    {
        _kept[rule] = (basis, findings);
        IsChanged = true;
    }

    /// <summary>Puts in what a cache holds.</summary>
    public void Restore(string rule, ulong basis, ImmutableArray<Finding> findings) => _kept[rule] = (basis, findings);
}
