using System.Collections.Immutable;

namespace LlmWiki;

/// <summary>How links between pages are written.</summary>
public enum LinkStyle
{
    /// <summary><c>[Adam](adam.md)</c>: works in every viewer.</summary>
    Markdown,

    /// <summary><c>[[adam|Adam]]</c>: Obsidian's form.</summary>
    Wikilink,
}

/// <summary>What <c>wiki.config.yaml</c> says, defaults filled in.</summary>
public sealed record WikiConfig
{
    public LinkStyle Links { get; init; } = LinkStyle.Markdown;

    /// <summary>Commit each change when the folder is a git work tree.</summary>
    public bool GitCommit { get; init; } = true;

    /// <summary>Globs below <c>raw/</c> that are not read; <c>*</c> stops at a slash, <c>**</c> does not.</summary>
    public ImmutableArray<string> Ignore { get; init; } = [];

    /// <summary>Files above this size are skipped with a reason. Unit: MB of 1,000,000 bytes.</summary>
    public int MaxSourceMegabytes { get; init; } = 50;

    public ModelConfig Model { get; init; } = new();

    /// <summary><c>auto</c>, <c>llama</c>, <c>openai</c> or <c>extractive</c>, as written.</summary>
    public string Engine => Model.Engine;
}
