namespace LlmWiki.Tests;

public sealed class ConfigReaderTests
{
    private static WikiConfig Read(string text) => ConfigReader.Read(text);

    [Fact]
    public void The_default_text_says_the_defaults_and_names_every_key()
    {
        var text = ConfigReader.DefaultText();
        var read = Read(text);
        read.Ignore.ShouldBeEmpty();
        (read with { Ignore = [] }).ShouldBe(new WikiConfig());
        foreach (var key in (string[])[
            "links:", "git:", "ignore:", "max_source_mb:", "purpose:", "language:", "types:", "lint:", "  disable:", "  severity:", "  folders:", "  fail_on:", "model:", "  engine:", "  path:", "  template:", "  context:", "  gpu:", "  workers:",
            "  threads:", "  slots:", "  kv:", "  embedding:", "  base_url:", "  name:", "  key_env:", "  concurrency:", "  timeout_s:",
            "  max_tokens_per_call:", "  max_tokens_per_run:", "schedule:", "  ingest:", "  lint:", "  heal:", "  time_zone:", "  misfire:", "  store:",
            "  connection_env:", "  name:", "  port:"])
        {
            text.ShouldContain("\n" + key);
        }
    }

    [Fact]
    public void This_repository_is_a_wiki_with_the_default_settings() =>
        File.ReadAllText(RepositoryFolder.At(ConfigReader.FileName)).ShouldBe(ConfigReader.DefaultText());

    [Fact]
    public void Every_key_of_a_local_model_is_read()
    {
        var model = Read("""
            model:
              engine: llama
              path: models/qwen3.gguf
              template: qwen3
              context: 16384
              gpu: 24
              workers: 3
              threads: 2
              slots: 8
              kv: q8_0
              embedding: models/bge.gguf
            """).Model;
        model.ShouldBe(new ModelConfig
        {
            Engine = "llama",
            Path = "models/qwen3.gguf",
            Template = "qwen3",
            Context = 16384,
            GpuLayers = 24,
            Workers = 3,
            Threads = 2,
            Slots = 8,
            Kv = KvType.Q8,
            Embedding = "models/bge.gguf",
        });
        Read("model: { gpu: off }").Model.GpuLayers.ShouldBe(0);
        Read("model: { gpu: auto }").Model.GpuLayers.ShouldBeNull();
    }

    [Fact]
    public void Every_key_of_a_server_is_read()
    {
        var model = Read("""
            model:
              engine: openai
              base_url: http://localhost:11434/
              name: "qwen3:4b"
              key_env: MY_KEY
              concurrency: 2
              timeout_s: 60
              max_tokens_per_call: 1000
              max_tokens_per_run: 200000
            """).Model;
        model.ShouldBe(new ModelConfig
        {
            Engine = "openai",
            BaseUrl = new Uri("http://localhost:11434/v1"),
            Name = "qwen3:4b",
            KeyEnv = "MY_KEY",
            Concurrency = 2,
            TimeoutSeconds = 60,
            MaxTokensPerCall = 1000,
            MaxTokensPerRun = 200_000,
        });
    }

    [Fact]
    public void Every_key_of_a_schedule_is_read()
    {
        var schedule = Read("""
            schedule:
              heal: "0 3 * * *"
              ingest: "*/15 * * * *"
              time_zone: Europe/Berlin
              misfire: skip
              store: postgres
              connection_env: MY_DATABASE
              name: museum
              port: 8321
            """).Schedule;
        schedule.Jobs.ShouldBe([new ScheduledCommand("ingest", new PlacedText("*/15 * * * *", 3, 11)), new ScheduledCommand("heal", new PlacedText("0 3 * * *", 2, 9))]);
        (schedule with { Jobs = [] }).ShouldBe(new ScheduleConfig
        {
            TimeZone = new PlacedText("Europe/Berlin", 4, 14),
            SkipsMisfires = true,
            Store = ScheduleStore.Postgres,
            ConnectionEnv = "MY_DATABASE",
            Name = "museum",
            Port = 8321,
        });
    }

    [Theory]
    [InlineData("connection: Host=db;Password=verysecret1")]
    [InlineData("connection_string: Host=db;Password=verysecret1")]
    [InlineData("password: verysecret1")]
    [InlineData("connection_env: Host=db;Password=verysecret1")]
    public void A_connection_string_in_the_file_is_refused_and_never_shown(string entry)
    {
        var error = Should.Throw<WikiException>(() => Read($"schedule: {{ {entry} }}"));
        error.Message.ShouldContain("a connection string holds a password, which does not belong into a file that git keeps");
        error.ToString().ShouldNotContain("verysecret1");
    }

    [Fact]
    public void A_cron_expression_without_quotes_gets_a_hint() =>
        Should.Throw<WikiException>(() => Read("schedule:\n  ingest: */15 * * * *\n")).Hint.ShouldBe("put a text that begins with * in quotes: \"*/15 * * * *\"");

