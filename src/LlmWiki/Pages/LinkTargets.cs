using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>By whose rules links are followed.</summary>
public enum LinkRules
{
    /// <summary>Markdown links as GitHub follows them, wikilinks as Obsidian does, anchors of either.</summary>
    Wiki,

    /// <summary>A vault: links of both forms by Obsidian's rules.</summary>
    Obsidian,

    /// <summary>Relative Markdown links and GitHub's anchors; double brackets are text.</summary>
    GitHub,
}

public enum LinkState
{
    Fine,

    /// <summary>It leads out of the folder, or is filled in by a template: nothing is said of it.</summary>
    NotChecked,
    MissingFile,
    MissingHeading,
    MissingBlock,
}

/// <summary>Where a link leads.</summary>
/// <param name="File">The file; null where there is none.</param>
/// <param name="Path">The part of the target that names the file, decoded; empty for the page itself.</param>
/// <param name="Fragment">The part behind <c>#</c>, decoded; null where there is none.</param>
public sealed record LinkTarget(LinkState State, RelPath? File, string Path, string? Fragment)
{
    /// <summary>It is found only where capitals do not count.</summary>
    public bool IsWrongCase { get; init; }

    /// <summary>Other files that fit a wikilink as well as <see cref="File"/>.</summary>
    public ImmutableArray<RelPath> Others { get; init; } = [];
}

/// <summary>
/// Follows links. Obsidian's rules are those of its documentation and of what its own resolver was measured to do; GitHub's those of its
/// rendering. Safe for use from several threads.
/// </summary>
public sealed class LinkTargets
{
    private readonly LinkRules _rules;
    private readonly Lazy<NoteNames> _names;
    private readonly HashSet<string> _folders;
    private readonly HashSet<string> _files;
    private readonly Func<RelPath, PageOutline?> _page;
    private readonly string[] _roots;
    private readonly ConcurrentDictionary<RelPath, PageAnchors?> _anchors = new();

    /// <param name="files">All files that a link may lead to.</param>
    /// <param name="page">The outline of a page; null for other files.</param>
    public LinkTargets(LinkRules rules, IEnumerable<RelPath> files, Func<RelPath, PageOutline?> page)
    {
        (_rules, _page) = (rules, page);
        _roots = rules == LinkRules.Wiki ? ["wiki/", ""] : [""];
        (_folders, _files) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var all = files.ToList();
        var known = _folders.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var file in all)
        {
            _files.Add(file.Value);
            for (var slash = file.Value.LastIndexOf('/'); slash > 0 && known.Add(file.Value.AsSpan(0, slash)); slash = file.Value.LastIndexOf('/', slash - 1))
            {
            }
        }

