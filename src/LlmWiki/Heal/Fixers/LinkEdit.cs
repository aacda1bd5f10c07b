using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>Edits of links that leave a person's text and all else as it is.</summary>
internal static class LinkEdit
{
    /// <summary>The link with another file as its target, in the form in which it is written; null where its place is not sure.</summary>
    /// <param name="fragment">What stands behind <c>#</c>, not decoded; null keeps it.</param>
    public static TextEdit? Retarget(HealView view, RelPath page, OutlineLink link, RelPath file, string? fragment = null)
    {
        if (link.TargetStart < 0 || !view.Text(page).AsSpan(Math.Min(link.TargetStart, view.Text(page).Length)).StartsWith(link.Target, StringComparison.Ordinal))
        {
            return null;
        }

        var hash = link.Target.IndexOf('#', StringComparison.Ordinal);
        var rest = fragment is not null ? (fragment.Length == 0 ? "" : "#" + fragment) : hash < 0 ? "" : link.Target[hash..];
        var path = file == page && link.Target.StartsWith('#') ? "" : link.Form is LinkForm.Markdown or LinkForm.Definition ? Relative(page, link.Target, file) : Name(view, link.Target, file);
        return new TextEdit(page, link.TargetStart, link.Target.Length, path + rest);
    }

    /// <summary>The link gone, its words there.</summary>
    public static TextEdit Unlink(RelPath page, OutlineLink link, string text) => new(page, link.Start, link.Length, text);

    private static string Relative(RelPath page, string was, RelPath file) =>
        was.StartsWith('/') ? "/" + MarkdownText.EscapePath(file.Value) : (was.StartsWith("./", StringComparison.Ordinal) ? "./" : "") + MarkdownText.EscapePath(page.LinkTo(file));

    /// <summary>As short as it was: a bare name where that is enough, else the path from the vault's root; <c>.md</c> as before.</summary>
    private static string Name(HealView view, string was, RelPath file)
    {
        var hasEnding = was.Split('#')[0].TrimEnd().EndsWith(".md", StringComparison.OrdinalIgnoreCase) || file.Extension != ".md";
        var isAlone = view.Wiki.Files.Count(other => other.Name.Equals(file.Name, StringComparison.OrdinalIgnoreCase)) == 1;
        var path = isAlone ? file.Name : view.Wiki.Rules == LinkRules.Wiki && file.IsUnder("wiki") ? file.Value["wiki/".Length..] : file.Value;
        return hasEnding ? path : path[..^file.Extension.Length];
    }
}
