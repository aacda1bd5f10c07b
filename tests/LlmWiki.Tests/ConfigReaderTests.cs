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
        foreach (var key in (string[])["links:", "git:", "ignore:", "max_source_mb:", "model:", "engine:"])
        {
            text.ShouldContain(key);
        }
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
            "wiki.config.yaml:4:10: 'ignore' is a list of globs, not keys",
            "wiki.config.yaml:6:3: unknown key 'engnie' (did you mean 'engine'?)",
            "wiki.config.yaml:7:11: 'model.engine' is auto or extractive, not 'gpt'",
            "wiki.config.yaml:8:1: unknown key 'colour' (known: links, git, ignore, max_source_mb, model)",
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
