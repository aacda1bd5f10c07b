using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Lint;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>A section as a page of its own.</summary>
/// <param name="Page">The page that is made of it.</param>
/// <param name="Rest">What stands in its place.</param>
internal sealed partial record HubPart(PageSection Section, string Heading, NewPage Page, TextEdit Rest)
{
    private const int MostLetters = 200;

    /// <param name="others">Parts of the same page.</param>
    /// <returns>Null where it cannot be one.</returns>
    public static HubPart? Of(HealView view, LintPage page, PageSection section, IEnumerable<HubPart> others)
    {
        var (file, heading) = (section.Whole, section.Heading.HeadingText);
        var title = $"{page.Outline.Title}: {heading}";
        var path = page.Path.Folder!.Value / $"{Slug.Of(title)}.md";
        var first = page.Statements.FirstOrDefault(statement => statement.Line > section.FirstLine && statement.Line < section.EndLine && !statement.IsQuoted);
        if (heading.Length == 0 || first is null || view.Wiki.Links.Has(path) || LinkNames.Of(view.Wiki).Titled(title).Any() || others.Any(other => other.Page.Path == path) || IsLinkedInto(view, page, section))
        {
            return null;
        }

        var notes = new PageNotes(page, file, path, [], []);
        var move = new BlockMove(view, page, file, path, file.Page.IsGenerated);
        var blocks = new List<MovedBlock> { PageText.Block(BlockKind.Heading, "# " + MarkdownText.Escape(title), title) };
        for (var at = section.First; at < section.End; at++)
        {
            if (move.Of(at, notes.Of) is not { } block)
            {
                return null;
            }

            blocks.Add(Raised(block));
        }

        blocks.AddRange(PageText.SeeAlso(view, path, [(page.Path, page.Outline.Title)]));
        var text = PageText.Of(Head(page, file, path, title, first), blocks, [.. notes.Definitions.Select(note => note.Text)], file.Page.IsGenerated ? view.Wiki.Today : null);
        var start = file.Page.StartOf(section.First);
        var end = file.Page.StartOf(section.End - 1) + file.Page.Blocks[section.End - 1].Raw.TrimEnd().Length;
        return new HubPart(section, heading, new NewPage(path, text), new TextEdit(file.Path, start, end - start, Link(view, page, path, title, first)));
    }

    /// <summary>Whether a page links to a heading that would go with the section.</summary>
    private static bool IsLinkedInto(HealView view, LintPage page, PageSection section)
    {
        var headings = section.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => LinkNames.Key(block.HeadingText)).ToHashSet();
        var blocks = section.Blocks.Any(block => block.Text.Contains(" ^", StringComparison.Ordinal) || block.Text.StartsWith('^'));
        return (headings.Count > 0 || blocks) && view.Wiki.LinksTo(page.Path).Append(page).SelectMany(other => other.Targets)
            .Any(target => target.File == page.Path && target.Fragment is { } fragment && (fragment.StartsWith('^') ? blocks : headings.Contains(LinkNames.Key(fragment[(fragment.LastIndexOf('#') + 1)..].Replace('-', ' ')))));
    }

    private static List<KeyValuePair<string, string>> Head(LintPage page, SnapshotFile file, RelPath path, string title, Statement first)
    {
        var head = new List<KeyValuePair<string, string>>();
        if (!page.Outline.Head.IsThere)
        {
            return head;
        }

        head.Add(KeyValuePair.Create("type", YamlText.Scalar(page.Outline.Head.Type.Length > 0 ? page.Outline.Head.Type : "concept")));
        head.Add(KeyValuePair.Create("title", YamlText.Scalar(title)));
        head.Add(KeyValuePair.Create("description", YamlText.Scalar(Ellipsis.Cut(first.Text, MostLetters))));
        if (!page.Outline.Head.Tags.IsEmpty)
        {
            head.Add(KeyValuePair.Create("tags", YamlText.List(page.Outline.Head.Tags.Select(tag => tag.Text))));
        }

        var cited = page.Citations.Select(each => each.Citation.Source).ToHashSet();
        if (SourceEntries.Of(file, path, cited) is { Count: > 0 } sources)
        {
            head.Add(KeyValuePair.Create("sources", SourceEntries.Value(sources)));
        }

        return head;
    }

    /// <summary>The link, and the sentence that says what is there where it is short enough.</summary>
    private static string Link(HealView view, LintPage page, RelPath path, string title, Statement first)
    {
        if (first.Text.Length > MostLetters)
        {
            return "- " + LinkEdit.Written(view, page.Path, path, title);
        }

        var labels = string.Concat(first.Labels.Select(label => $"[^{label}]"));
        return string.Create(CultureInfo.InvariantCulture, $"{LinkEdit.Written(view, page.Path, path, title)}: {MarkdownText.Escape(first.Text)}{labels}");
    }

    /// <summary>Headings are one level higher on a page of their own.</summary>
    private static MovedBlock Raised(MovedBlock block)
    {
        if (block.Kind != BlockKind.Heading || !Deep().IsMatch(block.Text))
        {
            return block;
        }

        var text = block.Text[1..];
        return block with { Text = text, Owned = block.Owned is { } owned ? owned with { Hash = PageBlock.HashOf(text) } : null };
    }

    [GeneratedRegex("^#{3,6}(?:[ \t]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Deep();
}
