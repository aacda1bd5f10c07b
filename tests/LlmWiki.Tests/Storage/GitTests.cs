using System.Diagnostics;
using LlmWiki.Pages;
using LlmWiki.Storage;

namespace LlmWiki.Tests.Storage;

public sealed class GitTests : IDisposable
{
    private readonly TempWiki _wiki = new("git: commit\n");

    public GitTests()
    {
        Assert.SkipWhen(ChildProcess.OnPath("git") is null, "git is not installed");
        Run("init", "-q", "-b", "main");
        Run("config", "user.name", "A Person");
        Run("config", "user.email", "person@example.org");
    }

    public void Dispose() => _wiki.Dispose();

    private ChildResult Try(params string[] arguments) =>
        ChildProcess.Run(new ChildStart(ChildProcess.OnPath("git")!, arguments, _wiki.Root), TestContext.Current.CancellationToken);

    private string Run(params string[] arguments)
    {
        var result = Try(arguments);
        result.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}: {result.Error}");
        return result.OutputText.TrimEnd();
    }

    private void Ingest(params (string Path, string? Text)[] files)
    {
        var patch = _wiki.Patch(files);
        _wiki.Folder.Apply(patch).Ok.ShouldBeTrue();
        _wiki.Folder.Commit(patch);
    }

    private string[] Committed(string commit = "HEAD") =>
        Run("show", "--pretty=%s", "--name-status", commit).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string Status() => Run("status", "--porcelain", "--", "wiki", "raw");

    private void CommitAll()
    {
        Run("add", "-A");
        Run("commit", "-qm", "all");
    }

    [Fact]
    public void A_patch_is_the_first_commit_of_a_new_repository()
    {
        Ingest(("wiki/a.md", "a"), ("wiki/sub/b c.md", "b"));
        Committed().ShouldBe(["wiki ingest: a test", "A\twiki/a.md", "A\twiki/sub/b c.md"]);
        Status().ShouldBeEmpty();
    }

    [Fact]
    public void New_changed_and_deleted_pages_are_committed_and_nothing_else()
    {
        _wiki.Write("wiki/a.md", "a");
        _wiki.Write("wiki/gone.md", "gone");
        CommitAll();
        _wiki.Write("wiki/person.md", "mine");
        _wiki.Write("raw/note.md", "mine");

        Ingest(("wiki/a.md", "a2"), ("wiki/gone.md", null), ("wiki/[b]*.md", "b"));

        Committed().ShouldBe(["wiki ingest: a test", "A\twiki/[b]*.md", "M\twiki/a.md", "D\twiki/gone.md"]);
        Status().ShouldBe("?? raw/\n?? wiki/person.md");
    }

    [Fact]
    public void What_a_person_has_staged_stays_staged_also_in_part()
    {
        _wiki.Write("raw/whole.md", "1");
        _wiki.Write("raw/part.md", "1");
        _wiki.Write("raw/gone.md", "1");
        CommitAll();
        _wiki.Write("raw/whole.md", "2");
        _wiki.Write("raw/part.md", "2");
        _wiki.Write("wiki/new.md", "a person's");
        Run("add", "raw/whole.md", "raw/part.md", "wiki/new.md");
        Run("rm", "-q", "--cached", "raw/gone.md");
        _wiki.Write("raw/part.md", "3");

        Ingest(("wiki/a.md", "a"));

        Committed().ShouldBe(["wiki ingest: a test", "A\twiki/a.md"]);
        Status().ShouldBe("D  raw/gone.md\nMM raw/part.md\nM  raw/whole.md\nA  wiki/new.md\n?? raw/gone.md");
        Run("show", ":raw/part.md").ShouldBe("2");
    }

    [Fact]
    public void Each_patch_is_a_commit_and_an_undo_is_one_too()
    {
        Ingest(("wiki/a.md", "a"));
        Ingest(("wiki/a.md", "b"), ("wiki/c.md", "c"));
        _wiki.Folder.Undo(1).Undone.Length.ShouldBe(1);
        Run("log", "--pretty=%s").ShouldBe("wiki undo: ingest: a test\nwiki ingest: a test\nwiki ingest: a test");
        Committed().ShouldBe(["wiki undo: ingest: a test", "M\twiki/a.md", "D\twiki/c.md"]);
        Status().ShouldBeEmpty();
    }

    [Fact]
    public void Several_patches_may_share_a_commit()
    {
        _wiki.Folder.Apply(_wiki.Patch(("wiki/a.md", "a"), ("wiki/short-lived.md", "x")));
        _wiki.Folder.Apply(_wiki.Patch(("wiki/b.md", "b"), ("wiki/short-lived.md", null)));
        _wiki.Folder.Commit(new Patch("ingest", "two\nlines \u0007 of title", []));
        Committed().ShouldBe(["wiki ingest: two lines of title", "A\twiki/a.md", "A\twiki/b.md"]);
    }

    [Fact]
    public void What_was_killed_before_its_commit_goes_into_the_next_one()
    {
        _wiki.Folder.Apply(_wiki.Patch(("wiki/a.md", "a")));
        _wiki.Reopen();
        Ingest(("wiki/b.md", "b"));
        Committed().ShouldBe(["wiki ingest: a test", "A\twiki/a.md", "A\twiki/b.md"]);
        Ingest(("wiki/c.md", "c"));
        Committed().ShouldBe(["wiki ingest: a test", "A\twiki/c.md"]);
    }

    [Fact]
    public void Nothing_is_committed_that_git_ignores_or_that_is_committed_already()
    {
        _wiki.Write(".gitignore", "*.local.md\n");
        CommitAll();
        Ingest(("wiki/a.local.md", "a"));
        Run("log", "--pretty=%s").ShouldBe("all");

        var patch = _wiki.Patch(("wiki/b.md", "b"));
        _wiki.Folder.Apply(patch);
        CommitAll();
        _wiki.Folder.Commit(patch);
        Run("log", "--pretty=%s").ShouldBe("all\nall");
        _wiki.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_wiki_in_a_subfolder_of_a_repository_and_a_detached_head_work_as_well()
    {
        _wiki.Write("notes/wiki.config.yaml", "git: commit");
        CommitAll();
        Run("checkout", "-q", "--detach");
        using var inner = WikiFolder.Open(_wiki.At("notes"), warn: _wiki.Warnings.Add);
        var patch = _wiki.Patch(("wiki/a.md", "a"));
        inner.Apply(patch).Ok.ShouldBeTrue();
        inner.Commit(patch);
        Committed().ShouldBe(["wiki ingest: a test", "A\tnotes/wiki/a.md"]);
        Run("branch", "--show-current").ShouldBeEmpty();
    }

    [Fact]
    public void During_a_merge_pages_are_written_with_one_warning_and_committed_after_it()
    {
        CommitAll();
        Run("checkout", "-qb", "side");
        _wiki.Write("raw/side.md", "side");
        CommitAll();
        Run("checkout", "-q", "main");
        Run("merge", "-q", "--no-ff", "--no-commit", "side");

        Ingest(("wiki/a.md", "a"));
        Ingest(("wiki/b.md", "b"));

        _wiki.Warnings.Single().ShouldStartWith("not committed: a merge is in progress");
        _wiki.Read("wiki/b.md").ShouldBe("b");
        Run("commit", "-qm", "merged");
        Ingest(("wiki/c.md", "c"));
        Committed().ShouldBe(["wiki ingest: a test", "A\twiki/a.md", "A\twiki/b.md", "A\twiki/c.md"]);
    }

    [Fact]
    public void While_another_git_command_runs_pages_are_written_with_one_warning()
    {
        CommitAll();
        _wiki.Write(".git/index.lock", "");
        Ingest(("wiki/a.md", "a"));
        _wiki.Warnings.Single().ShouldStartWith("not committed: another git command is running");
        File.Exists(_wiki.At(".git/index.lock")).ShouldBeTrue();
    }

    [Fact]
    public void A_hook_that_refuses_is_quoted_in_a_warning()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a shell script");
        CommitAll();
        _wiki.Write(".git/hooks/pre-commit", "#!/bin/sh\necho 'no commits on Sundays' >&2\nexit 1\n");
        Process.Start("chmod", ["+x", _wiki.At(".git/hooks/pre-commit")]).WaitForExit();
        Ingest(("wiki/a.md", "a"));
        _wiki.Warnings.Single().ShouldStartWith("not committed: no commits on Sundays;");
        File.Delete(_wiki.At(".git/hooks/pre-commit"));
        Ingest(("wiki/b.md", "b"));
        Committed().ShouldBe(["wiki ingest: a test", "A\twiki/a.md", "A\twiki/b.md"]);
    }

    [Fact]
    public void A_person_without_a_name_in_git_gets_commits_by_wiki()
    {
        Run("config", "--unset", "user.name");
        Run("config", "--unset", "user.email");
        Run("config", "user.useConfigOnly", "true");
        Assert.SkipWhen(Environment.GetEnvironmentVariable("GIT_AUTHOR_NAME") is not null, "the name comes from the environment");
        Ingest(("wiki/a.md", "a"));
        var name = Try("config", "user.name");
        Run("log", "-1", "--pretty=%an").ShouldBe(name.ExitCode == 0 ? name.OutputText.Trim() : "wiki");
    }

    [Fact]
    public void With_git_off_and_outside_a_work_tree_nothing_is_said_or_committed()
    {
        using var off = new TempWiki("git: off");
        using var outside = new TempWiki("git: commit");
        foreach (var wiki in (TempWiki[])[off, outside])
        {
            var patch = wiki.Patch(("wiki/a.md", "a"));
            wiki.Folder.Apply(patch).Ok.ShouldBeTrue();
            wiki.Folder.Commit(patch);
            wiki.Warnings.ShouldBeEmpty();
        }
    }
}
