using System.Collections.Concurrent;
using System.Globalization;
using LlmWiki.Ingest;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Ingest.Generative;
using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Tests.Models;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>
/// The sample, read over HTTP by the openai engine, with replies that people wrote by hand (<c>fixtures/cassettes</c>), beside the same sample
/// read without a model. The PDF stays out: its text is pdftotext's, and differs with its version.
/// </summary>
public sealed class CassetteTests
{
    private const string Begin = "<!-- figures -->";
    private const string End = "<!-- end of figures -->";

    [Fact]
    public async Task The_sample_read_by_hand_written_replies_is_a_valid_wiki_without_twins()
    {
        var kept = Environment.GetEnvironmentVariable("RECORD_CASSETTE");
        var cassette = kept is null ? Cassette.Read("sample") : Cassette.Kept(kept, Job);
        await using var server = new FakeServer((request, _) => FakeAnswer.Says(cassette.Reply(Job(Part(request, 0)), Part(request, 1))));
        using var wiki = IngestWiki.Sample(IsNoPdf);
        using var client = new OpenAiChatClient(new OpenAiServer { BaseUrl = server.Url, Model = "hand" }, new ModelLedger(null), TimeProvider.System);
        var report = wiki.Ingest(new TextEngine("openai:hand", client, 8));
        cassette.Missing.ShouldBeEmpty("prompts have changed: play them by hand, as fixtures/cassettes/README.md tells");
        if (kept is not null)
        {
            cassette.Write("sample");
            return;
        }

        cassette.Played.Count.ShouldBe(cassette.Count, "replies that nobody asks for any more");
        report.Model!.Unusable.ShouldBe(0);
        IsValid(wiki);

        using var plain = IngestWiki.Sample(IsNoPdf);
        plain.Ingest();
        var (with, without) = (WikiFigures.Of(wiki), WikiFigures.Of(plain));
        with.Covered.ShouldBeGreaterThanOrEqualTo(0.97);
        with.Valid.ShouldBe(1);
        with.Twins.ShouldBeEmpty();
        Compare(Table(without, with, report.Model, server.Requests.Sum(request => (long)TokenEstimate.Of(Part(request, 0)) + TokenEstimate.Of(Part(request, 1)))));
    }

    /// <summary>The same replies, every third claim of which is turned into a false one, and no answer to anything that follows from that.</summary>
    [Fact]
    public void A_weak_model_gets_nothing_false_into_the_wiki_and_loses_no_fact()
    {
        var cassette = Cassette.Read("sample");
        var wrong = new ConcurrentBag<string>();
        var model = new PlayedModel((system, user) =>
        {
            var job = Job(system);
            var reply = cassette.Reply(job, user);
            return reply.Length > 0 && job == "extract-claims" ? Weakened(reply, wrong) : reply;
        });
        using var wiki = IngestWiki.Sample(IsNoPdf);
        var report = wiki.Ingest(new TextEngine("played:weak", model, 4));
        wrong.Count.ShouldBeGreaterThan(100);
        report.Model!.Unusable.ShouldBeGreaterThan(10);
        IsValid(wiki);
        var pages = string.Join('\n', Directory.EnumerateFiles(Path.Combine(wiki.Root, "wiki"), "*.md", SearchOption.AllDirectories).Select(File.ReadAllText));
        wrong.Where(claim => pages.Contains(claim, StringComparison.Ordinal)).ShouldBeEmpty();
        pages.ShouldNotContain("Zacharias");
        WikiFigures.Of(wiki).Covered.ShouldBeGreaterThan(0.95);
    }

    /// <summary>A number becomes another, or somebody is put in whom no source knows.</summary>
    private static string Weakened(string reply, ConcurrentBag<string> wrong)
    {
        var claims = System.Text.Json.Nodes.JsonNode.Parse(reply)!["claims"]!.AsArray();
        for (var i = 0; i < claims.Count; i += 3)
        {
            var text = (string)claims[i]!["text"]!;
            var digit = text.AsSpan().LastIndexOfAnyInRange('1', '8');
            text = digit >= 0 ? $"{text[..digit]}{(char)(text[digit] + 1)}{text[(digit + 1)..]}" : $"Zacharias said that {text}";
            claims[i]!["text"] = text;
            wrong.Add(text);
        }

        return claims.Root.ToJsonString();
    }

    private static void IsValid(IngestWiki wiki)
    {
        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();
        WikiCheck.Uncited(wiki.Root).ShouldBeEmpty();
        WikiCheck.BadLinks(wiki.Root).ShouldBeEmpty();
        WikiCheck.LiveHtml(wiki.Root).ShouldBeEmpty();
        WikiCheck.Dropped(wiki.Root).ShouldBeEmpty();
    }

    private static bool IsNoPdf(string file) => !file.EndsWith(".pdf", StringComparison.Ordinal);

    private static string Part(FakeRequest request, int number) => (string)request.Json["messages"]![number]!["content"]!;

    private static string Job(string system) => system.Contains("take notes", StringComparison.Ordinal) ? "extract-claims"
        : system.Contains("arrange pages", StringComparison.Ordinal) ? "compose-section"
        : system.Contains("one page for each thing", StringComparison.Ordinal) ? "same-thing"
        : system.Contains("one sentence of at most", StringComparison.Ordinal) ? "describe-page" : "describe-source";

