using LlmWiki.Pages;
using LlmWiki.Storage;

namespace LlmWiki.Tests.Storage;

public sealed class RecoveryTests : IDisposable
{
    private readonly TempWiki _wiki = new();

    public RecoveryTests()
    {
        _wiki.Write("wiki/a.md", "a before");
        _wiki.Write("wiki/b.md", "b before");
        _wiki.Write("wiki/old/c.md", "c before");
    }

    public void Dispose() => _wiki.Dispose();

    private Patch ThePatch() => _wiki.Patch(
        ("wiki/a.md", "a after"), ("wiki/b.md", "b after"), ("wiki/old/c.md", null), ("wiki/new/d.md", "d after"), ("wiki/e.md", "e after"));

    private sealed class Killed : Exception;

    /// <summary>Lets a number of steps pass, then throws; false where there were not that many.</summary>
    private bool Break(int steps, Func<Exception> error, Action act)
    {
        var passed = 0;
        _wiki.Folder.Interrupt = _ =>
        {
            if (Interlocked.Increment(ref passed) == steps + 1)
            {
                throw error();
            }
        };
        try
        {
            act();
            return false;
        }
        catch (Exception thrown) when (thrown is Killed or WikiException)
        {
            return true;
        }
    }

    [Fact]
    public void Killed_at_any_step_the_next_run_leaves_all_old_or_all_new_bytes_and_undo_still_works()
    {
        var before = _wiki.State();
        var points = 0;
        var outcomes = new HashSet<string>();
        while (Break(points, () => new Killed(), () => _wiki.Folder.Apply(ThePatch())))
        {
            points++;
            _wiki.Reopen().Lock().Dispose();
            if (_wiki.Folder.Journal() is [])
            {
                _wiki.State().ShouldBe(before, $"at point {points}");
                outcomes.Add("old");
            }
            else
            {
                _wiki.Read("wiki/a.md").ShouldBe("a after");
                _wiki.State().Keys.ShouldBe(["wiki/a.md", "wiki/b.md", "wiki/e.md", "wiki/new", "wiki/new/d.md", "wiki/old"], $"at point {points}");
                outcomes.Add("new");
                _wiki.Folder.Undo(1).Conflicts.ShouldBeEmpty();
                _wiki.State().ShouldBe(before, $"undone, at point {points}");
            }

            Directory.Delete(_wiki.At(".wiki"), recursive: true);
        }

        points.ShouldBeGreaterThan(10);
        outcomes.ShouldBe(["old", "new"], ignoreOrder: true);
    }

    [Fact]
    public void Killed_at_any_step_of_an_undo_the_next_run_ends_with_the_old_bytes()
    {
        var before = _wiki.State();
        for (var point = 0; ; point++)
        {
            _wiki.Folder.Apply(ThePatch());
            var broken = Break(point, () => new Killed(), () => _wiki.Folder.Undo(1));
            _wiki.Reopen().Lock().Dispose();
            _wiki.Folder.Undo(1).Conflicts.ShouldBeEmpty();
            _wiki.State().ShouldBe(before, $"at point {point}");
            _wiki.Folder.Journal().Where(entry => entry.Undoes is null).ShouldAllBe(entry => entry.Undone);
            if (!broken)
            {
                return;
            }
        }
    }

    [Fact]
    public void Killed_at_any_step_of_the_recovery_the_run_after_it_finishes()
    {
        var before = _wiki.State();
        for (var point = 0; ; point++)
        {
            var moved = 0;
            _wiki.Folder.Interrupt = step => _ = step == "moved" && ++moved == 2 ? throw new Killed() : 0;
            Should.Throw<Killed>(() => _wiki.Folder.Apply(ThePatch()));
            _wiki.Reopen();
            var broken = Break(point, () => new Killed(), () => _wiki.Folder.Lock().Dispose());
            _wiki.Reopen().Lock().Dispose();
            _wiki.Read("wiki/e.md").ShouldBe("e after");
            _wiki.Folder.Undo(1).Conflicts.ShouldBeEmpty();
            _wiki.State().ShouldBe(before, $"at point {point}");
            if (!broken)
            {
                return;
            }
        }
    }

