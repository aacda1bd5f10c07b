using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>Why a file may be the one that a dead link meant, the strongest reason first.</summary>
internal enum LinkEvidence
{
    /// <summary>The same name at the same place, written otherwise.</summary>
    SameName,

    /// <summary>Git's history has the old name and the new one.</summary>
    Renamed,

    /// <summary>A page with that title or alias.</summary>
    Title,

    /// <summary>The same name in another folder.</summary>
    Moved,

    /// <summary>The link's own words are the title, an alias or the name of a page.</summary>
    Words,

    /// <summary>A name that differs by a letter, or one that too many files have.</summary>
    Near,
}

/// <param name="IsCertain">The evidence is enough where no other file has the like.</param>
/// <param name="Why">Goes on from "it is".</param>
internal sealed record LinkCandidate(RelPath File, LinkEvidence Evidence, bool IsCertain, string Why);

/// <summary>
/// The files that a dead link may have meant, ranked. Every kind of evidence is one function that names files; the first kind that names
/// any decides.
/// </summary>
internal sealed class LinkCandidates
{
    /// <summary>Every second folder has one: the name says nothing of what is in it.</summary>
    private static readonly HashSet<string> EverywhereNames = ["index", "readme", "log", "notes", "todo", "untitled", "image", "cover"];

    private const int FewestOfPart = 2;

    private readonly RelPath _page;
    private readonly OutlineLink _link;
    private readonly string _path;
    private readonly string _name;
    private readonly LintWiki _wiki;
    private readonly LinkNames _names;
    private readonly bool _isMedia;
    private readonly IReadOnlyDictionary<RelPath, RelPath> _renames;

    private LinkCandidates(LintWiki wiki, RelPath page, OutlineLink link, LinkTarget target, IReadOnlyDictionary<RelPath, RelPath> renames)
    {
        (_wiki, _page, _link, _renames, _path) = (wiki, page, link, renames, target.Path.Replace('\u00A0', ' ').Replace('\\', '/'));
        _names = LinkNames.Of(wiki);
        _name = LinkNames.NameOf(_path);
        _isMedia = MediaEndings.IsMedia(_path);
    }

    /// <summary>In order of rank; files of one rank in order of their paths.</summary>
    /// <param name="renames">Where files are that had another path once, by that path.</param>
    public static IReadOnlyList<LinkCandidate> Of(LintWiki wiki, RelPath page, OutlineLink link, LinkTarget target, IReadOnlyDictionary<RelPath, RelPath> renames)
    {
        var look = new LinkCandidates(wiki, page, link, target, renames);
        var all = look.All().Where(IsMeant).ToList();
        bool IsMeant(LinkCandidate candidate) => look.IsOfKind(candidate.File) && (candidate.File != page || target.Fragment is { Length: > 0 });
        return [.. (all.Count > 0 ? all : look.Parts().Where(IsMeant)).OrderBy(candidate => candidate.Evidence).ThenBy(candidate => candidate.File).DistinctBy(candidate => candidate.File)];
    }

    /// <summary>The one that the link meant; null where there is none, or where several are as good.</summary>
    public static (LinkCandidate? Best, string Why) BestOf(IReadOnlyList<LinkCandidate> candidates)
    {
        if (candidates.Count == 0)
        {
            return (null, "no page or file has a name, title or alias like it");
        }

        var first = candidates.TakeWhile(candidate => candidate.Evidence == candidates[0].Evidence).ToList();
        if (first.Count > 1)
        {
            return (null, $"it may have meant {string.Join(" or ", first.Take(3).Select(candidate => $"'{candidate.File}'"))}{(first.Count > 3 ? " or another" : "")}");
        }

        // Evidence of another kind for another file: a person has to look.
        var isContested = candidates.Skip(1).Any(candidate => candidate.IsCertain);
        return (first[0] with { IsCertain = first[0].IsCertain && !isContested }, "");
    }

    private IEnumerable<LinkCandidate> All() => SameName().Concat(Renamed()).Concat(Titled()).Concat(Moved()).Concat(Words()).Concat(Near());

    /// <summary>"Format converter" for a link to "Markdown format converter": the longest part of the name, of two words at least, that is a name by itself.</summary>
    private IEnumerable<LinkCandidate> Parts()
    {
        var words = LinkNames.Key(_name).Split(' ');
        for (var length = words.Length - 1; length >= FewestOfPart && !_isMedia; length--)
        {
            var parts = Enumerable.Range(0, words.Length - length + 1).Select(start => string.Join(' ', words.Skip(start).Take(length)));
            var found = parts.SelectMany(part => _names.Named(part).Concat(_names.Titled(part))).Distinct().Where(file => LinkNames.HaveSameNumbers(_name, LinkNames.NameOf(file.Name))).ToList();
            if (found.Count > 0)
            {
                return found.Select(file => new LinkCandidate(file, LinkEvidence.Near, false, "the only page whose name is a part of it"));
            }
        }

        return [];
    }

