using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>A block that goes to another page.</summary>
/// <param name="Text">As it reads there: its links lead where they led, its footnotes have that page's labels.</param>
/// <param name="Owned">How the tool listed it; null where a person wrote it.</param>
internal sealed record MovedBlock(BlockKind Kind, string Text, OwnedBlock? Owned)
{
    public bool IsPersons => Owned is null;
}

/// <summary>Takes blocks of one page to another.</summary>
/// <param name="from">The page that they stand on.</param>
/// <param name="to">Where they go; there need be no page yet.</param>
/// <param name="isGenerated">Whether the page that they go to keeps a list of what the tool wrote.</param>
internal sealed class BlockMove(HealView view, LintPage from, SnapshotFile file, RelPath to, bool isGenerated)
{
    private readonly Dictionary<string, string> _identities = file.Page.Owned.Blocks.DistinctBy(block => block.Hash).ToDictionary(block => block.Hash, block => block.Identity);

    /// <param name="block">Its number on the page.</param>
    /// <param name="label">The label of a footnote on the new page.</param>
    /// <param name="cuts">Stretches of the page that do not go with it.</param>
    /// <returns>Null where a link in it cannot be written so that it leads there still.</returns>
    public MovedBlock? Of(int block, Func<string, string> label, IReadOnlyCollection<TextEdit>? cuts = null)
    {
        var (was, start) = (file.Page.Blocks[block], file.Page.StartOf(block));
        var edits = new List<TextEdit>();
        foreach (var cut in cuts ?? [])
        {
            // The blank between two of them goes once.
            var first = Math.Max(cut.Start - start, edits.Count > 0 ? edits[^1].End : 0);
            edits.Add(cut with { Start = first, Length = cut.End - start - first });
        }

        for (var i = 0; i < from.Targets.Length; i++)
        {
            var link = from.Outline.Links[i];
            if (link.Start < start || link.Start >= start + was.Raw.Length || link.Form == LinkForm.Property || cuts?.Any(cut => link.Start >= cut.Start && link.Start < cut.End) == true)
            {
                continue;
            }

            // A link to the page on which it stands leads nowhere.
            if (from.Targets[i] is { Fragment: null } own && own.File == to && LinkEdit.WordsOf(view, from.Path, link) is { } words)
            {
                edits.Add(new TextEdit(to, link.Start - start, link.Length, words));
                continue;
            }

            if (Rewritten(link, from.Targets[i]) is not { } target)
            {
                return null;
            }

            if (target != link.Target)
            {
                edits.Add(new TextEdit(to, link.TargetStart - start, link.Target.Length, target));
            }
        }

        if (edits.Exists(edit => edit.Start < 0 || edit.End > was.Raw.Length))
        {
            return null;
        }

        var text = Citation.Relabel(PageBlock.TextOf(TextEdit.Apply(was.Raw, edits)), label);
        var isTools = file.Page.IsGenerated && file.Page.Owned.Contains(was) && isGenerated;
        return new MovedBlock(was.Kind, text, isTools ? new OwnedBlock(PageBlock.HashOf(text), _identities[was.Hash], false) { IsHealed = true } : null);
    }

    /// <summary>The target as it is written on the new page; null where it cannot be.</summary>
    private string? Rewritten(OutlineLink link, LinkTarget target)
    {
        var hash = link.Target.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : link.Target[hash..];
        if (target.Path.Length == 0 && target.Fragment is not null)
        {
            return link.Form == LinkForm.Wikilink ? LinkEdit.VaultPath(view, from.Path) is { } own ? own[..^from.Path.Extension.Length] + fragment : null : MarkdownText.EscapePath(to.LinkTo(from.Path)) + fragment;
        }

        if (target.State == LinkState.NotChecked || from.Path.Folder == to.Folder || link.Target.StartsWith('/'))
        {
            return link.Target;
        }

        if (link.Form == LinkForm.Wikilink)
        {
            return view.Wiki.Links.Follow(to, link).File == target.File ? link.Target : target.File is { } named && LinkEdit.VaultPath(view, named) is { } path ? (named.Extension == ".md" ? path[..^3] : path) + fragment : null;
        }

        return from.Path.Follow(target.Path) is { } led ? MarkdownText.EscapePath(to.LinkTo(led)) + fragment : null;
    }
}
