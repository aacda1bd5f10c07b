using System.Collections.Immutable;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>
/// One page as rules see it. What is looked at of all pages is a property of its own; what stands behind <see cref="Outline"/> and
/// <see cref="Targets"/> may have to be fetched first.
/// </summary>
public abstract class LintPage
{
    private readonly Func<PageOutline, ImmutableArray<LinkTarget>> _follow;
    private ImmutableArray<LinkTarget> _targets;
    private CitationCheck?[]? _checks;
    private HashSet<RelPath>? _sources;

    private protected LintPage(Func<PageOutline, ImmutableArray<LinkTarget>> follow) => _follow = follow;

    public abstract RelPath Path { get; }

    public abstract ContentHash Hash { get; }

    /// <summary>index.md, log.md and gaps.md, which code writes.</summary>
    public abstract bool IsBook { get; }

    public abstract bool IsSource { get; }

    /// <summary>A page about something: what a reader looks up.</summary>
    public bool IsTopic => !IsBook && !IsSource;

    /// <summary>Its title and its aliases.</summary>
    public abstract ImmutableArray<string> Called { get; }

    /// <summary>Ids of the rules that are switched off on it.</summary>
    public abstract ImmutableArray<string> Disabled { get; }

    /// <summary>Under what its statements are compared with others.</summary>
    public abstract ImmutableArray<SlotKey> Keys { get; }

    public abstract ImmutableArray<CitedQuote> Cited { get; }

    /// <summary>Hashes of its sentences.</summary>
    public abstract ImmutableArray<ulong> Sentences { get; }

    /// <summary>Words of its text, headings and footnotes left out.</summary>
    public abstract int Words { get; }

    public abstract ImmutableArray<NamedThing> Names { get; }

    /// <summary>Whether a link of it leads to a file that is not there.</summary>
    public abstract bool HasMissingFiles { get; }

    public PageOutline Outline => Scanned.Outline;

    /// <summary>Where its links lead, in the order of <see cref="PageOutline.Links"/>.</summary>
    public ImmutableArray<LinkTarget> Targets
    {
        get
        {
            // Two threads at once find the same.
            if (_targets.IsDefault)
            {
                _targets = _follow(Outline);
            }

            return _targets;
        }
    }

    internal abstract ScannedPage Scanned { get; }

    internal KeptFindings Kept => Scanned.Kept;

    internal ImmutableArray<PageCitation> Citations => Outline.Citations;

    /// <summary>Its sentences, made anew each time.</summary>
    internal ImmutableArray<Statement> Statements => Statement.Of(Outline);

    /// <summary>The sources that its front matter names.</summary>
    internal HashSet<RelPath> NamedSources => _sources ??= Outline.Head.Sources.Select(source => source.Path).OfType<RelPath>().ToHashSet();

    /// <summary>How each of <see cref="Citations"/> stands to its source; null where the source is gone or cannot be read. Looked up once.</summary>
    internal CitationCheck?[] Checks(LintSources sources) => _checks ??= [.. Citations.Select(each => sources.Read(each.Citation.Source)?.Check(each.Citation))];

    public static bool IsBookPage(PageOutline page) =>
        page.Head.Type is "index" or "log" || page.Path.Value is "wiki/index.md" or "wiki/log.md" or "wiki/gaps.md" || page.Path.Value.StartsWith("wiki/index/", StringComparison.Ordinal);
}

/// <summary>A page of which all is at hand.</summary>
internal sealed class WholePage(ScannedPage scanned, Func<PageOutline, ImmutableArray<LinkTarget>> follow) : LintPage(follow)
{
    public override RelPath Path { get; } = scanned.Outline.Path;

    public override ContentHash Hash => scanned.Hash;

    public override bool IsBook { get; } = IsBookPage(scanned.Outline);

    public override bool IsSource { get; } = scanned.Outline.Head.Type == "source";

    public override ImmutableArray<string> Called => [scanned.Outline.Title, .. scanned.Outline.Head.Aliases.Select(alias => alias.Text)];

    public override ImmutableArray<string> Disabled => scanned.Outline.Disabled;

    public override ImmutableArray<SlotKey> Keys => scanned.Keys;

    public override ImmutableArray<CitedQuote> Cited => scanned.Cited;

    public override ImmutableArray<ulong> Sentences => scanned.Sentences;

    public override int Words => scanned.Words;

    public override ImmutableArray<NamedThing> Names => scanned.Names;

    public override bool HasMissingFiles => Targets.Any(target => target.State == LinkState.MissingFile);

    internal override ScannedPage Scanned => scanned;
}