    private static string Table(WikiFigures without, WikiFigures with, ModelShare model, long promptTokens)
    {
        string[] rows =
        [
            "| | extractive | with a model |",
            "|---|---|---|",
            Row("pages of things", without.Pages, with.Pages),
            Row("statements on them", without.Statements, with.Statements),
            Row("citations", without.Citations, with.Citations),
            Row("citations that lead to their quote", without.Valid.ToString("0.00", CultureInfo.InvariantCulture), with.Valid.ToString("0.00", CultureInfo.InvariantCulture)),
            Row("passages with facts that a page cites", without.Covered.ToString("0.000", CultureInfo.InvariantCulture), with.Covered.ToString("0.000", CultureInfo.InvariantCulture)),
            Row("statements a page", without.PerPage.ToString("0.0", CultureInfo.InvariantCulture), with.PerPage.ToString("0.0", CultureInfo.InvariantCulture)),
            Row("things with two pages", without.Twins.Count, with.Twins.Count),
            Row("tokens of prompts for a token of source", "", ((double)promptTokens / with.SourceTokens).ToString("0.00", CultureInfo.InvariantCulture)),
            Row("claims that hold, and that were refused for good", "", $"{model.Claims}, {model.Refused}"),
        ];
        return string.Join('\n', rows);

        static string Row(string what, object left, object right) => string.Create(CultureInfo.InvariantCulture, $"| {what} | {left} | {right} |");
    }

    private static void Compare(string table)
    {
        var file = RepositoryFolder.At("tests/fixtures/README.md");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
        {
            File.WriteAllText(file, $"{text[..from]}\n\n{table}\n\n{text[to..]}");
            return;
        }

        text[from..to].Trim().ShouldBe(table, "fixtures/README.md; UPDATE_EXPECTED=1 writes it");
    }

    /// <summary>What can be counted on a wiki.</summary>
    private sealed record WikiFigures(int Pages, int Statements, int Citations, double Valid, double Covered, double PerPage, IReadOnlyList<string> Twins, int SourceTokens)
    {
        /// <summary>Names of one thing in the sample, as a person who read it would say; a page may bear several of them.</summary>
        private static readonly string[][] OneThing =
        [
            ["High wheeler", "High wheel", "High bicycle", "Ordinary", "Ordinary bicycle", "Penny-farthing"],
            ["Draisine", "Laufmaschine", "Running machine", "Hobby horse", "Dandy horse"],
            ["John Kemp Starley", "J. K. Starley", "JK Starley"],
            ["Paul de Vivie", "Vélocio"],
            ["Karl Drais", "Drais"],
            ["John Boyd Dunlop", "J. B. Dunlop"],
            ["Annie Londonderry", "Annie Cohen Kopchovsky"],
            ["Safety bicycle", "Safety"],
            ["Derailleur", "Dérailleur"],
            ["Pneumatic tyre", "Air tyre"],
            ["Tour de France", "First Tour de France"],
            ["Velocipede", "Boneshaker"],
            ["League of American Wheelmen", "L.A.W."],
            ["Roller chain", "Bush roller chain"],
            ["Rover", "Rover safety", "Rover safety bicycle"],
        ];

        public static WikiFigures Of(IngestWiki wiki)
        {
            var pages = Directory.EnumerateFiles(Path.Combine(wiki.Root, "wiki"), "*.md", SearchOption.AllDirectories)
                .Select(file => Page.Parse(new RelPath(Path.GetRelativePath(wiki.Root, file)), File.ReadAllText(file))).ToList();
            var things = pages.Where(page => page.Type is "concept" or "entity").ToList();
            var citations = pages.SelectMany(page => page.Blocks.Where(block => block.Kind == BlockKind.Footnote).Select(block => Citation.Parse(page.Path, block.Text))).OfType<Citation>().ToList();
            var cited = citations.Select(citation => (citation.Source, citation.Quote)).ToHashSet();
            var bad = WikiCheck.BadCitations(wiki.Root).Count;
            var (facts, used, tokens) = (0, 0, 0);
            foreach (var source in wiki.Folder.ListRaw().Files.Select(file => Source(wiki, file.Path)).OfType<Source>())
            {
                var reading = Reading.Of(source);
                var asked = new AskedPassages(reading);
                var rows = reading.Claims.Where(claim => claim.Kind == ClaimKind.Row).SelectMany(claim => claim.Parts).ToHashSet();
                var withFacts = source.Passages.Where(passage => asked.IsFact(passage) || rows.Contains(passage)).ToList();
                facts += withFacts.Count;
                used += withFacts.Count(passage => cited.Contains((source.Path, Citation.QuoteOf(passage.Text))));
                tokens += source.Passages.Sum(passage => TokenEstimate.Of(passage.Text));
            }

            var statements = things.Sum(page => page.Blocks.Count(block => block.Kind is BlockKind.Paragraph or BlockKind.ListItem && Citation.LabelsIn(block.Text).Any()));
            return new WikiFigures(things.Count, statements, citations.Count, citations.Count == 0 ? 1 : (double)(citations.Count - bad) / citations.Count, (double)used / facts, (double)statements / things.Count, TwinsOf(things), tokens);
        }

        private static Source? Source(IngestWiki wiki, RelPath path)
        {
            try
            {
                return SourceReader.Read(path, wiki.Folder.ReadRaw(path), null);
            }
            catch (WikiException)
            {
                return null;
            }
        }

        private static List<string> TwinsOf(List<Page> things)
        {
            var names = things.SelectMany(page => page.Head.MapOrEmpty.Texts("aliases").Prepend(page.Title).Select(name => (Key: NamePart.KeyOf(name), page.Title))).Distinct().ToList();
            var byName = names.GroupBy(name => name.Key).Where(group => group.Select(name => name.Title).Distinct().Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(name => name.Title).Order(StringComparer.Ordinal))}");
            var byThing = OneThing.Select(known => names.Where(name => known.Select(NamePart.KeyOf).Contains(name.Key)).Select(name => name.Title).Distinct().Order(StringComparer.Ordinal).ToList())
                .Where(titles => titles.Count > 1).Select(titles => string.Join(" = ", titles));
            return [.. byName.Concat(byThing)];
        }
    }
}
