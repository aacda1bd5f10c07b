namespace LlmWiki.Tests.Storage;

public sealed class LockTests : IDisposable
{
    private readonly TempWiki _wiki = new();

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public void A_second_writer_is_refused_and_told_who_the_first_is()
    {
        using var other = _wiki.Open();
        using (_wiki.Folder.Lock())
        {
            var error = Should.Throw<WikiException>(() => other.Apply(_wiki.Patch(("wiki/a.md", "a"))));
            error.Message.ShouldContain($"process {Environment.ProcessId}, since");
            error.Hint.ShouldNotBeNull();
            other.LoadWiki().Pages.ShouldBeEmpty();
        }

        other.Apply(_wiki.Patch(("wiki/a.md", "a"))).Ok.ShouldBeTrue();
    }

    [Fact]
    public void The_holder_may_take_it_again_and_keeps_it_until_all_are_given_back()
    {
        using var other = _wiki.Open();
        var outer = _wiki.Folder.Lock();
        _wiki.Folder.Lock().Dispose();
        Should.Throw<WikiException>(other.Lock);
        outer.Dispose();
        outer.Dispose();
        other.Lock().Dispose();
    }

    [Fact]
    public void A_lock_file_left_by_a_crash_means_nothing()
    {
        _wiki.Write(".wiki/lock", "");
        _wiki.Write(".wiki/lock.holder", "process 1, since yesterday");
        _wiki.Folder.Lock().Dispose();
    }
}
