using System.Text.Json;
using LlmWiki.Storage;
using LlmWiki.Tests.Ingest;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace LlmWiki.LLamaSharp.Tests;

public sealed class WikiPluginTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("wiki-kernel-").FullName;
    private readonly WikiFolder _folder;

    public WikiPluginTests()
    {
        _folder = WikiFolder.Create(_root);
        Write("concepts/hub-gear.md", "title: Hub gear\naliases: [Internal gear]\ndescription: Gears inside the hub.", "A hub gear keeps its wheels in oil.[^a.1]\n\nIt weighs more than a derailleur.\n\n[^a.1]: [raw/a.md, line 1](../../raw/a.md#L1) \"oil\"");
        Write("concepts/derailleur.md", "title: Dérailleur\ndescription: Shifts the chain sideways.", "A derailleur moves the chain from sprocket to sprocket.");
        Write("entities/rover.md", "title: Rover\ndescription: A maker of bicycles.", "Rover sold the first bicycle with a chain to its rear wheel, and later one with a hub gear.");
        Write("index.md", "title: Index", "- [Hub gear](concepts/hub-gear.md): hub gear, hub gear, hub gear", type: "index");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData("hub gear", "wiki/concepts/hub-gear.md")]
    [InlineData("internal GEAR", "wiki/concepts/hub-gear.md")]
    [InlineData("What is a derailleur?", "wiki/concepts/derailleur.md")]
    [InlineData("sideways", "wiki/concepts/derailleur.md")]
    [InlineData("oil", "wiki/concepts/hub-gear.md")]
    [InlineData("which maker sold a hub gear, Rover?", "wiki/entities/rover.md")]
    public void A_search_gives_the_page_of_the_name_or_else_of_the_rarest_words(string query, string first) =>
        Plugin().Search(query)[0].Path.ShouldBe(first);

    [Fact]
    public void A_search_finds_no_page_without_a_word_of_the_query_and_never_the_index()
    {
        Plugin().Search("velodrome").ShouldBeEmpty();
        Plugin().Search("").ShouldBeEmpty();
        Plugin().Search("gear").Select(hit => hit.Path).ShouldBe(["wiki/concepts/hub-gear.md", "wiki/entities/rover.md"]);
    }

    [Theory]
    [InlineData("wiki/concepts/hub-gear.md")]
    [InlineData("Hub Gear")]
    [InlineData("internal gear")]
    public void A_page_is_read_by_path_title_or_alias(string name) =>
        Plugin().Read(name).ShouldBe(File.ReadAllText(Path.Combine(_root, "wiki/concepts/hub-gear.md")));

    [Theory]
    [InlineData("wiki/concepts/none.md")]
    [InlineData("../wiki.config.yaml")]
    [InlineData("wiki.config.yaml")]
    public void What_is_no_page_is_not_read(string name) => Should.Throw<WikiException>(() => Plugin().Read(name)).Message.ShouldContain(name);

    [Fact]
    public async Task An_answer_cites_pages_that_the_model_was_shown_and_no_others()
    {
        var client = new ScriptedClient(_ => """{"pages":["wiki/concepts/hub-gear.md","wiki/made-up.md"],"answer":"It runs in oil."}""");
        (await Plugin(client).AskAsync("Does a hub gear run in oil?", Cancel)).ShouldBe("It runs in oil.\n\nPages: wiki/concepts/hub-gear.md");
        var shown = client.Asked.Single();
        shown.ShouldContain("A hub gear keeps its wheels in oil.\n");
        shown.ShouldNotContain("[^a.1]");
    }

    [Theory]
    [InlineData("""{"pages":[],"answer":"I think it does."}""", "The wiki does not answer this.")]
    [InlineData("""{"pages":["wiki/made-up.md"],"answer":"Yes."}""", "The wiki does not answer this.")]
    [InlineData("""{"pages":["wiki/conce""", "The model gave no answer")]
    [InlineData("{}", "The wiki does not answer this.")]
    [InlineData("null", "The wiki does not answer this.")]
    public async Task A_reply_that_cites_nothing_is_no_answer(string reply, string said) =>
        (await Plugin(new ScriptedClient(_ => reply)).AskAsync("Does a hub gear run in oil?", Cancel)).ShouldStartWith(said);

    [Fact]
    public async Task The_model_is_not_asked_where_no_page_is_near()
    {
        var client = new ScriptedClient(_ => throw new InvalidOperationException("asked"));
        (await Plugin(client).AskAsync("velodrome", Cancel)).ShouldBe("The wiki has no page on this.");
    }

    [Fact]
    public async Task A_question_stays_within_its_room_however_long_the_pages_are()
    {
        Write("concepts/long.md", "title: Long", string.Join("\n\n", Enumerable.Range(0, 5_000).Select(number => $"Statement {number} of the long page.")));
        var client = new ScriptedClient(_ => "{}");
        await Plugin(client).AskAsync("long page", Cancel);
        client.Asked.Single().Length.ShouldBeInRange(3_000, 5_500);
    }

    [Fact]
    public async Task A_kernel_has_the_functions_and_the_model()
    {
        var client = new ScriptedClient(_ => """{"pages":["wiki/entities/rover.md"],"answer":"Rover."}""");
        var kernel = Kernel.CreateBuilder().AddWiki(_folder, client).Build();
        kernel.Plugins["wiki"].Select(function => function.Name).ShouldBe(["ask", "read", "search"], ignoreOrder: true);
        kernel.GetRequiredService<IChatClient>().ShouldBe(client);
        (await kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync("Who?", cancellationToken: Cancel)).Content!.ShouldContain("Rover");

        var hits = await kernel.InvokeAsync<IReadOnlyList<WikiHit>>("wiki", "search", new KernelArguments { ["query"] = "rover" }, Cancel);
        hits![0].ShouldBe(new WikiHit("wiki/entities/rover.md", "Rover", "A maker of bicycles."));
        var page = await kernel.InvokeAsync<string>("wiki", "read", new KernelArguments { ["page"] = hits[0].Path }, Cancel);
        page!.ShouldContain("# Rover");
        var answer = await kernel.InvokeAsync<string>("wiki", "ask", new KernelArguments { ["question"] = "Who sold a bicycle?" }, Cancel);
        answer.ShouldBe("Rover.\n\nPages: wiki/entities/rover.md");
        (await kernel.InvokePromptAsync<string>("{{wiki.read page='Rover'}}", cancellationToken: Cancel))!.ShouldContain("Rover");
    }

    [Fact]
    public void A_function_says_what_it_takes()
    {
        var kernel = Kernel.CreateBuilder().AddWiki(_folder, new ScriptedClient(_ => "")).Build();
        var ask = kernel.Plugins.GetFunction("wiki", "ask").Metadata;
        ask.Parameters.Select(parameter => parameter.Name).ShouldBe(["question"]);
        JsonSerializer.Serialize(ask.Parameters[0].Schema).ShouldContain("The question.");
    }

    private WikiPlugin Plugin(IChatClient? client = null) => new(_folder, client ?? new ScriptedClient(_ => "{}"));

    private void Write(string path, string head, string body, string type = "concept")
    {
        var file = Path.Combine(_root, "wiki", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"---\ntype: {type}\n{head}\n---\n# {head.Split('\n')[0]["title: ".Length..]}\n\n{body}\n");
    }
}
