using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>missing-page: a page of the cited statements that name the thing, as they stand on other pages; where there are not two, a gap.</summary>
internal sealed class MissingPageFixer : Fixer
{
    private const int FewestPassages = 2;

    public override IReadOnlyCollection<string> Rules => ["missing-page"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (MissingPage.Of(view.Wiki, finding) is not { } wanted)
        {
            return Proposal.None("the name has a page now");
        }

        var title = TitleOf(wanted);
        var path = PathOf(view, wanted, title);
        if (view.Wiki.Links.Has(path) || LinkNames.Of(view.Wiki).Titled(title).Any())
        {
            return Proposal.None($"'{path}' is there already");
        }

        var statements = NamedStatements.Of(view.Wiki, wanted, title);
        if (statements.SelectMany(said => said.Citations).Select(citation => (citation.Source, citation.Quote)).Distinct().Count() < FewestPassages)
        {
            return Proposal.Gap("fewer than two cited passages tell of it: a page would be invented");
        }

        if (!NamedStatements.IsAbout(statements[0], title))
        {
            return Proposal.Gap("pages only mention it: no cited sentence says what it is or did");
        }

        var page = new NewPage(path, WantedText.Of(view, path, title, wanted, statements));
        if (Links(view, wanted, path) is not { } links)
        {
            return Proposal.None("a link to it cannot be written anew");
        }

        return new Fix(finding, FixTier.Review, $"make the page '{title}' of {statements.Count} cited statements", [.. links, .. IndexLines.Add(view, [page])])
        {
            Made = [page],
            Reason = $"{wanted.Askers.Length} pages ask for it, and {statements.Select(said => said.Page).Distinct().Count()} say something of it; every sentence stands on one of them",
        };
    }

    /// <summary>A name as it is written; of a link what most of its places show, if that is its name.</summary>
    private static string TitleOf(WantedPage wanted)
    {
        if (!wanted.IsLinked)
        {
            return wanted.Name;
        }

        var shown = wanted.Places.Select(place => place.Link!.Text.Trim()).Where(text => LinkNames.Key(text) == LinkNames.Key(wanted.Name)).CountBy(text => text).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault();
        var title = shown ?? wanted.Name.Replace('-', ' ').Replace('_', ' ');
        return char.ToUpperInvariant(title[0]) + title[1..];
    }

    /// <summary>Where most Markdown links lead; else by its name.</summary>
    private static RelPath PathOf(HealView view, WantedPage wanted, string title)
    {
        var led = wanted.Places.Where(place => place.Link is { Form: LinkForm.Markdown })
            .Select(place => place.Page.Path.Follow(view.Wiki.Links.Follow(place.Page.Path, place.Link!).Path)).OfType<RelPath>()
            .Where(path => path.IsUnder("wiki") && path.Extension == ".md").CountBy(path => path).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => (RelPath?)pair.Key).FirstOrDefault();
        return led ?? new RelPath($"wiki/{(wanted.IsLinked ? "concepts" : "entities")}/{Slug.Of(title)}.md");
    }

    /// <summary>Dead links lead there now, and the first plain mention on each page does; null where one cannot be written.</summary>
    private static ImmutableArray<TextEdit>? Links(HealView view, WantedPage wanted, RelPath path)
    {
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        foreach (var place in wanted.IsLinked ? wanted.Places : wanted.Places.DistinctBy(place => place.Page))
        {
            if (place.Link is not { } link)
            {
                if (Mention(view, place, wanted.Name, path) is { } mention)
                {
                    edits.Add(mention);
                }

                continue;
            }

            if (LeadsTo(view, place, link, path))
            {
                continue;
            }

            var isMarkdown = link.Form is LinkForm.Markdown or LinkForm.Definition;
            if ((isMarkdown ? MarkdownText.EscapePath(place.Page.Path.LinkTo(path)) : LinkEdit.VaultPath(view, path)?[..^path.Extension.Length]) is not { } target || LinkEdit.Rewrite(view, place.Page.Path, link, target) is not { } edit)
            {
                return null;
            }

            edits.Add(edit);
        }

        return edits.ToImmutable();
    }

    private static bool LeadsTo(HealView view, WantedPlace place, OutlineLink link, RelPath path)
    {
        var target = view.Wiki.Links.Follow(place.Page.Path, link).Path;
        return link.Form is LinkForm.Markdown or LinkForm.Definition ? place.Page.Path.Follow(target) == path : target.Equals(path.Stem, StringComparison.OrdinalIgnoreCase);
    }

    private static TextEdit? Mention(HealView view, WantedPlace place, string name, RelPath path)
    {
        var (text, at) = (view.Text(place.Page.Path), view.OffsetOf(place.Page.Path, place.Line, place.Column));
        var isInTable = place.Page.Outline.Texts.Any(each => each.Kind == TextKind.TableCell && each.Line == place.Line);
        return at + name.Length <= text.Length && text.AsSpan(at, name.Length).SequenceEqual(name) && (at == 0 || !MentionLink.Joining.Contains(text[at - 1], StringComparison.Ordinal))
            ? new TextEdit(place.Page.Path, at, name.Length, LinkEdit.Around(view, place.Page.Path, path, name, isInTable)) : null;
    }
}