    [Fact]
    public void All_problems_of_a_model_are_told_at_once_each_with_its_place()
    {
        var error = Should.Throw<WikiException>(() => Read("""
            model:
              engine: openai
              path: [a, b]
              context: 100
              gpu: some
              workers: 0
              kv: q4
              timeout_s: 1.5
              max_tokens_per_run: 10
              basurl: http://localhost
            """));
        error.Message.Split('\n').ShouldBe(
        [
            "wiki.config.yaml:3:9: 'model.path' is a text, not a list",
            "wiki.config.yaml:4:12: 'model.context' is a whole number from 2048 to 1048576, not '100'",
            "wiki.config.yaml:5:8: 'model.gpu' is auto or off or a whole number from 0 to 1000, not 'some'",
            "wiki.config.yaml:6:12: 'model.workers' is a whole number from 1 to 64, not '0'",
            "wiki.config.yaml:7:7: 'model.kv' is f16 or q8_0, not 'q4'",
            "wiki.config.yaml:8:14: 'model.timeout_s' is a whole number from 1 to 3600, not '1.5'",
            "wiki.config.yaml:9:23: 'model.max_tokens_per_run' is a whole number of at least 1000, not '10'",
            "wiki.config.yaml:10:3: unknown key 'basurl' (did you mean 'base_url'?)",
            "wiki.config.yaml:2:11: 'model.engine: openai' needs 'model.base_url' too, such as 'base_url: http://localhost:11434'",
            "wiki.config.yaml:2:11: 'model.engine: openai' needs 'model.name' too, such as 'name: qwen3:4b'",
        ]);
    }

    [Fact]
    public void A_text_with_a_control_character_is_refused() =>
        Should.Throw<WikiException>(() => ConfigReader.Read("model:\n  path: \"a\\0b\"\n")).Message.ShouldBe("wiki.config.yaml:2:9: 'model.path' has a control character in it");

    [Theory]
    [InlineData("key: sk-verysecret1", 10)]
    [InlineData("api_key: sk-verysecret1", 10)]
    [InlineData("apikey: sk-verysecret1", 10)]
    [InlineData("API-KEY: sk-verysecret1", 10)]
    [InlineData("openai_api_key: sk-verysecret1", 10)]
    [InlineData("token: sk-verysecret1", 10)]
    [InlineData("access_token: sk-verysecret1", 10)]
    [InlineData("key_env: sk-verysecret1", 19)]
    [InlineData("key_env: [sk-verysecret1]", 19)]
    public void A_key_in_the_file_is_refused_and_never_shown(string entry, int column)
    {
        var error = Should.Throw<WikiException>(() => Read($"model: {{ {entry} }}"));
        error.Message.ShouldStartWith($"wiki.config.yaml:1:{column}: ");
        error.Message.ShouldContain("keys do not belong into a file that git keeps: put it into the environment variable and name it in key_env");
        error.ToString().ShouldNotContain("verysecret1");
    }

    [Theory]
    [InlineData("http://me:verysecret1@localhost", "takes no name, password or query")]
    [InlineData("https://example.org/v1?api-key=verysecret1", "takes no name, password or query")]
    [InlineData("localhost:1234", "starts with http:// or https://")]
    [InlineData("sk-verysecret1", "starts with http:// or https://")]
    [InlineData("ftp://example.org", "starts with http:// or https://")]
    [InlineData("http://", "starts with http:// or https://")]
    public void An_address_that_cannot_be_used_is_told_and_not_shown(string url, string problem)
    {
        var error = Should.Throw<WikiException>(() => Read($"model: {{ base_url: '{url}' }}"));
        error.Message.ShouldStartWith("wiki.config.yaml:1:20: 'model.base_url' ");
        error.Message.ShouldContain(problem);
        error.ToString().ShouldNotContain("verysecret1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("\uFEFFlinks:\ngit:\nmodel:\n")]
    public void What_is_not_said_is_the_default(string text) => Read(text).ShouldBe(new WikiConfig());

    [Fact]
    public void Every_key_is_read()
    {
        var config = Read("links: wikilink\ngit: off\nignore: ['*.bak', drafts/**]\nmax_source_mb: 7\nmodel: { engine: extractive }\n");
        config.Links.ShouldBe(LinkStyle.Wikilink);
        config.GitCommit.ShouldBeFalse();
        config.Ignore.ShouldBe(["*.bak", "drafts/**"]);
        config.MaxSourceMegabytes.ShouldBe(7);
        config.Engine.ShouldBe("extractive");
        Read("ignore: one.md").Ignore.ShouldBe(["one.md"]);
    }

    [Fact]
    public void All_problems_are_told_at_once_each_with_its_place()
    {
        var error = Should.Throw<WikiException>(() => Read(
            "lnks: markdown\ngit: maybe\nmax_source_mb: 1.5\nignore: [{ a: b }]\nmodel:\n  engnie: auto\n  engine: gpt\ncolour: red\n"));
        error.Message.Split('\n').ShouldBe(
        [
            "wiki.config.yaml:1:1: unknown key 'lnks' (did you mean 'links'?)",
            "wiki.config.yaml:2:6: 'git' is commit or off, not 'maybe'",
            "wiki.config.yaml:3:16: 'max_source_mb' is a whole number from 1 to 2000, not '1.5'",
            "wiki.config.yaml:4:10: 'ignore' is a list of texts, not keys",
            "wiki.config.yaml:6:3: unknown key 'engnie' (did you mean 'engine'?)",
            "wiki.config.yaml:7:11: 'model.engine' is auto or llama or openai or extractive, not 'gpt'",
            "wiki.config.yaml:8:1: unknown key 'colour' (known: links, git, ignore, max_source_mb, purpose, language, types, lint, model, schedule)",
        ]);
        error.Hint.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("links: [", "wiki.config.yaml:")]
    [InlineData("- a\n", "wiki.config.yaml:1:1: 'key: value' lines were expected")]
    [InlineData("git: off\ngit: off\n", "wiki.config.yaml:2:1: the key 'git' stands twice")]
    [InlineData("model: auto", "wiki.config.yaml:1:8: 'model' takes keys below it")]
    public void What_is_no_configuration_is_told_with_its_place(string text, string message) =>
        Should.Throw<WikiException>(() => Read(text)).Message.ShouldStartWith(message);
}
