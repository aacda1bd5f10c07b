using System.Net;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Storage;
using LlmWiki.Text;
using LlmWiki.Words;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmWiki.Tests.Ingest;

/// <summary>Checks a wiki on disk as a stranger would: with the files and a Markdown parser, not with the code that wrote it.</summary>
internal static class WikiCheck
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseFootnotes().UseYamlFrontMatter().Build();

    /// <summary>Each footnote that does not lead to its quote, in words.</summary>
    public static List<string> BadCitations(string root)
    {
        var bad = new List<string>();
        var sources = new Dictionary<RelPath, Source>();
        foreach (var page in Pages(root))
        {
            foreach (var block in page.Blocks.Where(block => block.Kind == BlockKind.Footnote))
            {
                if (Citation.Parse(page.Path, block.Text) is not { } citation)
                {
                    bad.Add($"{page.Path}: no citation: {block.Text}");
                }
                else if (!IsQuoted(root, citation, sources))
                {
                    bad.Add($"{page.Path}: not found: {block.Text}");
                }
            }
        }

        return bad;
    }

    /// <summary>Labels used without a definition, and statements of topic pages without a citation.</summary>
    public static List<string> Uncited(string root)
    {
        var bad = new List<string>();
        foreach (var page in Pages(root))
        {
            var defined = page.Blocks.Select(block => block.Kind == BlockKind.Footnote ? Citation.Parse(page.Path, block.Text)?.Label : null).OfType<string>().ToList();
            bad.AddRange(defined.GroupBy(label => label).Where(group => group.Count() > 1).Select(group => $"{page.Path}: [^{group.Key}] is defined twice"));
            var body = page.Blocks.Where(block => block.Kind != BlockKind.Footnote).ToList();
            var used = body.SelectMany(block => Citation.LabelsIn(block.Text)).ToHashSet();
            bad.AddRange(used.Except(defined).Select(label => $"{page.Path}: [^{label}] is not defined"));
            bad.AddRange(defined.Except(used).Select(label => $"{page.Path}: [^{label}] is not used"));
            if (page.Type is "concept" or "entity")
            {
                bad.AddRange(body.TakeWhile(block => block.Text != "## See also").Where(block => block.Kind != BlockKind.Heading && !block.Text.StartsWith("*Not the same as", StringComparison.Ordinal) && !Citation.LabelsIn(block.Text).Any())
                    .Select(block => $"{page.Path}:{block.Line}: no citation: {block.Text}"));
            }
        }

        return bad;
    }

    /// <summary>Relative links and images that lead to no file.</summary>
    public static List<string> BadLinks(string root)
    {
        var bad = new List<string>();
        foreach (var page in Pages(root))
        {
            foreach (var link in Markdown.Parse(page.Raw, Pipeline).Descendants<LinkInline>())
            {
                var url = (link.Url ?? "").Split('#')[0];
                var outside = url.Contains("://", StringComparison.Ordinal) || url.StartsWith("mailto:", StringComparison.Ordinal);
                if (!outside && (page.Path.Follow(Uri.UnescapeDataString(url)) is not { } target || !File.Exists(Path.Combine(root, target.Value))))
                {
                    bad.Add($"{page.Path}: {link.Url}");
                }
            }
        }

        return bad;
    }

    /// <summary>Tags and links with a scheme that a browser would act on.</summary>
    public static List<string> LiveHtml(string root) =>
        [.. Pages(root).SelectMany(page => Markdown.Parse(page.Raw, Pipeline).Descendants()
            .Where(node => node is HtmlBlock or HtmlInline || (node is LinkInline { Url: { } url } && (url.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))))
            .Select(node => $"{page.Path}: {node.GetType().Name}"))];

    /// <summary>Passages that no page cites and that the source's page does not list as not used either.</summary>
    public static List<string> Dropped(string root)
    {
        var pages = Pages(root).ToList();
        var cited = pages.SelectMany(page => page.Blocks.Where(block => block.Kind == BlockKind.Footnote).Select(block => Citation.Parse(page.Path, block.Text)))
            .OfType<Citation>().Select(citation => (citation.Source, citation.Quote)).ToHashSet();
        var bad = new List<string>();
        foreach (var page in pages.Where(page => page.Type == "source"))
        {
            var resource = ((YamlMap)((YamlList)page.Head.Map["sources"]!).Items[0]).Text("resource")!;
            var path = page.Path.Follow(resource)!.Value;
            var listed = string.Join('\n', page.Blocks.SkipWhile(block => block.Text != "### Not used").Select(block => block.Text));
            bad.AddRange(Read(root, path).Passages
                .Where(passage => !cited.Contains((path, Citation.QuoteOf(passage.Text))) && !IsListed(passage, listed))
                .Select(passage => $"{path}: {passage.Place} {passage.Text}"));
        }

        return bad;
    }

    private static bool IsListed(Passage passage, string listed)
    {
        var starts = MarkdownText.Unescape(listed).Contains(passage.Text[..Math.Min(30, passage.Text.Length)].TrimEnd(), StringComparison.Ordinal);
        return starts || System.Text.RegularExpressions.Regex.Matches(listed, @"(?<![\w“])(\d+)(?:–(\d+))?(?![\w.])")
            .Any(match => int.Parse(match.Groups[1].Value) <= passage.Place.First
                && (match.Groups[2].Success ? int.Parse(match.Groups[2].Value) : int.Parse(match.Groups[1].Value)) >= passage.Place.First);
    }

    private static IEnumerable<Page> Pages(string root) =>
        Directory.EnumerateFiles(Path.Combine(root, "wiki"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => Page.Parse(new RelPath(Path.GetRelativePath(root, file)), File.ReadAllText(file)));

    private static bool IsQuoted(string root, Citation citation, Dictionary<RelPath, Source> sources)
    {
        if (!File.Exists(Path.Combine(root, citation.Source.Value)))
        {
            return false;
        }

        if (citation.Source.Extension is ".md" or ".txt" or ".html")
        {
            var lines = File.ReadAllLines(Path.Combine(root, citation.Source.Value));
            var cited = WebUtility.HtmlDecode(string.Join(' ', lines[(citation.Place.First - 1)..citation.Place.Last]));
            if (ContainsWords(cited, citation.QuotedText))
            {
                return true;
            }

            // The quote of a row names its columns, which stand in the head of the table.
            return Read(root, citation.Source).Passages.Any(passage => passage.Kind == PassageKind.TableRow && passage.Place == citation.Place
                && citation.Quote == Citation.QuoteOf(passage.Text) && passage.Cells.All(cell => ContainsWords(cited, cell.Value)));
        }

        if (!sources.TryGetValue(citation.Source, out var source))
        {
            sources[citation.Source] = source = Read(root, citation.Source);
        }

        return source.Passages.Any(passage => passage.Place.First <= citation.Place.First && passage.Place.Last >= citation.Place.Last
            && passage.Text.Contains(citation.QuotedText, StringComparison.Ordinal));
    }

    private static Source Read(string root, RelPath path) =>
        SourceReader.Read(path, File.ReadAllBytes(Path.Combine(root, path.Value)), PdfTool.Find() is { } tool ? new PdfToText(tool) : null);

    /// <summary>Whether the words of a quote stand in a text in order, with nothing between them but markup.</summary>
    private static bool ContainsWords(string text, string quote)
    {
        var words = Tokens.Of(quote).ConvertAll(token => token.Word);
        var found = Tokens.Of(text).ConvertAll(token => token.Word);
        for (var start = 0; start + words.Count <= found.Count; start++)
        {
            var (at, word) = (start, 0);
            for (; at < found.Count && word < words.Count && at - start < (words.Count * 2) + 20; at++)
            {
                word += found[at] == words[word] ? 1 : 0;
            }

            if (found[start] == words[0] && word == words.Count)
            {
                return true;
            }
        }

        return words.Count == 0;
    }
}
