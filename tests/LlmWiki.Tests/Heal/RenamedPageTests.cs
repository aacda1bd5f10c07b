using LlmWiki.Heal;
using LlmWiki.Lint;
using LlmWiki.Storage;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Heal;

/// <summary>Pages that were renamed in git, and the links that still have the old names.</summary>
public sealed class RenamedPageTests : IDisposable
{
    private const string Words = "It is a wheel that a rider sits over, with long spokes and a hard tyre, and it was dear.\n";

    private readonly TempWiki _wiki = new();

    public RenamedPageTests() => Assert.SkipWhen(ChildProcess.OnPath("git") is null, "git is not installed");

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public void A_link_to_a_page_that_was_renamed_twice_leads_to_its_last_name()
    {
        _wiki.Write("wiki/bone-shaker.md", $"# Bone shaker\n\n{Words}");
        _wiki.Write("wiki/a.md", "# A\n\nSee [it](bone-shaker.md#top) and [[bone-shaker|this]].\n");
        Git("init", "-q");
        Commit();
        File.Move(_wiki.At("wiki/bone-shaker.md"), _wiki.At("wiki/velocipede-of-1865.md"));
        Commit();
        File.Move(_wiki.At("wiki/velocipede-of-1865.md"), _wiki.At("wiki/michaudine.md"));
        Commit();

        new HealRun(_wiki.Folder, RuleBook.Default, FixedTime.Noon).Run(new HealOptions { Rules = new HashSet<string> { "broken-link" } }).Left.ShouldBeEmpty();
        var desk = new ReviewDesk(_wiki.Folder);
        foreach (var fix in _wiki.Folder.Review.List())
        {
            fix.Reason.ShouldBe("it is the file that had that name before it was renamed");
            desk.Accept(fix).ShouldNotBeNull().Ok.ShouldBeTrue();
        }

        _wiki.Read("wiki/a.md").ShouldBe("# A\n\nSee [it](michaudine.md#top) and [[michaudine|this]].\n");
    }

    [Fact]
    public void Without_a_history_nothing_is_known()
    {
        using var other = new TempWiki();
        other.Folder.Renames().ShouldBeEmpty();
    }

    private void Commit()
    {
        Git("add", "-A");
        Git("-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-q", "-m", "x");
    }

    private void Git(params string[] arguments) =>
        ChildProcess.Run(new ChildStart(ChildProcess.OnPath("git")!, arguments, _wiki.Root), TestContext.Current.CancellationToken).ExitCode.ShouldBe(0);
}
