using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>A saved web page: its main content with its structure, and what it says of itself.</summary>
internal static partial class HtmlSource
{
    /// <summary>Deeper elements become siblings of the deepest, as in browsers, so that recursion over the tree is safe.</summary>
    private const int MaxDepth = 200;

    public static SourceContent Read(SourceInput input)
    {
        var html = Decode(input.Bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        input.Cancel.ThrowIfCancellationRequested();
        using var document = Parse(html);
        var builder = new PassageBuilder(PlaceUnit.Line, input.Cancel);
        var images = new SourceImages(input.Path);
        if (document.Body is not { } body)
        {
            return new SourceContent(new SourceMetadata(), []);
        }

        var content = HtmlMainContent.Of(body);
        var metadata = HtmlMetadata.Read(document, content.Root);
        var address = Uri.TryCreate(metadata.Url, UriKind.Absolute, out var url) ? url : null;
        new HtmlPassages(content, new HtmlLines(html, document), builder, images, address).Read(content.Root);
        return builder.Build(metadata) with { Images = images.Found };
    }

    private static IHtmlDocument Parse(string html)
    {
        var options = new HtmlParserOptions { IsKeepingSourceReferences = true, MaximumDepth = MaxDepth };
        try
        {
            return new HtmlParser(options).ParseDocument(HtmlNesting.Flatten(html));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new WikiException("is no HTML that can be read", "open it in a browser and save it again", error);
        }
    }

    /// <summary>The charset that the page declares counts where its bytes are no UTF-8.</summary>
    private static string Decode(byte[] bytes)
    {
        var head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 2_048));
        var declared = Charset().Match(head);
        return TextDecoding.Decode(bytes, declared.Success ? declared.Groups[1].Value : null);
    }

    [GeneratedRegex("""<meta[^>]{0,200}charset\s*=\s*["']?(?<charset>[A-Za-z0-9_-]{2,30})""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Charset();
}