        _names = new(() => new NoteNames(all));
    }

    private LinkTargets(LinkTargets same, Func<RelPath, PageOutline?> page) =>
        (_rules, _roots, _files, _folders, _names, _page) = (same._rules, same._roots, same._files, same._folders, same._names, page);

    /// <summary>The same files, some of them with other outlines.</summary>
    internal LinkTargets With(Func<RelPath, PageOutline?> page) => new(this, page);

    /// <summary>Whether a file is there, spelled just so.</summary>
    public bool Has(RelPath file) => _files.Contains(file.Value);

    public LinkTarget Follow(RelPath from, OutlineLink link)
    {
        var isMarkdown = link.Form is LinkForm.Markdown or LinkForm.Definition;
        var target = link.Target.Trim();
        if (IsNotChecked(target, isMarkdown) || (_rules == LinkRules.GitHub && target.StartsWith('/')))
        {
            return new LinkTarget(LinkState.NotChecked, null, target, null);
        }

        var hash = target.IndexOf('#', StringComparison.Ordinal);
        var path = hash < 0 ? target : target[..hash].TrimEnd();
        var fragment = hash < 0 ? null : target[(hash + 1)..];
        if (isMarkdown)
        {
            (path, fragment) = (Decode(path), fragment is null ? null : Decode(fragment));
        }

        var found = path.Length == 0 ? new LinkTarget(LinkState.Fine, from, path, fragment)
            : isMarkdown && _rules != LinkRules.Obsidian ? Relative(from, path, fragment)
            : ByName(from, path, fragment, isMarkdown);
        return found.File is { } file && fragment is { Length: > 0 } ? found with { State = StateOf(file, fragment) } : found;
    }

    /// <summary>Decodes %xx; one that is no such thing stays as it is.</summary>
    internal static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        // Uri leaves what it cannot decode.
        return Uri.UnescapeDataString(text);
    }

    /// <summary>A template fills it in, or it leads to the web. What starts with a slash is from the root of a site that may be made elsewhere.</summary>
    private static bool IsNotChecked(string target, bool isMarkdown) => target.Length == 0 || target.StartsWith("//", StringComparison.Ordinal)
        || target.Contains("{{", StringComparison.Ordinal) || target.Contains("<%", StringComparison.Ordinal)
        || (isMarkdown && target.Contains('*', StringComparison.Ordinal)) || HasScheme(target, isMarkdown);

    /// <summary>"mailto:a@b" in Markdown; in double brackets only what is surely an address, because notes may have a colon.</summary>
    private static bool HasScheme(string target, bool isMarkdown)
    {
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && char.IsAsciiLetter(target[0]) && target.AsSpan(0, colon).IndexOfAnyExcept(SchemeLetters) < 0
            && (isMarkdown || target.AsSpan(colon + 1).StartsWith("//"));
    }

    private static readonly System.Buffers.SearchValues<char> SchemeLetters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    /// <summary>From the page's folder, or from the root with a slash at the head.</summary>
    private LinkTarget Relative(RelPath from, string path, string? fragment)
    {
        foreach (var text in path.Contains('?', StringComparison.Ordinal) ? [path, path[..path.IndexOf('?', StringComparison.Ordinal)]] : (string[])[path])
        {
            if (text.Length == 0)
            {
                return new LinkTarget(LinkState.Fine, from, path, fragment);
            }

            if (Resolved(from, text) is not { } full)
            {
                // Above the root: nobody here knows what is there.
                return new LinkTarget(LinkState.NotChecked, null, path, fragment);
            }

            if (_files.Contains(full))
            {
                return new LinkTarget(LinkState.Fine, new RelPath(full), path, fragment);
            }

            if (full.Length == 0 || _folders.Contains(full))
            {
                return new LinkTarget(LinkState.Fine, null, path, fragment);
            }

            if (_names.Value.InOtherCase(full) is { } other)
            {
                return new LinkTarget(LinkState.Fine, other, path, fragment) { IsWrongCase = true };
            }
        }

        return new LinkTarget(LinkState.MissingFile, null, path, fragment);
    }

    /// <summary>The path from the root; empty for the root itself; null where it leads above it.</summary>
    private static string? Resolved(RelPath from, string path) => RelPath.Resolve(path.StartsWith('/') ? [] : from.Value.Split('/')[..^1], path);

    /// <summary>As Obsidian finds a note.</summary>
    private LinkTarget ByName(RelPath from, string path, string? fragment, bool isMarkdown)
    {
        path = path.Replace('\u00A0', ' ').Replace('\\', '/');
        if (path.StartsWith('/') || path.StartsWith("./", StringComparison.Ordinal) || path.StartsWith("../", StringComparison.Ordinal))
        {
            var roots = path.StartsWith('/') ? _roots : [""];
            var exact = roots.Select(root => Resolved(from, path.StartsWith('/') ? "/" + root + path : path)).Select(_names.Value.Exact).FirstOrDefault(file => file is not null);
            return Found(exact, path, fragment);
        }

        var beside = isMarkdown && Resolved(from, path) is { } near ? _names.Value.Exact(near) : null;
        if ((beside ?? _roots.Select(root => _names.Value.Exact(root + path.TrimEnd('/'))).FirstOrDefault(file => file is not null)) is { } direct)
        {
            return Found(direct, path, fragment);
        }

        var (file, others) = _names.Value.Fits(path).For(from);
        return Found(file, path, fragment) with { Others = others };
    }

    private static LinkTarget Found(RelPath? file, string path, string? fragment) =>
        new(file is null ? LinkState.MissingFile : LinkState.Fine, file, path, fragment);

    private LinkState StateOf(RelPath file, string fragment)
    {
        if (_anchors.GetOrAdd(file, path => _page(path) is { } page ? new PageAnchors(page) : null) is not { } anchors)
        {
            return LinkState.Fine;
        }

        var isFine = _rules switch
        {
            LinkRules.GitHub => anchors.HasSlug(fragment),
            LinkRules.Obsidian => anchors.HasHeading(fragment) || anchors.HasBlock(fragment),
            _ => anchors.HasSlug(fragment) || anchors.HasHeading(fragment) || anchors.HasBlock(fragment),
        };
        return isFine ? LinkState.Fine : PageAnchors.IsBlock(fragment) ? LinkState.MissingBlock : LinkState.MissingHeading;
    }
}
