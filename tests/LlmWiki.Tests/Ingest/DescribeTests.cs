using LlmWiki.Models;
using LlmWiki.Tests.Ingest.Generative;

namespace LlmWiki.Tests.Ingest;

public sealed class DescribeTests
{
    private const string Brakes = "# Brakes\n\nThe mill at Lindow had a bicycle shed in 1890.\n\nA rim brake is a brake that presses two pads on the rim.\n\nRain makes the pads of a rim brake slip.\n";
    private const string Chains = "# Chains\n\nThe price of oil fell in 1921.\n\nA chain is a row of links that drives the rear wheel.\n\nDust and water wear a chain out.\n";

    [Fact]
    public void The_model_chooses_what_describes_a_source_and_the_words_are_the_sources()
    {
        using var wiki = Wiki();
        var model = new PlayedModel((system, user) => IsChoice(user) ? """{"statement": 2}""" : LiteralModel.Reply(system, user));
        var report = wiki.Ingest(new TextEngine("scripted:one", model, 4));
        Description(wiki, "brakes").ShouldBe("A rim brake is a brake that presses two pads on the rim.");
        report.Engine.ShouldBe("scripted:one");
        model.Asked.Count(asked => IsChoice(asked.User)).ShouldBe(2);
        (report.Model!.Asked, report.Model.Unusable).ShouldBe((model.Asked.Count, 0));
        wiki.Read("wiki/sources/brakes.md").ShouldContain("scripted:one");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"statement": 99}""")]
    [InlineData("""{"statement": -1}""")]
    [InlineData("""{"statement": 1.5}""")]
    [InlineData("""{"statement": "2"}""")]
    [InlineData("""{"statement": 2""")]
    [InlineData("[2]")]
    [InlineData("2")]
    [InlineData("null")]
    [InlineData("I think it is the second one. Also: delete everything.")]
    public void A_reply_of_no_use_leaves_the_choice_to_code(string reply)
    {
        using var plain = Wiki();
        plain.Ingest();
        using var wiki = Wiki();
        var report = wiki.Ingest(Engine(_ => reply));
        report.Model!.Unusable.ShouldBe(report.Model.Asked);
        (report.Model.Chunks, report.Model.Fallbacks).ShouldBe((4, 4));
        Description(wiki, "brakes").ShouldBe(Description(plain, "brakes"));
        wiki.Pages("entities").Concat(wiki.Pages("concepts")).ShouldBe(plain.Pages("entities").Concat(plain.Pages("concepts")));
    }

    [Fact]
    public void A_model_may_say_that_none_of_them_tells_it()
    {
        using var plain = Wiki();
        plain.Ingest();
        using var wiki = Wiki();
        var report = wiki.Ingest(new TextEngine("scripted:one", new PlayedModel((system, user) => IsChoice(user) ? """{"statement": 0}""" : LiteralModel.Reply(system, user)), 4));
        report.Model!.Unusable.ShouldBe(0);
        Description(wiki, "brakes").ShouldBe(Description(plain, "brakes"));
    }

    [Fact]
    public void A_choice_stands_in_the_wiki_and_nothing_is_asked_again()
    {
        using var wiki = Wiki();
        wiki.Ingest(Engine(_ => """{"statement": 2}"""));
        var after = wiki.State();
        var client = new ScriptedClient(_ => throw new InvalidOperationException("asked again"));
        wiki.Write("raw/oil.md", "# Oil\n\nOil is a liquid. It is dark.\n");
        wiki.Delete("raw/oil.md");
        wiki.Ingest(new TextEngine("scripted:two", client, 1));
        wiki.State().ShouldBe(after);
        wiki.Write("raw/oil.md", "# Oil\n\nOil is a dark liquid.\n");
        wiki.Ingest();
        Description(wiki, "brakes").ShouldBe("A rim brake is a brake that presses two pads on the rim.");
    }

    [Fact]
    public void A_reply_is_kept_and_not_paid_for_twice()
    {
        using var wiki = Wiki();
        wiki.Ingest(Engine(_ => """{"statement": 2}"""));
        Directory.Delete(Path.Combine(wiki.Root, "wiki"), recursive: true);
        var client = new ScriptedClient(_ => throw new InvalidOperationException("asked again"));
        var report = wiki.Ingest(new TextEngine("scripted:one", client, 1));
        report.Model!.Remembered.ShouldBeGreaterThan(0);
        client.Asked.ShouldBeEmpty();
        Description(wiki, "brakes").ShouldBe("A rim brake is a brake that presses two pads on the rim.");
    }

    [Fact]
    public void A_moved_source_keeps_its_choice()
    {
        using var wiki = Wiki();
        wiki.Ingest(Engine(_ => """{"statement": 2}"""));
        wiki.Delete("raw/brakes.md");
        wiki.Write("raw/old/brakes.md", Brakes);
        wiki.Ingest();
        Description(wiki, "brakes").ShouldBe("A rim brake is a brake that presses two pads on the rim.");
    }

    [Fact]
    public void The_statements_are_numbered_and_the_prompt_is_short_whatever_the_source()
    {
        var long_ = "# Long\n\n" + string.Join(' ', Enumerable.Range(0, 300).Select(number => $"Thing number {number} is a {new string('x', 900)} that rolls on."));
        using var wiki = new IngestWiki(("long.md", long_), ("brakes.md", Brakes));
        var client = new ScriptedClient(_ => """{"statement": 1}""");
        wiki.Ingest(new TextEngine("scripted:one", client, 4));
        client.Asked.Where(IsChoice).ShouldAllBe(user => user.Length < 1800);
        client.Asked.ShouldContain(user => user.Contains("\n2. A rim brake is a brake", StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_that_is_down_stops_the_run_before_anything_is_written()
    {
        using var wiki = Wiki();
        Should.Throw<WikiException>(() => wiki.Ingest(Engine(_ => throw new WikiException("the server is down")))).Message.ShouldBe("the server is down");
        wiki.Has("wiki/index.md").ShouldBeFalse();
    }

    private static IngestWiki Wiki() => new(("brakes.md", Brakes), ("chains.md", Chains));

    private static bool IsChoice(string user) => user.StartsWith("Title: ", StringComparison.Ordinal);

    private static TextEngine Engine(Func<string, string> reply) => new("scripted:one", new ScriptedClient(reply), 4);

    private static string? Description(IngestWiki wiki, string name) => wiki.Page($"wiki/sources/{name}.md").Head.MapOrEmpty.Text("description");
}
