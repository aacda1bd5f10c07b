using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>Edits of links that leave what a reader sees, and all else, as it is.</summary>
internal static class LinkEdit
{
    /// <summary>Nothing of this can stand in the target of a wikilink.</summary>
    private const string NotInNames = "#^[]|\\\r\n";

    /// <summary>
    /// The link with another file as its target, in the form in which it is written; null where its place is not sure, or where the file
    /// cannot be linked in this form.
    /// </summary>
    /// <param name="fragment">What stands behind <c>#</c>, as it is to be written; null keeps it.</param>
    public static TextEdit? Retarget(HealView view, RelPath page, OutlineLink link, RelPath file, string? fragment = null) =>
        TargetOf(view, page, link, file, fragment) is { } target ? Rewrite(view, page, link, target) : null;

    /// <summary>What stands between the brackets of a link that leads to another file; null where it cannot be linked in this form.</summary>
    /// <param name="fragment">As for <see cref="Retarget"/>.</param>
    public static string? TargetOf(HealView view, RelPath page, OutlineLink link, RelPath file, string? fragment = null)
    {
        var hash = link.Target.IndexOf('#', StringComparison.Ordinal);
        var rest = fragment is not null ? (fragment.Length == 0 ? "" : "#" + fragment) : hash < 0 ? "" : link.Target[hash..];
        var isMarkdown = link.Form is LinkForm.Markdown or LinkForm.Definition;
        var path = file == page && link.Target.StartsWith('#') ? "" : isMarkdown ? Relative(page, link.Target, file) : Name(view, page, link, file);
        return path is null || view.Wiki.Links.Follow(page, link with { Target = path + rest }).File != file ? null : path + rest;
    }

    /// <summary>The link with another target, and the words that a reader saw; null where its place is not sure.</summary>
    public static TextEdit? Rewrite(HealView view, RelPath page, OutlineLink link, string target)
    {
        var text = view.Text(page);
        if (link.TargetStart < 0 || link.TargetStart >= text.Length)
        {
            return null;
        }

        // The angle brackets around a target may count as part of it.
        var start = link.TargetStart + (text[link.TargetStart] == '<' ? 1 : 0);
        return text.AsSpan(start).StartsWith(link.Target, StringComparison.Ordinal) ? new TextEdit(page, start, link.Target.Length, target + Words(view, page, link, target, text)) : null;
    }

    /// <summary>Whether an item of a list is nothing but a link.</summary>
    public static bool IsWholeItem(SnapshotFile file, PageBlock block, OutlineLink link) =>
        block.Kind == BlockKind.ListItem && block.Line == link.Line && file.Text.AsSpan(link.Start, link.Length).SequenceEqual(block.Text.TrimStart('-', '*', '+', ' '));

    /// <summary>The link gone, its words there.</summary>
    public static TextEdit Unlink(RelPath page, OutlineLink link, string text) => new(page, link.Start, link.Length, text);

    /// <summary>The words of a link as Markdown that stands by itself; null for an embed, a definition, or what has none.</summary>
    public static string? WordsOf(HealView view, RelPath page, OutlineLink link)
    {
        var text = view.Text(page);
        if (link.IsEmbed || link.TargetStart < 0 || link.Start + link.Length > text.Length || string.IsNullOrWhiteSpace(link.Text))
        {
            return null;
        }

        var inner = text.AsSpan(link.Start, link.TargetStart - link.Start);
        return link.Form switch
        {
            LinkForm.Markdown when inner[0] == '[' && inner.LastIndexOf("](") is > 0 and var close => inner[1..close].ToString(),
            LinkForm.Wikilink => MarkdownText.Escape(link.Text),
            _ => null,
        };
    }

    /// <summary>A new link to a page, in the form that the wiki has.</summary>
    public static string Written(HealView view, RelPath from, RelPath to, string title)
    {
        var display = string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return WikilinkName(view, to) is { } name ? $"[[{name}|{PageLink.Plain(display)}]]" : PageLink.Write(from, to, display, LinkStyle.Markdown);
    }

    /// <summary>The same with words that stand in the page as they are.</summary>
    public static string Around(HealView view, RelPath from, RelPath to, string words, bool isInTable) =>
        WikilinkName(view, to) is { } name && PageLink.Plain(words) == words ? $"[[{name}{Bar(isInTable)}{words}]]" : $"[{words}]({MarkdownText.EscapePath(from.LinkTo(to))})";

    private static string? WikilinkName(HealView view, RelPath to) =>
        view.Links == LinkStyle.Wikilink && view.Wiki.Rules != LinkRules.GitHub && VaultPath(view, to) is { } path ? path[..^(to.Extension == ".md" ? to.Extension.Length : 0)] : null;

    /// <summary>Whether a link stands in a table, where a bar within it is escaped.</summary>
    public static bool IsInTable(HealView view, RelPath page, OutlineLink link) =>
        view.Wiki[page]?.Outline.Texts.Any(text => text.Kind == TextKind.TableCell && text.Line == link.Line) == true;

    /// <summary>The path that leads from the root of the vault, as wikilinks have it; null where the name has marks of their syntax.</summary>
    public static string? VaultPath(HealView view, RelPath file)
    {
        var path = view.Wiki.Rules == LinkRules.Wiki && file.IsUnder("wiki") ? file.Value["wiki/".Length..] : file.Value;
        return path.AsSpan().ContainsAny(NotInNames) ? null : path;
    }

    private static string Relative(RelPath page, string was, RelPath file) =>
        was.StartsWith('/') ? "/" + MarkdownText.EscapePath(file.Value) : (was.StartsWith("./", StringComparison.Ordinal) ? "./" : "") + MarkdownText.EscapePath(page.LinkTo(file));

    /// <summary>As short as it was: a bare name where that is enough, else the path from the vault's root; <c>.md</c> as before.</summary>
    private static string? Name(HealView view, RelPath page, OutlineLink link, RelPath file)
    {
        var note = link.Target.Split('#')[0].TrimEnd();
        if (VaultPath(view, file) is not { } path || (link.Form == LinkForm.Property && path.AsSpan().ContainsAny("\"'")))
        {
            return null;
        }

        var keep = file.Extension == ".md" && !note.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? file.Extension.Length : 0;
        var isAlone = !note.Contains('/', StringComparison.Ordinal) && view.Wiki.Links.Follow(page, link with { Target = file.Name[..^keep] }) is { Others.IsEmpty: true } bare && bare.File == file;
        return isAlone ? file.Name[..^keep] : path[..^keep];
    }

    /// <summary>A wikilink shows its target where it has no words of its own: what was shown becomes its words. A path is nothing to read.</summary>
    private static string Words(HealView view, RelPath page, OutlineLink link, string target, string text)
    {
        var behind = text.AsSpan(link.TargetStart + link.Target.Length).TrimStart();
        var isBare = link is { Form: LinkForm.Wikilink, IsEmbed: false } && behind.StartsWith("]]");
        var isSame = MarkdownObsidianParser.NameOf(target) == link.Text && !target.Split('#')[0].Contains('/', StringComparison.Ordinal);
        return isBare && !isSame && link.Text.Length > 0 ? Bar(IsInTable(view, page, link)) + link.Text : "";
    }

    private static string Bar(bool isInTable) => isInTable ? "\\|" : "|";
}
