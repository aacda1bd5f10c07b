using System.Text;

namespace LlmWiki.Tests.Storage;

public sealed class LoadWikiTests : IDisposable
{
    private readonly TempWiki _wiki = new();

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public void Pages_come_in_order_and_their_text_is_their_bytes()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. "# Ö\r\n"u8];
        _wiki.Write("wiki/z.md", marked);
        _wiki.Write("wiki/a/B.MD", "text");
        _wiki.Write("wiki/.obsidian/x.md", "hidden");
        _wiki.Write("wiki/bad.md", [0x41, 0xFF]);
        _wiki.Write("wiki/map.canvas", "{}");
        _wiki.Write("wiki/img/a.png", [1]);

        var wiki = _wiki.Folder.LoadWiki();

        wiki.Pages.Select(page => page.Path.Value).ShouldBe(["wiki/a/B.MD", "wiki/z.md"]);
        wiki.Pages[1].Text.ShouldBe("\uFEFF# Ö\r\n");
        new UTF8Encoding(false).GetBytes(wiki.Pages[1].Text).ShouldBe(marked);
        wiki.Skipped.Single().ToString().ShouldBe("SkippedFile { Path = wiki/bad.md, Reason = it is not UTF-8, Hint = save it as UTF-8 }");
        wiki.Others.ShouldBe(["wiki/img/a.png", "wiki/map.canvas"]);

        var patch = _wiki.Patch(("wiki/z.md", wiki.Pages[1].Text + "more"));
        patch.Changes[0].Base.ShouldBe(wiki.Pages[1].Hash);
        _wiki.Folder.Apply(patch).Ok.ShouldBeTrue();
        File.ReadAllBytes(_wiki.At("wiki/z.md")).ShouldBe([.. marked, .. "more"u8]);
    }

    [Fact]
    public void What_is_behind_a_link_is_known_but_not_loaded()
    {
        _wiki.Write("raw/a.md", "a");
        Directory.CreateDirectory(_wiki.At("wiki"));
        File.CreateSymbolicLink(_wiki.At("wiki/a.md"), "../raw/a.md");
        Directory.CreateSymbolicLink(_wiki.At("wiki/sub"), "..");
        var wiki = _wiki.Folder.LoadWiki();
        wiki.Pages.ShouldBeEmpty();
        wiki.Others.ShouldBe(["wiki/a.md", "wiki/sub"]);
    }
}
