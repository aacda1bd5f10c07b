using LlmWiki.Text;

namespace LlmWiki.Tests.Storage;

public sealed class RawListingTests : IDisposable
{
    private readonly TempWiki _wiki = new("git: off\nignore: [drafts/**, '*.bak', raw/private/, 'deep/**/x?.md']\nmax_source_mb: 1\n");

    public void Dispose() => _wiki.Dispose();

    private string[] Files() => [.. _wiki.Folder.ListRaw().Files.Select(file => file.Path.Value)];

    private string[] Skipped() => [.. _wiki.Folder.ListRaw().Skipped.Select(file => $"{file.Path}: {file.Reason}")];

    [Fact]
    public void An_absent_folder_is_an_empty_one() => _wiki.Folder.ListRaw().Files.ShouldBeEmpty();

    [Fact]
    public void Files_come_in_ordinal_order_with_names_that_differ_by_case_only()
    {
        foreach (var name in (string[])["b.md", "a.md", "A.md", "a/x.md", "a-b.md", "日本.md", "with space.md"])
        {
            _wiki.Write("raw/" + name, name);
        }

        string[] expected = ["raw/A.md", "raw/a-b.md", "raw/a.md", "raw/a/x.md", "raw/b.md", "raw/with space.md", "raw/日本.md"];
        Files().ShouldBe(OperatingSystem.IsLinux() ? expected : expected.Where(path => path != "raw/A.md"));
        Skipped().ShouldBeEmpty();
    }

    [Fact]
    public void Hidden_junk_and_ignored_files_are_left_out()
    {
        string[] left =
        [
            ".hidden.md", ".git/x.md", "Thumbs.db", "sub/desktop.ini", "~$report.docx", "a.TMP", "b.part", "c.crdownload", "notes.md~",
            "drafts/a.md", "drafts/deep/b.md", "sub/x.bak", "private/diary.md", "deep/x1.md", "deep/er/x2.md",
        ];
        string[] kept = ["deep/x10.md", "notes/drafts/a.md", "report.docx", "sub/private/a.md", "x.bak.md"];
        foreach (var name in left.Concat(kept))
        {
            _wiki.Write("raw/" + name, "x");
        }

        Files().ShouldBe(kept.Select(name => "raw/" + name));
        Skipped().ShouldBeEmpty();
    }

    [Fact]
    public void Links_that_lead_outside_nowhere_or_in_circles_are_told()
    {
        _wiki.Write("outside/secret.md", "x");
        _wiki.Write("raw/a.md", "a");
        _wiki.Write("raw/sub/b.md", "b");
        _wiki.Write("raw/.store/c.md", "c");
        File.CreateSymbolicLink(_wiki.At("raw/out.md"), _wiki.At("outside/secret.md"));
        Directory.CreateSymbolicLink(_wiki.At("raw/outdir"), "../outside");
        File.CreateSymbolicLink(_wiki.At("raw/nowhere.md"), "missing.md");
        Directory.CreateSymbolicLink(_wiki.At("raw/sub/up"), "..");
        File.CreateSymbolicLink(_wiki.At("raw/ring1"), "ring2");
        File.CreateSymbolicLink(_wiki.At("raw/ring2"), "ring1");
        File.CreateSymbolicLink(_wiki.At("raw/alias.md"), "a.md");
        File.CreateSymbolicLink(_wiki.At("raw/stored.md"), ".store/c.md");

        Files().ShouldBe(["raw/a.md", "raw/stored.md", "raw/sub/b.md"]);
        Skipped().ShouldBe(
        [
            "raw/alias.md: the link leads to 'raw/a.md', which is read there",
            "raw/nowhere.md: the link leads nowhere",
            "raw/out.md: the link leads outside raw/",
            "raw/outdir: the link leads outside raw/",
            "raw/ring1: the link leads in a circle",
            "raw/ring2: the link leads in a circle",
            "raw/sub/up: the link leads to 'raw', which is read there",
        ]);
        _wiki.Folder.ReadRaw(new RelPath("raw/stored.md"), TestContext.Current.CancellationToken).ShouldBe("c"u8.ToArray());
        Should.Throw<WikiException>(() => _wiki.Folder.ReadRaw(new RelPath("raw/out.md"), default)).Message.ShouldContain("outside raw/");
    }

    [Fact]
    public void A_file_above_the_limit_is_skipped_and_not_read()
    {
        _wiki.Write("raw/fits.bin", new byte[1_000_000]);
        _wiki.Write("raw/large.bin", new byte[1_500_000]);
        Files().ShouldBe(["raw/fits.bin"]);
        Skipped().ShouldBe(["raw/large.bin: 1.5 MB is above the limit of 1 MB"]);
        Should.Throw<WikiException>(() => _wiki.Folder.ReadRaw(new RelPath("raw/large.bin"), default)).Hint!.ShouldContain("max_source_mb");
    }

    [Fact]
    public void A_file_that_is_gone_is_told_so_and_a_path_elsewhere_is_a_defect()
    {
        Should.Throw<WikiException>(() => _wiki.Folder.ReadRaw(new RelPath("raw/gone.md"), default)).Message.ShouldBe("'raw/gone.md' is gone");
        Should.Throw<ArgumentException>(() => _wiki.Folder.ReadRaw(new RelPath("wiki/a.md"), default));
    }

    [Fact]
    public void A_pipe_does_not_stop_the_reader()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo");
        _wiki.Write("raw/a.md", "a");
        System.Diagnostics.Process.Start("mkfifo", [_wiki.At("raw/pipe")]).WaitForExit();
        foreach (var file in _wiki.Folder.ListRaw().Files)
        {
            _wiki.Folder.ReadRaw(file.Path, TestContext.Current.CancellationToken).Length.ShouldBeLessThan(2);
        }
    }
}
