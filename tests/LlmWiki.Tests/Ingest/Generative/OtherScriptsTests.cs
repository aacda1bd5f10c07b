using System.Text.RegularExpressions;
using LlmWiki.Models;
using LlmWiki.Pages;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>Sources of <c>fixtures/scripts</c>: two in each language, and what a model makes of each passage.</summary>
public sealed partial class OtherScriptsTests
{
    [Theory]
    [InlineData("zh", "卡尔·德赖斯", "跑步机")]
    [InlineData("ar", "كارل درايس", "آلة الجري")]
    [InlineData("ru", "Карл Драйс", "Беговая машина")]
    [InlineData("de", "Karl Drais", "Laufmaschine")]
    public void A_wiki_in_any_script_has_one_page_for_each_thing_and_only_what_its_sources_bear(string language, params string[] titles)
    {
        var told = Told(language);
        using var wiki = Wiki(language);
        var model = new PlayedModel((system, user) => Reply(told, system, user));
        var report = wiki.Ingest(new TextEngine("played:" + language, model, 4));

        var pages = Topics(wiki);
        pages.Select(page => page.Title).Order(StringComparer.Ordinal).ShouldBe(titles.Order(StringComparer.Ordinal));

        // What is told once, in one source, makes no page of its own: the museum's claim stands on the page of its source.
        var statements = string.Join('\n', pages.Concat(wiki.Pages("sources").Select(name => wiki.Page("wiki/sources/" + name))).Select(page => page.Body));
        foreach (var (passage, _, claim, holds) in told)
        {
            var text = Words(claim);
            (Words(statements).Contains(text, StringComparison.Ordinal) == holds).ShouldBeTrue(claim);
            if (!holds)
            {
                statements.ShouldContain(passage);
            }
        }

        report.Model!.Claims.ShouldBe(told.Count(each => each.Holds));
        (report.Model.Unusable, report.Model.Fallbacks).ShouldBe((0, 0));
        report.Outcomes.Sum(outcome => outcome.Cited).ShouldBe(told.Count);
        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();
        WikiCheck.Uncited(wiki.Root).ShouldBeEmpty();
        WikiCheck.BadLinks(wiki.Root).ShouldBeEmpty();
        WikiCheck.Dropped(wiki.Root).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("ar")]
    [InlineData("ru")]
    [InlineData("de")]
    public void The_order_of_its_sources_changes_no_page_and_a_second_run_no_byte(string language)
    {
        var told = Told(language);
        var titles = new List<string[]>();
        foreach (var turned in (bool[])[false, true])
        {
            using var wiki = new IngestWiki();
            var files = Sources(language).OrderBy(source => source.Path, StringComparer.Ordinal);
            foreach (var (path, text) in turned ? files.Reverse() : files)
            {
                wiki.Write("raw/" + path, text);
                wiki.Ingest(new TextEngine("played:one", new PlayedModel((system, user) => Reply(told, system, user)), 4));
            }

            var after = wiki.State();
            wiki.Ingest(new TextEngine("played:one", new PlayedModel((_, _) => throw new InvalidOperationException("asked again")), 4)).Pages.ShouldBeEmpty();
            wiki.State().ShouldBe(after);
            titles.Add([.. Topics(wiki).Select(page => $"{page.Path} {page.Title}")]);
        }

        titles[0].ShouldBe(titles[1]);
    }

    /// <summary>Links and marks of a statement are no part of its words.</summary>
    private static string Words(string text) => Link().Replace(text, "${shown}");

    private static IReadOnlyList<Page> Topics(IngestWiki wiki) =>
        [.. ((string[])["concepts", "entities"]).SelectMany(folder => wiki.Pages(folder).Select(name => wiki.Page($"wiki/{folder}/{name}")))];

    private static IngestWiki Wiki(string language) => new([.. Sources(language)]);

    private static IEnumerable<(string Path, string Text)> Sources(string language) =>
        Directory.EnumerateFiles(Path.Combine(Folder(language), "raw")).Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    private static string Folder(string language) => RepositoryFolder.At("tests/fixtures/scripts/" + language);

    private static List<(string Passage, string Topic, string Claim, bool Holds)> Told(string language) =>
        [.. File.ReadLines(Path.Combine(Folder(language), "claims.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" | ")).Select(parts => (parts[0], parts[1], parts[2].TrimStart('!', ' '), parts[2][0] != '!'))];

    private static string Reply(List<(string Passage, string Topic, string Claim, bool Holds)> told, string system, string user)
    {
        if (!system.Contains("take notes", StringComparison.Ordinal))
        {
            return LiteralModel.Reply(system, user);
        }

        var passages = Passage().Matches(user).Select(match => (Number: int.Parse(match.Groups["number"].Value), Text: match.Groups["text"].Value));
        return LiteralModel.Json(passages.Select(passage => (told.Single(each => passage.Text.StartsWith(each.Passage, StringComparison.Ordinal)), passage.Number))
            .Select(pair => (pair.Item1.Topic, pair.Item1.Claim, new[] { pair.Number })));
    }

    [GeneratedRegex(@"^\[(?<number>\d+)\] (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Passage();

    [GeneratedRegex(@"\[(?<shown>[^\]^]+)\]\([^)]*\)")]
    private static partial Regex Link();
}
