using System.Collections.Immutable;
using AngleSharp.Dom;

namespace LlmWiki.Sources;

/// <summary>What a page says of itself: Open Graph, Dublin Core and the plain names of HTML.</summary>
internal static class HtmlMetadata
{
    private static readonly string[] DateNames =
    [
        "article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "dcterms.date", "pubdate", "publish-date",
        "citation_publication_date",
    ];

    public static SourceMetadata Read(IDocument document, IElement root)
    {
        var metas = document.QuerySelectorAll("meta").Take(500).ToLookup(
            meta => (meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop") ?? "").ToLowerInvariant(),
            meta => CleanText.Of(meta.GetAttribute("content") ?? ""));
        IEnumerable<string> Contents(params string[] names) => names.SelectMany(name => metas[name]).Where(content => content.Length > 0);

        return new SourceMetadata
        {
            Title = Title(document, root, Contents("og:title", "dc.title", "twitter:title").FirstOrDefault()),
            Date = Contents(DateNames).Concat(Times(document, root)).Select(SourceDates.Parse).FirstOrDefault(date => date is not null),
            Authors = [.. Authors(document, Contents("author", "article:author", "dc.creator", "citation_author"))],
            Url = new[] { document.QuerySelector("link[rel~=canonical]")?.GetAttribute("href") }.Concat(Contents("og:url"))
                .Select(SafeUrl.OfWeb).FirstOrDefault(url => url is not null),
            Tags = [.. Contents("article:tag").Concat(Contents("keywords").SelectMany(words => words.Split(',')))
                .Select(CleanText.Of).Where(tag => tag.Length is > 0 and < 80).Distinct().Take(30)],
            Description = Contents("description", "og:description").FirstOrDefault(),
        };
    }

    /// <summary>The page's title; where it is the first heading with the site's name after it, the heading.</summary>
    private static string? Title(IDocument document, IElement root, string? social)
    {
        var heading = CleanText.Of((root.QuerySelector("h1") ?? document.QuerySelector("h1"))?.TextContent ?? "").TrimEnd('¶', '#', '§', ' ');
        var title = social ?? CleanText.Of(document.QuerySelector("title")?.TextContent ?? "");
        return title.Length == 0 || (heading.Length > 3 && title.StartsWith(heading, StringComparison.Ordinal))
            ? heading.Length == 0 ? null : heading
            : title;
    }

    private static IEnumerable<string> Times(IDocument document, IElement root) =>
        from time in document.QuerySelectorAll("time[pubdate], time[itemprop=datePublished]").Concat(root.QuerySelectorAll("time[datetime]").Take(1))
        let moment = time.GetAttribute("datetime")
        where moment is not null
        select moment;

    private static IEnumerable<string> Authors(IDocument document, IEnumerable<string> named)
    {
        var authors = named.Where(name => !name.Contains("://", StringComparison.Ordinal)).ToImmutableArray();
        return authors.Length > 0
            ? authors.Distinct().Take(20)
            : document.QuerySelectorAll("[rel~=author], [itemprop=author]").Select(author => CleanText.Of(author.TextContent))
                .Where(name => name.Length is > 0 and < 100).Distinct().Take(20);
    }
}
