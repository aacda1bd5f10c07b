namespace LlmWiki.Tests.Storage;

public sealed class UndoTests : IDisposable
{
    private readonly TempWiki _wiki = new();

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public void A_page_edited_since_is_named_and_nothing_of_its_change_is_undone()
    {
        _wiki.Folder.Apply(_wiki.Patch(("wiki/a.md", "a"), ("wiki/b.md", "b")));
        _wiki.Write("wiki/b.md", "a person's");
        var before = _wiki.State();

        var undo = _wiki.Folder.Undo(1);

        undo.Undone.ShouldBeEmpty();
        undo.Conflicts.Single().ToString().ShouldBe("Conflict { Path = wiki/b.md, Reason = was changed meanwhile }");
        _wiki.State().ShouldBe(before);
    }

    [Fact]
    public void A_run_that_is_longer_than_the_journal_is_undone_whole()
    {
        const int Changes = 520;
        for (var i = 0; i < Changes; i++)
        {
            _wiki.Folder.Apply(_wiki.Patch(("wiki/a.md", $"{i}")) with { Run = "heal-1" });
        }

        _wiki.Folder.UndoRun("no-such-run").Undone.ShouldBeEmpty();
        var undo = _wiki.Folder.UndoRun();

        undo.Stuck.ShouldBeNull();
        undo.Undone.Length.ShouldBe(Changes);
        File.Exists(_wiki.At("wiki/a.md")).ShouldBeFalse();
        _wiki.Folder.UndoRun().Undone.ShouldBeEmpty();
    }

    [Fact]
    public void Several_changes_are_undone_newest_first_up_to_the_one_that_cannot_be()
    {
        _wiki.Folder.Apply(_wiki.Patch(("wiki/a.md", "1")));
        _wiki.Folder.Apply(_wiki.Patch(("wiki/b.md", "2")));
        _wiki.Folder.Apply(_wiki.Patch(("wiki/c.md", "3")));
        _wiki.Write("wiki/a.md", "a person's");

        var undo = _wiki.Folder.Undo(10);

        undo.Undone.Select(entry => entry.Number).ShouldBe([3, 2]);
        undo.Conflicts.Single().Path.Value.ShouldBe("wiki/a.md");
        _wiki.State().Keys.ShouldBe(["wiki/a.md"]);
    }

    [Fact]
    public void An_undone_change_is_not_undone_twice_and_the_one_before_it_is_next()
    {
        _wiki.Folder.Apply(_wiki.Patch(("wiki/a.md", "1")));
        _wiki.Folder.Apply(_wiki.Patch(("wiki/a.md", "2")));
        _wiki.Folder.Undo(1).Undone.Single().Number.ShouldBe(2);
        _wiki.Read("wiki/a.md").ShouldBe("1");
        _wiki.Folder.Undo(1).Undone.Single().Number.ShouldBe(1);
        File.Exists(_wiki.At("wiki/a.md")).ShouldBeFalse();
        _wiki.Folder.Undo(1).Undone.ShouldBeEmpty();
        _wiki.Folder.Journal().Select(entry => (entry.Verb, entry.Undone)).ShouldBe(
            [("ingest", true), ("ingest", true), ("undo", false), ("undo", false)]);
    }
}
