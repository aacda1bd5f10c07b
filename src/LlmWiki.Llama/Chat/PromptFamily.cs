using System.Collections.Immutable;

namespace LlmWiki.Llama.Chat;

/// <summary>Template text on both sides of a turn.</summary>
internal sealed record Wrap(string Before, string After);

/// <summary>Where the system text goes.</summary>
internal enum SystemPlace
{
    OwnTurn,
    FirstUserTurn,
    LastUserTurn,
}

/// <summary>How one family of models wants to be spoken to, as data.</summary>
internal sealed record PromptFamily(string Name, Wrap User, Wrap Assistant)
{
    /// <summary>Before the first turn.</summary>
    public string Start { get; init; } = "";

    public Wrap System { get; init; } = new("", "\n\n");

    public SystemPlace SystemPlace { get; init; } = SystemPlace.OwnTurn;

    /// <summary>Stands where the system turn would, if there is none: only where the family's switches live in it.</summary>
    public string WithoutSystem { get; init; } = "";

    /// <summary>After the last turn; the reply begins here.</summary>
    public required string Answer { get; init; }

    /// <summary>Whether white space around a turn's text is taken off.</summary>
    public bool Trims { get; init; }

    public bool ThinkingClosed { get; init; }

    public bool StartsWithBos { get; init; }

    public required ImmutableArray<string> Stops { get; init; }
}
