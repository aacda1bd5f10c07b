using System.Text.RegularExpressions;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Evals.Mend;

/// <summary>The files after heal, and what lint reads in them.</summary>
internal sealed record HealedWiki(WikiFiles Files, LintWiki Wiki)
{
    public LintPage? PageAt(string path) => Wiki[new RelPath(path)];

    /// <summary>Files to which the links of a page lead whose words are these; null stands for any words.</summary>
    public IEnumerable<string> TargetsOf(string path, string? words = null) =>
        PageAt(path) is { } page ? page.Outline.Links.Zip(page.Targets).Where(pair => words is null || pair.First.Text == words).Select(pair => pair.Second.File?.Value ?? "") : [];

    /// <summary>A value of the front matter; null where it is not there, or is no text.</summary>
    public string? HeadOf(string path, string key) => Files.Has(path) ? FrontMatter.Split(Files[path]).Head.MapOrEmpty.Text(key) : null;
}

/// <summary>Something that is so once a defect is mended as it should be.</summary>
/// <param name="What">Shown where it is not so.</param>
internal sealed record Answer(string What, Func<HealedWiki, bool> Fits);

/// <summary>Notes beside the defect that was planted last what is so once it is mended.</summary>
internal static partial class Answers
{
    public static void Answer(this Plot plot, string what, Func<HealedWiki, bool> fits) => plot.Expected[^1].Answers.Add(new Answer(what, fits));

    public static void LeadsTo(this Plot plot, string path, string file, string? words = null) =>
        plot.Answer($"{path}: a link{(words is null ? "" : $" '{words}'")} leads to {file}", wiki => wiki.TargetsOf(path, words).Contains(file));

    public static void Says(this Plot plot, string path, string text) => plot.Answer($"{path} has '{text}'", wiki => wiki.Files.Has(path) && wiki.Files[path].Contains(text, StringComparison.Ordinal));

    public static void SaysNoMore(this Plot plot, string path, string text) => plot.Answer($"{path} has no '{text}'", wiki => !wiki.Files.Has(path) || !wiki.Files[path].Contains(text, StringComparison.Ordinal));

    public static void Head(this Plot plot, string path, string key, string value) => plot.Answer($"{path}: '{key}' is '{value}'", wiki => wiki.HeadOf(path, key) == value);

    /// <summary>All that the page says now is still told on one page or another, word for word.</summary>
    public static void KeepsText(this Plot plot, string path)
    {
        var lines = Body(plot.Files[path]).ToList();
        plot.Answer($"no word of {path} is lost", wiki =>
        {
            var told = wiki.Files.All.Where(file => file.Key.StartsWith("wiki/", StringComparison.Ordinal)).SelectMany(file => Body(file.Value)).ToHashSet();
            return lines.TrueForAll(told.Contains);
        });
    }

    /// <summary>Its lines of text: headings get other levels, labels of footnotes other names.</summary>
    private static IEnumerable<string> Body(string text) => FrontMatter.Split(text).Body.Split('\n').Where(line => line.Length > 0 && line[0] is not ('#' or '[')).Select(line => Marks().Replace(line, "[^]"));

    [GeneratedRegex(@"\[\^[^\]]+\]")]
    private static partial Regex Marks();
}
