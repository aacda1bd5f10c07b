using LlmWiki.Llama.Engine;

namespace LlmWiki.Llama.Tests;

public sealed class PrefixStoreTests : IDisposable
{
    private static readonly int[] Tokens = [.. Enumerable.Range(0, 40)];

    private readonly string _folder = Directory.CreateTempSubdirectory("llmwiki-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_state_that_could_not_be_written_leaves_nothing_behind()
    {
        new PrefixStore(_folder, "plan").Save(Tokens, () => [1, 2, 3]);
        var path = Directory.GetFiles(_folder).ShouldHaveSingleItem();
        File.Delete(path);
        Directory.CreateDirectory(path);
        var store = new PrefixStore(_folder, "plan");
        store.Save(Tokens, () => [1, 2, 3]);
        Directory.GetFiles(_folder).ShouldBeEmpty();
        store.Load(Tokens).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_state_that_could_not_be_taken_is_not_kept()
    {
        var store = new PrefixStore(_folder, "plan");
        store.Save(Tokens, () => []);
        store.Load(Tokens).ShouldBeNull();
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_stores_share_a_folder()
    {
        var cancel = TestContext.Current.CancellationToken;
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancel }, (number, _) =>
        {
            var tokens = Tokens.Append(number % 5).ToArray();
            var state = Enumerable.Repeat((byte)(number % 5), 100_000).ToArray();
            new PrefixStore(_folder, "plan").Save(tokens, () => state);
            if (new PrefixStore(_folder, "plan").Load(tokens) is { } read)
            {
                read.ShouldBe(state);
            }

            return ValueTask.CompletedTask;
        });
        Directory.GetFiles(_folder, "*.tmp").ShouldBeEmpty();
        Directory.GetFiles(_folder, "*.prefix").Length.ShouldBe(5);
    }
}
