using LlmWiki.Heal;
using LlmWiki.Lint;
using LlmWiki.Tests.Storage;
using LlmWiki.Text;

namespace LlmWiki.Tests.Heal;

/// <summary>Heal on disk: what is written, taken back, decided on, and what a crash or a person in between does.</summary>
public sealed class HealRunTests : IDisposable
{
    private const int Pages = 6;

    private readonly TempWiki _wiki = new();

    public HealRunTests()
    {
        _wiki.Write("wiki/concepts/wheel.md", Tool("Wheel", "# Wheel\n\nIt is round.\n"));
        for (var i = 0; i < Pages; i++)
        {
            _wiki.Write($"wiki/concepts/p{i}.md", Tool($"Page {i}", $"# Page {i}\n\nSee [the wheel](Wheel.md) here.\n\n- And [again](WHEEL.md).\n"));
        }

        _wiki.Write("wiki/mine.md", "# Mine\n\nI like [wheels](concepts/Wheel.md) and [more wheels](concepts/WHEEL.md).\n");
    }

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public void Each_fix_is_one_change_and_the_run_is_undone_as_one()
    {
        var before = _wiki.State();
        var report = Heal();
        report.Mended.Length.ShouldBe(2 * Pages);
        _wiki.Read("wiki/concepts/p0.md").ShouldContain("See [the wheel](wheel.md) here.\n\n- And [again](wheel.md).\n");
        _wiki.Read("wiki/log.md").ShouldContain("heal | 12 fixes\n\nlink-case 12; 2 wait for review.\n");
        var journal = _wiki.Folder.Journal();
        journal.Count.ShouldBe((2 * Pages) + 1);
        journal.ShouldAllBe(entry => entry.Run == report.Run);
        journal[0].Why.ShouldBe("link-case in wiki/concepts/p0.md: the file is spelled 'wheel.md', with other capitals than this link");
        File.ReadAllText(_wiki.At(report.File!)).ShouldContain("## For review (wiki review)");

        _wiki.Folder.UndoRun().Undone.Length.ShouldBe(journal.Count);
        _wiki.State().ShouldBe(before);
    }

    [Fact]
    public void A_second_run_changes_no_byte()
    {
        Heal();
        var before = _wiki.State();
        var queue = _wiki.State(".wiki/review");
        var again = Heal();
        again.Mended.ShouldBeEmpty();
        again.Run.ShouldBeNull();
        _wiki.State().ShouldBe(before);
        _wiki.State(".wiki/review").ShouldBe(queue);
    }

    [Theory]
    [InlineData("review", 14, "wiki/concepts/p0.md")]
    [InlineData("none", 0, null)]
    public void A_wikis_own_rule_file_says_how_far_fixes_go(string tier, int queued, string? first)
    {
        _wiki.Write("lint-rules/link-case.md", $"---\nfix: {tier}\n---\n");
        var report = Heal();
        report.Mended.ShouldBeEmpty();
        report.Queued.Length.ShouldBe(queued);
        report.Queued.FirstOrDefault()?.Page.ShouldBe(first);
        report.Left.Length.ShouldBe(14 - queued);
    }

    [Fact]
    public void A_dry_run_writes_nothing_and_tells_what_it_would()
    {
        var before = _wiki.State(".");
        var report = new HealRun(_wiki.Folder, Book(), FixedTime.Noon).Run(Options(), dryRun: true);
        report.Mended.Length.ShouldBe(2 * Pages);
        report.Mended[0].Diff.ShouldContain("+See [the wheel](wheel.md) here.");
        _wiki.State(".").Where(file => !file.Key.StartsWith(".wiki", StringComparison.Ordinal)).ShouldBe(before.Where(file => !file.Key.StartsWith(".wiki", StringComparison.Ordinal)));
        _wiki.Folder.Journal().ShouldBeEmpty();
    }

    [Fact]
    public void What_a_person_wrote_waits_until_it_is_accepted()
    {
        var mine = _wiki.Read("wiki/mine.md");
        Heal();
        _wiki.Read("wiki/mine.md").ShouldBe(mine);
        var desk = new ReviewDesk(_wiki.Folder);
        var waiting = _wiki.Folder.Review.List();
        waiting.Length.ShouldBe(2);

        // The page changes elsewhere and by the first of the two; the second still finds its place.
        _wiki.Write("wiki/mine.md", "# Mine\n\nNew words.\n" + mine["# Mine\n".Length..]);
        foreach (var fix in waiting)
        {
            desk.Accept(fix).ShouldNotBeNull().Ok.ShouldBeTrue();
        }

        _wiki.Read("wiki/mine.md").ShouldBe("# Mine\n\nNew words.\n\nI like [wheels](concepts/wheel.md) and [more wheels](concepts/wheel.md).\n");
        _wiki.Folder.Review.List().ShouldBeEmpty();
        _wiki.Folder.Undo(1).Undone.Single().Verb.ShouldBe("review");
        _wiki.Read("wiki/mine.md").ShouldContain("WHEEL.md");
    }

