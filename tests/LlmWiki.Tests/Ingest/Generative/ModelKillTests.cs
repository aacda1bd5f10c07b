using System.Diagnostics;
using LlmWiki.Tests.Models;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>A run with a model, killed anywhere: the next goes on where it stopped, and nothing that was answered is asked again.</summary>
public sealed class ModelKillTests
{
    private const int Kills = 30;

    [Fact]
    public async Task Thirty_kills_at_random_moments_end_in_the_same_bytes_and_no_prompt_is_paid_for_twice()
    {
        await using var server = new FakeServer((request, _) => FakeAnswer.Says(LiteralModel.Reply(Part(request, 0), Part(request, 1))));
        using var undisturbed = Wiki(server);
        var watch = Stopwatch.StartNew();
        await WikiProcess.Ingest(undisturbed, killAfter: null);
        var length = watch.Elapsed;
        var expected = undisturbed.State();
        var prompts = server.Requests.Count;
        prompts.ShouldBeGreaterThan(10);
        server.Requests.Select(Key).Distinct().Count().ShouldBe(prompts, "an undisturbed run asks nothing twice");

        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var (killed, wikis) = (0, 0); killed < Kills; wikis++)
        {
            wikis.ShouldBeLessThan(4 * Kills, "hardly any run was killed before it ended");
            using var wiki = Wiki(server);
            var answered = new HashSet<string>();
            for (var ended = false; !ended;)
            {
                var from = server.Requests.Count;
                ended = await WikiProcess.Ingest(wiki, killed < Kills ? length * random.NextDouble() : null);
                killed += ended ? 0 : 1;
                var asked = server.Requests.Skip(from).Select(Key).ToList();
                asked.Where(answered.Contains).ShouldBeEmpty($"seed {seed}, wiki {wikis}: paid for twice");

                // Of a run that was killed the last answer may never have arrived.
                answered.UnionWith(ended ? asked : asked.SkipLast(1));
            }

            wiki.State().ShouldBe(expected, $"seed {seed}, wiki {wikis}");
        }
    }

    [Fact]
    public async Task Ctrl_C_leaves_a_valid_wiki_and_the_next_run_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a signal cannot be sent to one process there");
        var held = int.MaxValue;
        using var ended = new ManualResetEventSlim();
        await using var server = new FakeServer((request, number) =>
        {
            // The model is thinking when Ctrl-C comes.
            if (number == Volatile.Read(ref held))
            {
                ended.Wait(TimeSpan.FromMinutes(1));
            }

            return FakeAnswer.Says(LiteralModel.Reply(Part(request, 0), Part(request, 1)));
        });
        using var undisturbed = Wiki(server);
        await WikiProcess.Ingest(undisturbed, killAfter: null);
        var prompts = server.Requests.Count;
        Volatile.Write(ref held, prompts + (prompts / 2));
        using var wiki = Wiki(server);
        using (var process = Process.Start(WithSignals(WikiProcess.Command(wiki)))!)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await server.Until(all => all.Requests.Count > held);
            using var signal = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
            ended.Set();
            process.ExitCode.ShouldBe(130, await output + await errors);
        }

        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();
        WikiCheck.BadLinks(wiki.Root).ShouldBeEmpty();
        (await WikiProcess.Ingest(wiki, killAfter: null)).ShouldBeTrue();
        wiki.State().ShouldBe(undisturbed.State());
        server.Requests.Count.ShouldBe((2 * prompts) + 1, "only the prompt that got no answer is asked again");
    }

    /// <summary>What is started in the background of a shell never gets Ctrl-C, and hands that on to what it starts.</summary>
    private static ProcessStartInfo WithSignals(ProcessStartInfo command)
    {
        if (OperatingSystem.IsLinux())
        {
            command.ArgumentList.Insert(0, command.FileName);
            command.ArgumentList.Insert(0, "--default-signal=INT");
            command.FileName = "env";
        }

        return command;
    }

    private static string Part(FakeRequest request, int number) => (string)request.Json["messages"]![number]!["content"]!;

    private static string Key(FakeRequest request) => Part(request, 0) + "\n" + Part(request, 1);

    private static TempWiki Wiki(FakeServer server)
    {
        var wiki = new TempWiki($"git: off\nmodel:\n  engine: openai\n  base_url: {server.Url}\n  name: literal\n  concurrency: 1\n");
        foreach (var source in new[] { "notes/glossary.md", "clips/Women on Wheels.md", "data/bicycles.csv", "clips/the-first-tours.html", "notes/people/John Kemp Starley.md" })
        {
            wiki.Write("raw/" + source, File.ReadAllBytes(RepositoryFolder.At("raw/" + source)));
        }

        return wiki;
    }
}
