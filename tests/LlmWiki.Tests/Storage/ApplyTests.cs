using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Tests.Storage;

public sealed class ApplyTests : IDisposable
{
    private readonly TempWiki _wiki = new();

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public void A_patch_makes_changes_and_deletes_files_and_undo_restores_every_byte()
    {
        _wiki.Write("wiki/changed.md", "before\r\n");
        _wiki.Write("wiki/deep/gone.md", [0xEF, 0xBB, 0xBF, (byte)'x']);
        var before = _wiki.State();

        var applied = _wiki.Folder.Apply(_wiki.Patch(("wiki/changed.md", "after"), ("wiki/deep/gone.md", null), ("wiki/new/one.md", "new")));

        applied.Ok.ShouldBeTrue();
        applied.Entry.ShouldBe(1);
        _wiki.Read("wiki/changed.md").ShouldBe("after");
        _wiki.Read("wiki/new/one.md").ShouldBe("new");
        File.Exists(_wiki.At("wiki/deep/gone.md")).ShouldBeFalse();

        var undo = _wiki.Folder.Undo(1);

        undo.Conflicts.ShouldBeEmpty();
        undo.Undone.Single().Title.ShouldBe("a test");
        _wiki.State().ShouldBe(before);
    }

    [Fact]
    public void A_page_that_is_not_what_the_patch_starts_from_stops_all_of_it()
    {
        _wiki.Write("wiki/a.md", "a");
        var patch = _wiki.Patch(("wiki/a.md", "b"), ("wiki/new.md", "new"), ("wiki/gone.md", null));
        patch = patch with { Changes = patch.Changes.Add(new FileChange(new RelPath("wiki/lost.md"), ContentHash.Of("x"), "y")) };
        _wiki.Write("wiki/a.md", "a person's");
        _wiki.Write("wiki/new.md", "a person's too");
        var before = _wiki.State();

        var applied = _wiki.Folder.Apply(patch);

        applied.Conflicts.Select(conflict => $"{conflict.Path} {conflict.Reason}").ShouldBe(
            ["wiki/a.md was changed meanwhile", "wiki/new.md is already there", "wiki/lost.md is gone"], ignoreOrder: true);
        _wiki.State().ShouldBe(before);
        _wiki.Folder.Journal().ShouldBeEmpty();
    }

    [Fact]
    public void A_patch_that_changes_nothing_leaves_no_entry()
    {
        _wiki.Write("wiki/a.md", "a");
        _wiki.Folder.Apply(_wiki.Patch(("wiki/a.md", "a"))).ShouldBe(new Applied(0, []));
        _wiki.Folder.Journal().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("raw/a.md")]
    [InlineData("wiki.config.yaml")]
    [InlineData(".wiki/a.md")]
    public void Only_files_below_wiki_are_written(string path) =>
        Should.Throw<ArgumentException>(() => _wiki.Folder.Apply(_wiki.Patch((path, "x"))));

    [Fact]
    public void A_folder_behind_a_link_is_not_written()
    {
        _wiki.Write("raw/notes/a.md", "raw");
        Directory.CreateDirectory(_wiki.At("wiki"));
        Directory.CreateSymbolicLink(_wiki.At("wiki/notes"), _wiki.At("raw/notes"));

        Should.Throw<WikiException>(() => _wiki.Folder.Apply(_wiki.Patch(("wiki/notes/b.md", "x")))).Message.ShouldContain("wiki/notes");
        _wiki.State("raw").Count.ShouldBe(2);
    }

    [Fact]
    public void A_name_taken_by_a_folder_or_below_a_file_is_a_conflict()
    {
        _wiki.Write("wiki/file.md", "x");
        _wiki.Write("wiki/folder.md/x.md", "x");
        var applied = _wiki.Folder.Apply(_wiki.Patch(("wiki/file.md/y.md", "y"), ("wiki/folder.md", "y")));
        applied.Conflicts.Select(conflict => conflict.Reason).ShouldBe(["'wiki/file.md' is a file, not a folder", "a folder has this name"]);
    }

    [Fact]
    public void A_page_keeps_its_permissions()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _wiki.Write("wiki/a.md", "a");
        File.SetUnixFileMode(_wiki.At("wiki/a.md"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _wiki.Folder.Apply(_wiki.Patch(("wiki/a.md", "b")));
        File.GetUnixFileMode(_wiki.At("wiki/a.md")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Folders_that_a_patch_made_go_when_they_are_empty_and_those_of_a_person_stay()
    {
        Directory.CreateDirectory(_wiki.At("wiki/own"));
        _wiki.Folder.Apply(_wiki.Patch(("wiki/own/a.md", "a"), ("wiki/made/deep/b.md", "b")));
        _wiki.Folder.Apply(_wiki.Patch(("wiki/own/a.md", null), ("wiki/made/deep/b.md", null)));
        _wiki.State().Keys.ShouldBe(["wiki/own"]);
    }

    [Fact]
    public void The_journal_keeps_only_the_newest_entries()
    {
        using var held = _wiki.Folder.Lock();
        for (var i = 0; i < Journal.Keep + 3; i++)
        {
            _wiki.Folder.Apply(_wiki.Patch(("wiki/a.md", $"{i}")));
        }

        var journal = _wiki.Folder.Journal();
        journal.Count.ShouldBe(Journal.Keep);
        journal[^1].Number.ShouldBe(Journal.Keep + 3);
    }
}
