using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>Edits of footnotes that are citations, and of the sources that the front matter names for them.</summary>
internal static class CitationEdit
{
    /// <summary>The citation that a finding stands on.</summary>
    public static (PageCitation Each, CitationCheck? Check)? At(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { } page || view.Wiki.Sources is not { } sources)
        {
            return null;
        }

        var at = page.Citations.ToList().FindIndex(each => each.Line == finding.Line && each.Column == finding.Column);
        return at < 0 ? null : (page.Citations[at], page.Checks(sources)[at]);
    }

    /// <summary>The definition with another source, place or quote; what stays the same stays as it is written. Null where its place is not sure.</summary>
    public static TextEdit? Rewrite(SnapshotFile file, PageCitation each, Citation now)
    {
        var start = new LineMap(file.Text).StartOf(each.Line) + each.Column - 1;
        var end = file.Text.IndexOf('\n', start) is >= 0 and var at ? at : file.Text.Length;
        var raw = file.Text[start..end].TrimEnd();
        if (CitationText.Read(raw) is not { } was || Citation.Parse(file.Path, raw) != each.Citation)
        {
            return null;
        }

        var isSameSource = now.Source == each.Citation.Source;
        var head = $"[^{was.Label}]: [";
        var path = raw.IndexOf("](" + was.Path, head.Length + was.Name.Length, StringComparison.Ordinal) + 2;
        var fragment = isSameSource && now.Place == each.Citation.Place ? raw[(path + was.Path.Length)..raw.IndexOf(')', path)] : Citation.Fragment(now.Place);
        var written = $"{head}{(isSameSource ? was.Name : MarkdownText.Escape(now.Source.Value))}, {Citation.Describe(now.Place)}]"
            + $"({(isSameSource ? was.Path : MarkdownText.EscapePath(file.Path.LinkTo(now.Source)))}{fragment}) \"{(now.Quote == each.Citation.Quote ? was.Quote : MarkdownText.Escape(now.Quote))}\"";
        return Citation.Parse(file.Path, written) == now ? Between(file.Path, start, raw, written) : null;
    }

    /// <summary>An entry of <c>sources</c> with another file; null where there is none, or one for that file already.</summary>
    public static TextEdit? Resource(SnapshotFile file, RelPath was, RelPath now)
    {
        var resources = (file.Head.MapOrEmpty["sources"] as YamlList)?.Items.OfType<YamlMap>().Select(item => item["resource"]).OfType<YamlScalar>().ToList() ?? [];
        return resources.Find(each => file.Path.Follow(each.Text) == was) is { } scalar && !resources.Exists(each => file.Path.Follow(each.Text) == now) && HeadEdit.TokenOf(file.Text, scalar) is { } token
            ? new TextEdit(file.Path, token.Start, token.Length, token.Written(file.Path.LinkTo(now))) : null;
    }

    /// <summary>From the first letter that differs to the last.</summary>
    private static TextEdit Between(RelPath page, int start, string was, string now)
    {
        var head = was.AsSpan().CommonPrefixLength(now);
        var tail = 0;
        while (tail < Math.Min(was.Length, now.Length) - head && was[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        return new TextEdit(page, start + head, was.Length - head - tail, now[head..^tail]);
    }
}
