using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>title-heading-mismatch: what the tool wrote follows what a person wrote; else the one that other pages link by stays.</summary>
internal sealed class TitleHeadingFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["title-heading-mismatch"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { Outline: { Head.Title: { } title, FirstHeading: { } heading } } page || view.PageAt(finding.Path) is not { } file)
        {
            return Proposal.None("the title or the heading is gone");
        }

        var plain = heading.Plain.Trim();
        var isTitleTools = file.Page.IsGenerated && HeadMerge.IsToolsOrHealed(file.Page, "title");
        var isHeadingTools = file.Page.IsGenerated && file.Page.Blocks.FirstOrDefault(block => block.Line == heading.Line) is { } block && file.Page.Owned.Contains(block);
        if (isTitleTools != isHeadingTools)
        {
            return Made(finding, isTitleTools ? HeadEdit.Set(view, page.Path, "title", plain) : Headed(file, heading, title), isTitleTools, isTitleTools ? plain : title, null);
        }

        var (byTitle, byHeading) = (IsLinkedAs(view.Wiki, page, title), IsLinkedAs(view.Wiki, page, plain));
        return byTitle == byHeading
            ? Proposal.None(byTitle ? "other pages link to it by both names" : "nothing says which of the two names is the right one")
            : Made(finding, byHeading ? HeadEdit.Set(view, page.Path, "title", plain) : Headed(file, heading, title), byHeading, byHeading ? plain : title, Alias(file, page, byHeading ? title : plain));
    }

    /// <param name="isTitle">The title is set to the heading; otherwise the heading to the title.</param>
    private static Proposal Made(Finding finding, TextEdit? edit, bool isTitle, string name, TextEdit? alias) => edit is null
        ? Proposal.None(isTitle ? "the title cannot be written anew" : "the heading is not written in a form that can be edited")
        : new Fix(finding, FixTier.Proven, $"{(isTitle ? "set the title" : "set the heading")} to '{name}'", [edit, .. alias is null ? ImmutableArray<TextEdit>.Empty : [alias]])
        {
            Takes = isTitle ? Taking.Nothing : Taking.Headings,
            Reason = alias is null ? null : "other pages link to it by this name only; the other one is kept as an alias",
        };

    /// <summary>A heading with other words; null where it is not written in a form that can be edited.</summary>
    public static TextEdit? Headed(SnapshotFile file, OutlineHeading heading, string title)
    {
        var start = new LineMap(file.Text).StartOf(heading.Line);
        var end = file.Text.IndexOf('\n', start) is >= 0 and var at ? at : file.Text.Length;
        var place = heading.Raw.Length == 0 ? -1 : file.Text.AsSpan(start, end - start).IndexOf(heading.Raw);
        if (place < 0)
        {
            return null;
        }

        // Below a line of its own it must not look like the beginning of a list.
        var written = MarkdownText.Escape(title.Trim().ReplaceLineEndings(" "));
        return new TextEdit(file.Path, start + place, heading.Raw.Length, file.Text[start..(start + place)].TrimStart().StartsWith('#') ? written : MarkdownText.GuardStart(written));
    }

    private static TextEdit? Alias(SnapshotFile file, LintPage page, string name) =>
        page.Outline.Head.Aliases.Any(alias => alias.Text == name) ? null : HeadListEdit.Add(file, "aliases", name, "description", "title");

    private static bool IsLinkedAs(LintWiki wiki, LintPage page, string name) => wiki.LinksTo(page.Path).Where(other => !other.IsBook)
        .Any(other => other.Targets.Zip(other.Outline.Links).Any(pair => pair.First.File == page.Path && Folding.Fold(pair.Second.Text.Trim()) == Folding.Fold(name)));
}