    [Fact]
    public void A_disk_that_fills_at_any_step_leaves_the_old_bytes_and_a_hint()
    {
        var before = _wiki.State();
        var points = 0;
        for (; ; points++)
        {
            WikiException? told = null;
            Break(points, () => new IOException("No space left on device"), () =>
                told = Record.Exception(() => _wiki.Folder.Apply(ThePatch())) as WikiException);
            if (told is null)
            {
                break;
            }

            told.Message.ShouldContain("No space left");
            told.Hint.ShouldNotBeNull();
            _wiki.State().ShouldBe(before, $"at point {points}");
            _wiki.Folder.Journal().ShouldBeEmpty();
        }

        points.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_page_that_a_person_saved_after_the_crash_is_left_and_named_and_undo_passes_it_over()
    {
        _wiki.Folder.Interrupt = step => _ = step == "temps" ? throw new Killed() : 0;
        Should.Throw<Killed>(() => _wiki.Folder.Apply(ThePatch()));
        _wiki.Write("wiki/b.md", "a person's");

        _wiki.Reopen().Lock().Dispose();

        _wiki.Read("wiki/b.md").ShouldBe("a person's");
        _wiki.Read("wiki/a.md").ShouldBe("a after");
        _wiki.Warnings.ShouldBe(["finished the interrupted change 'ingest: a test'; changed meanwhile and left as they are: wiki/b.md"]);
        _wiki.Folder.Undo(1).Conflicts.ShouldBeEmpty();
        _wiki.Read("wiki/b.md").ShouldBe("a person's");
        _wiki.Read("wiki/a.md").ShouldBe("a before");
    }

    [Fact]
    public void A_save_in_the_moment_of_writing_wins_and_the_whole_patch_conflicts()
    {
        var moved = 0;
        _wiki.Folder.Interrupt = step =>
        {
            if (step == "moved" && ++moved == 2)
            {
                _wiki.Write("wiki/b.md", "a person's");
            }
        };

        var applied = _wiki.Folder.Apply(ThePatch());

        applied.Conflicts.Single().Path.Value.ShouldBe("wiki/b.md");
        _wiki.State().Keys.ShouldBe(["wiki/a.md", "wiki/b.md", "wiki/old", "wiki/old/c.md"]);
        _wiki.Read("wiki/a.md").ShouldBe("a before");
        _wiki.Read("wiki/b.md").ShouldBe("a person's");
        _wiki.Read("wiki/old/c.md").ShouldBe("c before");
        _wiki.Folder.Journal().ShouldBeEmpty();
    }

    [Fact]
    public void A_deleted_journal_costs_only_the_undo()
    {
        _wiki.Folder.Apply(ThePatch());
        var after = _wiki.State();
        Directory.Delete(_wiki.At(".wiki"), recursive: true);

        _wiki.Reopen().Undo(1).ShouldBe(new UndoResult([], []));
        _wiki.State().ShouldBe(after);
    }

    [Fact]
    public void Temporary_files_go_even_when_the_journal_was_deleted_after_the_crash()
    {
        _wiki.Folder.Interrupt = step => _ = step == "temps" ? throw new Killed() : 0;
        Should.Throw<Killed>(() => _wiki.Folder.Apply(ThePatch()));
        Directory.Delete(_wiki.At(".wiki"), recursive: true);
        _wiki.Reopen().Lock().Dispose();
        _wiki.State().Keys.ShouldNotContain(path => path.EndsWith(".tmp"));
        _wiki.Read("wiki/a.md").ShouldBe("a before");
    }

    [Fact]
    public void A_damaged_journal_stops_nobody_and_an_undo_from_it_is_refused()
    {
        _wiki.Folder.Apply(ThePatch());
        var after = _wiki.State();
        _wiki.Write(".wiki/journal/000001/contents", "damaged");
        Should.Throw<WikiException>(() => _wiki.Folder.Undo(1)).Message.ShouldContain("damaged");

        _wiki.Folder.Interrupt = step => _ = step == "prepared" ? throw new Killed() : 0;
        Should.Throw<Killed>(() => _wiki.Folder.Apply(_wiki.Patch(("wiki/a.md", "more"))));
        _wiki.Write(".wiki/journal/000002/contents", "");
        _wiki.Reopen().Lock().Dispose();

        _wiki.State().ShouldBe(after);
        _wiki.Folder.Journal()[^1].Left.Single().Value.ShouldBe("wiki/a.md");
    }
}
