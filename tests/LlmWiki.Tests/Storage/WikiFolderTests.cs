using LlmWiki.Storage;

namespace LlmWiki.Tests.Storage;

public sealed class WikiFolderTests : IDisposable
{
    private readonly TempWiki _wiki = new();

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public void It_is_found_from_any_folder_below()
    {
        _wiki.Write("raw/deep/a.md", "a");
        using var found = WikiFolder.Find(_wiki.At("raw/deep"));
        found.Root.ShouldBe(_wiki.Root);
        found.Config.GitCommit.ShouldBeFalse();
    }

    [Fact]
    public void Where_there_is_none_the_hint_says_what_to_type()
    {
        Should.Throw<WikiException>(() => WikiFolder.Open(_wiki.At("nowhere"))).Hint.ShouldBe("wiki init");
        Should.Throw<WikiException>(() => WikiFolder.Find(Path.GetTempPath())).Hint.ShouldBe("wiki init");
    }

    [Fact]
    public void A_new_one_has_its_folders_and_defaults_and_what_is_there_stays()
    {
        using var made = WikiFolder.Create(_wiki.At("new"));
        (made.Config with { Ignore = [] }).ShouldBe(new WikiConfig());
        Directory.Exists(_wiki.At("new/raw")).ShouldBeTrue();
        _wiki.Write("new/wiki.config.yaml", "links: wikilink");
        using var again = WikiFolder.Create(_wiki.At("new"));
        again.Config.Links.ShouldBe(LinkStyle.Wikilink);
    }
}
