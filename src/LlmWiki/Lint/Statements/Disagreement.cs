namespace LlmWiki.Lint.Statements;

internal enum DisagreementKind
{
    Contradiction,

    /// <summary>One quantity, told a little differently.</summary>
    Drift,

    /// <summary>Both were true, the older one is told as if it still were.</summary>
    Superseded,
}

/// <summary>What two statements disagree on.</summary>
/// <param name="Left">What the first says, in a few words.</param>
/// <param name="IsLeftOlder">For <see cref="DisagreementKind.Superseded"/>: the first statement is the one that is out of date.</param>
internal sealed record Disagreement(DisagreementKind Kind, string What, string Left, string Right, bool IsLeftOlder = false)
{
    /// <summary>The first ground on which both cannot be true; null where none is certain.</summary>
    public static Disagreement? Between(ParsedStatement left, ParsedStatement right)
    {
        if (!left.IsAssertion || !right.IsAssertion || left.Text == right.Text)
        {
            return null;
        }

        return Amounts.Compare(left, right) ?? EventYears.Compare(left, right) ?? Doers.Compare(left, right) ?? Denials.Compare(left, right) ?? Enumerations.Compare(left, right);
    }
}
