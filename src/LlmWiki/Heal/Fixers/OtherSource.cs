using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>Finds what a gone source said in the sources that are there.</summary>
internal static class OtherSource
{
    /// <summary>The citation as it stands in the one other source that has its quote word for word; null where none has it, or more than one.</summary>
    public static Citation? Of(LintSources sources, Citation citation)
    {
        var found = sources.Files.Where(file => file != citation.Source).Select(file => In(sources, file, citation)).OfType<Citation>().Take(2).ToList();
        return found is [var only] ? only : null;
    }

    /// <summary>The citation in another source; null where its quote does not stand there.</summary>
    public static Citation? In(LintSources sources, RelPath file, Citation citation) =>
        sources.Read(file)?.Quoted(citation) is { } passage ? citation with { Source = file, Place = passage.Place } : null;

    /// <summary>The file that a gone one is called now: the one with the same content, or with all that a page quotes of it. Null where none is certain.</summary>
    public static RelPath? RenamedTo(LintWiki wiki, LintPage page, RelPath gone)
    {
        var sources = wiki.Sources!;
        var hashes = wiki.Pages.Where(each => each.IsSource && each.Outline.Head.Sources is [{ Path: { } path }, ..] && path == gone).Select(each => each.Outline.Head.SourceHash).OfType<string>().ToHashSet();
        if (hashes.Count > 0 && sources.Files.Where(file => sources.HashOf(file) is { } hash && hashes.Contains(hash.Hex)).Take(2).ToList() is [var same])
        {
            return same;
        }

        var cited = page.Citations.Select(each => each.Citation).Where(citation => citation.Source == gone).ToList();
        return cited.Count > 0 && sources.Files.Where(file => cited.TrueForAll(citation => In(sources, file, citation) is not null)).Take(2).ToList() is [var only] ? only : null;
    }
}
