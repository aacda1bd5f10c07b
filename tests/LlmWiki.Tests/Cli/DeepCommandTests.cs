using LlmWiki.Tests.Lint;
using LlmWiki.Tests.Models;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Cli;

public sealed class DeepCommandTests
{
    private static readonly string Contradicts = DeepWiki.Verdict("contradiction", "12 cars", "20 cars");

    [Fact]
    public async Task A_model_behind_a_server_judges_and_is_not_asked_again()
    {
        await using var server = new FakeServer(FakeAnswer.Says(Contradicts));
        using var wiki = Wiki(server);
        var first = await Run(wiki, "--deep", "--rule", "contradiction", "--format", "json");
        first.Stdout.ShouldContain("\"kind\":\"judged\"");
        first.Stdout.ShouldContain("\"deep\":{\"model\":\"openai:tiny\",\"judged\":1,\"cached\":0,\"dropped\":0,\"not_reached\":0,\"tokens\":18}");
        first.Exit.ShouldBe(1);
        var second = await Run(wiki, "--deep", "--rule", "contradiction", "--budget", "5m", "--budget", "1k");
        server.Requests.Count.ShouldBe(1);
        second.Stdout.ShouldContain("wiki/b.md:3:1: error contradiction: '20 cars' here contradicts '12 cars' in 'wiki/a.md' (openai:tiny judged so)");
        second.Stderr.ShouldBe("openai:tiny: 1 pair of statements judged (1 by earlier runs), 0 questions about pages judged; 0 tokens used\n1 error in 2 pages\n");
    }

    [Fact]
    public async Task What_a_budget_does_not_reach_is_said()
    {
        await using var server = new FakeServer(FakeAnswer.Says("{}"));
        using var wiki = Wiki(server);
        wiki.Write("wiki/c.md", "# Plain\n\nThe ferry of Westby carries 12 cars on the upper deck.\n");
        wiki.Write("wiki/d.md", "# Ice\n\nThe ferry of Westby carries 20 cars in winter.\n");
        wiki.Write("wiki/e.md", "# Bare\n\nThe ferry of Eastby carries 12 cars on the upper deck.\n");
        wiki.Write("wiki/f.md", "# Snow\n\nThe ferry of Eastby carries 20 cars in winter.\n");
        var run = await Run(wiki, "--deep", "--rule", "contradiction", "--budget", "2k");
        run.Stdout.ShouldBe("");
        run.Stderr.ShouldContain("1 answer did not hold against the pages and was dropped\n2 pairs not reached; the next run goes on\n");
        run.Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("'--budget' needs '--deep'", "--budget", "10m")]
    [InlineData("'--deep' and '--watch' exclude each other", "--deep", "--watch")]
    [InlineData("'10' is no budget", "--deep", "--budget", "10")]
    [InlineData("'0m' is no budget", "--deep", "--budget", "0m")]
    [InlineData("'-5m' is no budget", "--deep", "--budget=-5m")]
    [InlineData("'99999999m' is no budget", "--deep", "--budget", "99999999m")]
    [InlineData("'20s': --budget takes one time", "--deep", "--budget", "10m", "--budget", "20s")]
    [InlineData("there is no model that could judge (model.engine is 'extractive')", "--deep")]
    public async Task What_cannot_be_meant_is_refused(string problem, params string[] args)
    {
        using var wiki = new TempWiki("git: off\nmodel:\n  engine: extractive\n");
        var run = await Run(wiki, args);
        run.Stderr.ShouldStartWith("wiki: error: " + problem);
        run.Stderr.Contains("hint: ", StringComparison.Ordinal).ShouldBe(!args.Contains("--watch"));
        run.Exit.ShouldBe(2);
    }

    [Fact]
    public async Task A_folder_that_is_no_wiki_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("no-wiki-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.md"), "# A\n", TestContext.Current.CancellationToken);
            var run = await CliRun.Of(["lint", folder.FullName, "--deep"], around => around, TestContext.Current.CancellationToken);
            run.Stderr.ShouldStartWith("wiki: error: '--deep' is for a wiki");
            run.Exit.ShouldBe(2);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Cut_off_it_says_that_the_next_run_goes_on()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new FakeServer((_, _) =>
        {
            cancel.Cancel();
            return FakeAnswer.Silence;
        });
        using var wiki = Wiki(server);
        var run = await CliRun.Of(["lint", "--deep", "-C", wiki.Root], around => around, cancel.Token);
        run.Stderr.ShouldBe("cancelled; the next run goes on where this one stopped\n");
        run.Exit.ShouldBe(130);
    }

    private static TempWiki Wiki(FakeServer server)
    {
        var wiki = new TempWiki($"git: off\nmodel:\n  engine: openai\n  base_url: {server.Url}\n  name: tiny\n  concurrency: 1\n");
        wiki.Write("wiki/a.md", $"# Ferry\n\n{DeepWiki.Twelve}\n");
        wiki.Write("wiki/b.md", $"# Winter\n\n{DeepWiki.Twenty}\n");
        return wiki;
    }

    private static Task<CliRun> Run(TempWiki wiki, params string[] args) =>
        CliRun.Of(["lint", .. args, "-C", wiki.Root], around => around, TestContext.Current.CancellationToken);
}
