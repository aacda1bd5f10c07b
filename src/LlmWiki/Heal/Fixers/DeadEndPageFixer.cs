using LlmWiki.Lint;

namespace LlmWiki.Heal.Fixers;

/// <summary>dead-end-page: the first page that it names is linked; where it names none, those that link to it and rest on the same sources stand under "See also".</summary>
internal sealed class DeadEndPageFixer : Fixer
{
    private const int MostPages = 5;

    public override IReadOnlyCollection<string> Rules => ["dead-end-page"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        var page = view.Wiki[finding.Path]!;
        foreach (var mention in view.Wiki.PageNames.Unlinked(page))
        {
            if (MentionLink.Of(view, mention).Edit is { } link)
            {
                return new Fix(finding, FixTier.Safe, $"link '{mention.Words}' to '{mention.Target}'", [link]);
            }
        }

        var near = view.Wiki.LinksTo(page.Path).Where(other => other.IsTopic && other.NamedSources.Overlaps(page.NamedSources))
            .OrderByDescending(other => other.NamedSources.Count(page.NamedSources.Contains)).ThenBy(other => other.Path).Take(MostPages)
            .OrderBy(other => other.Outline.Title, StringComparer.OrdinalIgnoreCase).ThenBy(other => other.Path).ToList();
        return near.Count > 0 && SeeAlso.Add(view, page.Path, near) is { } edit
            ? new Fix(finding, FixTier.Safe, "add the pages that link to it and rest on the same sources to \"See also\"", [edit])
            : Proposal.None("it names no other page, and none that links to it rests on the same sources");
    }
}
