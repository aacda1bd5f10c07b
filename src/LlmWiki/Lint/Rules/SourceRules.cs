using System.Globalization;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed class SourceNotIngested(RuleInfo info) : WikiRule(info)
{
    public override IEnumerable<Finding> CheckAll(LintWiki wiki)
    {
        var known = wiki.Pages.Where(page => page.IsSource).SelectMany(page => page.Outline.Head.Sources).Select(source => source.Path).OfType<RelPath>().ToHashSet();
        return (wiki.Sources?.Files ?? []).Where(file => !known.Contains(file))
            .Select(file => At(file, 1, 1, "no page of type 'source' names this file") with { Hint = "run 'wiki ingest'" });
    }
}

internal sealed class SourceDeleted(RuleInfo info) : WikiRule(info)
{
    // A person took the source out on purpose.
    private const string Removed = "removed";

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        if (wiki.Sources is not { } sources || page.Outline.Head.Status == Removed)
        {
            return [];
        }

        return page.Outline.Head.Sources.Where(source => source.Path is { } path && path.IsUnder("raw") && !sources.Exists(path))
            .Select(source => At(page.Path, source.Line, 1, $"the source '{source.Path}' is gone"));
    }
}

internal sealed class StalePage(RuleInfo info) : WikiRule(info)
{
    private const string Day = "yyyy-MM-dd";

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        var head = page.Outline.Head;
        if (head.StaleAfter?.Trim() is { Length: >= 10 } text && DateOnly.TryParseExact(text[..10], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < wiki.Today)
        {
            yield return At(page.Path, head.StaleAfterLine, 1, $"the page was to be trusted until {day.ToString(Day, CultureInfo.InvariantCulture)}") with { Kind = "past-date" };
        }

        if (page.IsSource && head.SourceHash is { } compiled && head.Sources is [{ Path: { } path }, ..] && wiki.Sources?.HashOf(path) is { } now && now.Hex != compiled)
        {
            yield return AtTitle(page.Outline, $"'{path}' has changed since it was compiled") with { Kind = "changed-source", Hint = "run 'wiki ingest'" };
        }
    }
}

internal sealed class LinkToRaw(RuleInfo info) : WikiRule(info)
{
    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        if (page.IsSource || page.IsBook)
        {
            yield break;
        }

        for (var i = 0; i < page.Targets.Length; i++)
        {
            var link = page.Outline.Links[i];
            if (!link.IsEmbed && link.Form != Pages.LinkForm.Property && page.Targets[i].File is { } file && file.IsUnder("raw") && wiki.Sources?.HashOf(file) is not null && !link.IsInFootnote)
            {
                yield return At(page.Outline, link, $"this links to the source '{file}' and does not say what stands there") with { Hint = "cite a passage in a footnote" };
            }
        }
    }
}

internal sealed class MissingBacklink(RuleInfo info) : WikiRule(info)
{
    // A page that rests on more is on something that is named everywhere, such as a button, and shares sources with whatever there is.
    private const int MostSources = 10;

    private readonly int _fewest = info.Options.Number("min_sources");

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        var own = page.NamedSources;
        if (!page.IsTopic || own.Count < _fewest || own.Count > MostSources)
        {
            yield break;
        }

        var seen = new HashSet<RelPath>();
        for (var i = 0; i < page.Targets.Length; i++)
        {
            if (page.Outline.Links[i] is { IsInFootnote: false, Form: not Pages.LinkForm.Property } && page.Targets[i].File is { } file && file != page.Path && seen.Add(file)
                && wiki[file] is { IsTopic: true } other && other.NamedSources.Count >= _fewest && other.NamedSources.Count <= MostSources
                && other.NamedSources.Count(own.Contains) is var shared && shared >= _fewest && IsMost(shared, own, other.NamedSources) && !LinksTo(other, page.Path))
            {
                yield return At(page.Outline, page.Outline.Links[i], $"'{other.Outline.Title}' rests on {shared} of the same sources and does not link back");
            }
        }
    }

    private static bool IsMost(int shared, HashSet<RelPath> left, HashSet<RelPath> right) => shared * 3 >= Math.Max(left.Count, right.Count) * 2;

    private static bool LinksTo(LintPage page, RelPath path)
    {
        foreach (var target in page.Targets)
        {
            if (target.File == path)
            {
                return true;
            }
        }

        return false;
    }
}
