using LlmWiki.Storage;

namespace LlmWiki.Tests.Storage;

public sealed class RawWatcherTests : IAsyncDisposable
{
    private readonly TempWiki _wiki = new();
    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly RawWatcher _watcher;
    private readonly IAsyncEnumerator<RawBatch> _batches;

    public RawWatcherTests()
    {
        _cancel.CancelAfter(TimeSpan.FromSeconds(15));
        _wiki.Write("raw/a.md", "a");
        _watcher = new RawWatcher(_wiki.Folder);
        _batches = _watcher.Batches(_wiki.Folder.ListRaw(), _cancel.Token).GetAsyncEnumerator(_cancel.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _batches.DisposeAsync();
        _watcher.Dispose();
        _cancel.Dispose();
        _wiki.Dispose();
    }

    private async Task<string[]> Next(Action act)
    {
        // The watcher starts with the first move.
        var next = _batches.MoveNextAsync().AsTask();
        await Task.Delay(100, _cancel.Token);
        act();
        (await next).ShouldBeTrue();
        return [.. _batches.Current.Paths.Select(path => path.Value)];
    }

    [Fact]
    public async Task Changes_close_together_come_as_one_batch_without_hidden_files()
    {
        var batch = await Next(() =>
        {
            _wiki.Write("raw/new/deep/b.md", "b");
            _wiki.Write("raw/a.md", "changed");
            _wiki.Write("raw/.hidden.md", "x");
            _wiki.Write("raw/c.md.part", "x");
        });
        batch.ShouldBe(["raw/a.md", "raw/new/deep/b.md"]);

        (await Next(() => Directory.Move(_wiki.At("raw/new"), _wiki.At("raw/renamed"))))
            .ShouldContain(path => path == "raw/new/deep/b.md");
    }

    [Fact]
    public async Task A_file_that_is_still_being_copied_comes_once_at_its_end()
    {
        var copying = Task.CompletedTask;
        var batch = await Next(() => copying = Task.Run(async () =>
        {
            await using var file = File.Create(_wiki.At("raw/large.bin"));
            for (var i = 0; i < 8; i++)
            {
                await file.WriteAsync(new byte[1000], _cancel.Token);
                await file.FlushAsync(_cancel.Token);
                await Task.Delay(200, _cancel.Token);
            }
        }));
        await copying;
        batch.ShouldBe(["raw/large.bin"]);
        _batches.Current.Listing.Files.Single(file => file.Path.Value == "raw/large.bin").Size.ShouldBe(8000);
    }

    [Fact]
    public async Task The_folder_may_be_deleted_and_made_again()
    {
        (await Next(() => Directory.Delete(_wiki.At("raw"), recursive: true))).ShouldBe(["raw/a.md"]);
        (await Next(() => _wiki.Write("raw/again.md", "x"))).ShouldBe(["raw/again.md"]);
        (await Next(() => _wiki.Write("raw/more.md", "x"))).ShouldBe(["raw/more.md"]);
    }
}
