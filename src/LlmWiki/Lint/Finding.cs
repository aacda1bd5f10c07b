using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Lint;

public enum Severity
{
    Off,
    Info,
    Warning,
    Error,
}

/// <summary>Words that prove a finding, where they stand.</summary>
/// <param name="Line">From 1; 0 where the file has no lines that a reader could count.</param>
public sealed record Evidence(RelPath Path, int Line, string Quote);

/// <summary>What a rule says is wrong.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
/// <param name="Message">One sentence without a full stop; what is quoted of a page stands in single quotes.</param>
public sealed record Finding(string Rule, Severity Severity, RelPath Path, int Line, int Column, string Message)
{
    /// <summary>What kind of the rule's findings it is, for programs: <c>missing-heading</c>; empty where there is only one.</summary>
    public string Kind { get; init; } = "";

    /// <summary>How many characters from <see cref="Column"/> on are meant; 0: the line.</summary>
    public int Length { get; init; }

    /// <summary>What to do; null where that is plain.</summary>
    public string? Hint { get; init; }

    /// <summary>The quotes that prove it.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>Equal in all that it says.</summary>
    public bool Equals(Finding? other) => other is not null && (Rule, Severity, Path, Line, Column, Message, Kind, Length, Hint) == (other.Rule, other.Severity, other.Path, other.Line, other.Column, other.Message, other.Kind, other.Length, other.Hint)
        && Evidence.SequenceEqual(other.Evidence);

    public override int GetHashCode() => HashCode.Combine(Rule, Path, Line, Column, Message);

    /// <summary>By page, line, column, rule and message: the order in which findings are told.</summary>
    public static int Compare(Finding left, Finding right)
    {
        var order = left.Path.CompareTo(right.Path);
        order = order != 0 ? order : left.Line.CompareTo(right.Line);
        order = order != 0 ? order : left.Column.CompareTo(right.Column);
        order = order != 0 ? order : string.CompareOrdinal(left.Rule, right.Rule);
        return order != 0 ? order : string.CompareOrdinal(left.Message, right.Message);
    }
}