    [Fact]
    public void A_fix_whose_words_are_gone_is_not_made()
    {
        Heal();
        _wiki.Write("wiki/mine.md", "# Mine\n\nI like nothing.\n");
        new ReviewDesk(_wiki.Folder).Accept(_wiki.Folder.Review.List()[0]).ShouldBeNull();
        _wiki.Read("wiki/mine.md").ShouldBe("# Mine\n\nI like nothing.\n");
    }

    [Fact]
    public void What_was_rejected_is_not_proposed_again_until_its_text_changes()
    {
        Heal();
        var desk = new ReviewDesk(_wiki.Folder);
        foreach (var fix in _wiki.Folder.Review.List())
        {
            desk.Reject(fix);
        }

        Heal().Queued.ShouldBeEmpty();
        Heal().Left.Count(left => left.Why == "its fix was rejected").ShouldBe(2);
        _wiki.Write("wiki/mine.md", "# Mine\n\nI love [wheels](concepts/Wheel.md) now.\n");
        Heal().Queued.Length.ShouldBe(1);
    }

    [Fact]
    public void A_page_that_a_person_saves_meanwhile_keeps_their_bytes_and_is_mended_anew()
    {
        var saved = false;
        var report = new HealRun(_wiki.Folder, Book(), FixedTime.Noon).Run(Options(), progress: new Now(progress =>
        {
            if (progress is { Stage: HealStage.Writing, Done: 3 } && !saved)
            {
                saved = true;
                _wiki.Write("wiki/concepts/p5.md", "# Page 5\n\nMy own [wheel](Wheel.md).\n");
            }
        }));
        report.Kept.ShouldHaveSingleItem().Path.Value.ShouldBe("wiki/concepts/p5.md");
        _wiki.Read("wiki/concepts/p5.md").ShouldContain("My own [wheel](Wheel.md).");
        report.Queued.ShouldContain(fix => fix.Page == "wiki/concepts/p5.md");
        report.Mended.Length.ShouldBe(2 * (Pages - 1));
    }

    [Fact]
    public void Where_the_disk_refuses_a_page_the_others_are_mended()
    {
        var applied = 0;
        _wiki.Folder.Interrupt = step =>
        {
            if (step == "prepared" && ++applied == 5)
            {
                throw new IOException("the disk is full");
            }
        };
        var report = Heal();
        _wiki.Folder.Interrupt = null;
        report.Kept.ShouldHaveSingleItem().Reason.ShouldBe("could not be written: the disk is full");
        report.Mended.Length.ShouldBe((2 * Pages) - 2);

        var again = Heal();
        again.Mended.Length.ShouldBe(2);
        again.Kept.ShouldBeEmpty();
    }

    [Fact]
    public void Where_the_disk_refuses_everything_heal_says_so_and_the_next_run_goes_on()
    {
        _wiki.Folder.Interrupt = step => throw new IOException("the disk is full");
        Should.Throw<WikiException>(Heal).Message.ShouldContain("the disk is full");
        _wiki.Folder.Interrupt = null;
        Heal().Mended.Length.ShouldBe(2 * Pages);
    }

    [Fact]
    public void Killed_at_any_moment_the_next_run_ends_in_the_same_bytes()
    {
        var start = _wiki.State();
        Heal();
        var (wanted, queue) = (_wiki.State(), _wiki.State(".wiki/review"));
        _wiki.Folder.UndoRun();
        var points = 0;
        for (var step = 0; step < 400; step += 7)
        {
            Reset(start);
            if (!KilledAfter(step))
            {
                break;
            }

            points++;
            _wiki.Reopen();
            Heal();
            _wiki.State().ShouldBe(wanted, $"killed at step {step}");
            _wiki.State(".wiki/review").ShouldBe(queue);
        }

        points.ShouldBeGreaterThan(12);
    }

    private sealed class Killed : Exception;

    private sealed class Now(Action<HealProgress> act) : IProgress<HealProgress>
    {
        public void Report(HealProgress value) => act(value);
    }

    private bool KilledAfter(int steps)
    {
        var passed = 0;
        _wiki.Folder.Interrupt = _ =>
        {
            if (Interlocked.Increment(ref passed) > steps)
            {
                throw new Killed();
            }
        };
        try
        {
            Heal();
            return false;
        }
        catch (Killed)
        {
            return true;
        }
        finally
        {
            _wiki.Folder.Interrupt = null;
        }
    }

    private void Reset(IReadOnlyDictionary<string, string> files)
    {
        _wiki.Folder.Dispose();
        Directory.Delete(_wiki.At("wiki"), recursive: true);
        Directory.Delete(_wiki.At(".wiki"), recursive: true);
        foreach (var (path, hex) in files.Where(file => file.Value != "folder"))
        {
            _wiki.Write(path, Convert.FromHexString(hex));
        }

        _wiki.Reopen();
    }

    private HealReport Heal() => new HealRun(_wiki.Folder, Book(), FixedTime.Noon).Run(Options());

    private RuleBook Book() => RuleBook.Of(_wiki.Folder.LintRules());

    private static HealOptions Options() => new() { Rules = new HashSet<string> { "link-case" } };

    private static string Tool(string title, string body) =>
        RuleTrial.Owned(new RelPath("wiki/x.md"), $"---\ntype: concept\ntitle: {title}\ngenerated: {{ by: test, at: 2026-01-01T00:00:00Z, blocks: \"*\" }}\n---\n{body}");
}