    private IEnumerable<LinkCandidate> SameName()
    {
        var isByName = _link.Form is LinkForm.Wikilink or LinkForm.Property || _wiki.Rules == LinkRules.Obsidian;
        return _names.Named(_name).Where(file => isByName ? HasFolders(file) : IsAtPlace(file))
            .Select(file => new LinkCandidate(file, LinkEvidence.SameName, true, "the same name, written otherwise"));
    }

    /// <summary>A name alone may have been that of several files, which are then all told.</summary>
    private IEnumerable<LinkCandidate> Renamed()
    {
        var isByName = _link.Form is LinkForm.Wikilink or LinkForm.Property || _wiki.Rules == LinkRules.Obsidian;
        return _renames.Count == 0 || _name.Length == 0 ? [] : _renames.Where(pair => (isByName ? LinkNames.Key(LinkNames.NameOf(pair.Key.Name)) == LinkNames.Key(_name) : IsPath(pair.Key)) && _wiki.Links.Has(pair.Value))
            .Select(pair => new LinkCandidate(pair.Value, LinkEvidence.Renamed, true, "the file that had that name before it was renamed"));
    }

    private bool IsPath(RelPath file) => RelPath.Resolve(_path.StartsWith('/') ? [] : _page.Value.Split('/')[..^1], _path) == file.Value;

    private IEnumerable<LinkCandidate> Titled() => _name.Length == 0 ? []
        : _names.Titled(_name).Select(file => new LinkCandidate(file, LinkEvidence.Title, true, "the page with that title or alias"));

    private IEnumerable<LinkCandidate> Moved()
    {
        var named = _names.Named(_name).ToList();
        var exact = named.Where(file => LinkNames.NameOf(file.Name).Equals(_name, StringComparison.OrdinalIgnoreCase)).ToList();
        var isEverywhere = EverywhereNames.Contains(_name.Split('.')[0].ToLowerInvariant());
        return (exact.Count > 0 ? exact : named).Select(file => new LinkCandidate(file, isEverywhere ? LinkEvidence.Near : LinkEvidence.Moved, !isEverywhere, "the file of that name in another folder"));
    }

    /// <summary>Words of one word are certain only where they share it with the name that was linked: "[Smith](j-smith.md)".</summary>
    private IEnumerable<LinkCandidate> Words()
    {
        var (words, text) = (KeysOf(_link.Text), LinkNames.Key(_link.Text));
        if (_link.IsEmbed || _isMedia || _link.Form is LinkForm.Definition or LinkForm.Property || text.Length == 0 || text == LinkNames.Key(_name) || !LinkNames.HaveSameNumbers(text, _name))
        {
            return [];
        }

        var isTelling = words.Count > 1 || words.Overlaps(KeysOf(_name));
        return _names.Titled(_link.Text).Concat(_names.Named(_link.Text.Replace('/', ' '))).Distinct()
            .Select(file => new LinkCandidate(file, LinkEvidence.Words, isTelling, "the page that the link's words name"));
    }

    /// <summary>One with clearly fewer letters different than any other; those that are as good are all told.</summary>
    private IEnumerable<LinkCandidate> Near()
    {
        const int Margin = 1;
        var key = LinkNames.Key(_name);
        var near = _names.Near(_name).Where(each => IsOfKind(each.File) && each.File != _page && LinkNames.IsSlip(key, each.Name, each.Distance)).ToList();
        return near.Where(each => each.Distance <= near[0].Distance + Margin).Select(each => new LinkCandidate(each.File, LinkEvidence.Near, false, "the only name that is nearly the same"));
    }

    /// <summary>A page for a page, a file for a file; sources only for what led among the sources.</summary>
    private bool IsOfKind(RelPath file)
    {
        if (file.Extension != ".md")
        {
            return _isMedia && file.Extension.Equals(_path[_path.LastIndexOf('.')..], StringComparison.OrdinalIgnoreCase);
        }

        return _wiki.Rules != LinkRules.Wiki || file.IsUnder("raw") == (_path.StartsWith("raw/", StringComparison.Ordinal) || _path.Contains("/raw/", StringComparison.Ordinal));
    }

    private bool IsAtPlace(RelPath file) =>
        RelPath.Resolve(_path.StartsWith('/') ? [] : _page.Value.Split('/')[..^1], _path) is { } full && full[..Math.Max(0, full.LastIndexOf('/'))] == (file.Folder?.Value ?? "");

    private bool HasFolders(RelPath file)
    {
        var slash = _path.LastIndexOf('/');
        return slash < 0 || ("/" + file.Folder?.Value).EndsWith("/" + _path[..slash].TrimStart('.', '/'), StringComparison.OrdinalIgnoreCase);
    }

    private static HashSet<string> KeysOf(string text) => [.. Tokens.Of(text).Where(token => !Language.IsStopAnywhere(token.Word)).Select(token => token.Key)];
}
