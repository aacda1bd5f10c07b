using System.Collections.Immutable;
using LlmWiki.Lint;

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

    /// <summary>What the wiki is for and what to leave out of it, as a model is told; null where nothing is said.</summary>
    public string? Purpose { get; init; }

    /// <summary>The language that a model writes pages in, as a code of two letters; null is that of each source.</summary>
    public string? Language { get; init; }

    /// <summary>The sections of each type of page, in order, as a model may choose them.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Types { get; init; } = DefaultTypes;

    /// <summary>The types of pages that are compiled, with the sections that stand in the default configuration.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> DefaultTypes { get; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty
        .Add("concept", ["How it works", "History", "Use", "Kinds", "Details"])
        .Add("entity", ["History", "Work", "Connections", "Details"]);

    /// <summary>What lint is told of rules and folders.</summary>
    public LintSettings Lint { get; init; } = LintSettings.Default;

    public ModelConfig Model { get; init; } = new();

    /// <summary>What runs by itself, and when.</summary>
    public ScheduleConfig Schedule { get; init; } = new();

    /// <summary><c>auto</c>, <c>llama</c>, <c>openai</c> or <c>extractive</c>, as written.</summary>
    public string Engine => Model.Engine;
}
