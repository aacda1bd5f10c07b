using System.Text;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Tests.Storage;

public sealed class SourceCacheTests : IDisposable
{
    private static readonly ContentHash Hash = ContentHash.Of("x");
    private readonly TempWiki _wiki = new();

    public void Dispose() => _wiki.Dispose();

    private RawFile Old(string path, string text)
    {
        _wiki.Write(path, text);
        File.SetLastWriteTimeUtc(_wiki.At(path), new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return _wiki.Folder.ListRaw().Files.Single(file => file.Path.Value == path);
    }

    [Fact]
    public void What_is_put_is_found_by_its_hash_and_version_also_by_the_next_run()
    {
        var value = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("many words ", 1000)));
        _wiki.Folder.Cache.Put(Hash, "markdown/1", value);
        _wiki.Folder.Cache.Put([new CachedAnalysis(Hash, "empty", []), new CachedAnalysis(Hash, "other", [7])]);
        var cache = _wiki.Reopen().Cache;
        cache.Get(Hash, "markdown/1").ShouldBe(value);
        cache.Get(Hash, "empty").ShouldBe([]);
        cache.Get(Hash, "other").ShouldBe([7]);
        cache.Get(Hash, "markdown/2").ShouldBeNull();
        cache.Get(ContentHash.Of("y"), "markdown/1").ShouldBeNull();
        File.ReadAllText(_wiki.At(".wiki/.gitignore")).ShouldBe("*\n");
    }

    [Fact]
    public void A_file_of_the_same_size_and_time_is_not_read_again()
    {
        var file = Old("raw/a.md", "one");
        _wiki.Folder.HashRaw(file, TestContext.Current.CancellationToken).ShouldBe(ContentHash.Of("one"));
        Old("raw/a.md", "two");
        _wiki.Reopen().HashRaw(file, TestContext.Current.CancellationToken).ShouldBe(ContentHash.Of("one"));
        Old("raw/a.md", "three");
        var changed = _wiki.Folder.ListRaw().Files.Single();
        _wiki.Folder.HashRaw(changed, TestContext.Current.CancellationToken).ShouldBe(ContentHash.Of("three"));
    }

    [Fact]
    public void A_file_written_just_before_it_was_read_is_not_trusted()
    {
        _wiki.Write("raw/a.md", "one");
        var file = _wiki.Folder.ListRaw().Files.Single();
        _wiki.Folder.HashRaw(file, TestContext.Current.CancellationToken).ShouldBe(ContentHash.Of("one"));
        _wiki.Write("raw/a.md", "two");
        File.SetLastWriteTimeUtc(_wiki.At("raw/a.md"), file.Modified.UtcDateTime);
        _wiki.Folder.HashRaw(file, TestContext.Current.CancellationToken).ShouldBe(ContentHash.Of("two"));
    }

    [Theory]
    [InlineData("this is no database")]
    [InlineData("")]
    [InlineData("SQLite format 3\0 and then nothing that makes sense")]
    public void A_damaged_file_is_made_anew_without_a_word(string content)
    {
        _wiki.Write(".wiki/index.db", content);
        _wiki.Folder.Cache.Put(Hash, "v", [1]);
        _wiki.Folder.Cache.Get(Hash, "v").ShouldBe([1]);
        _wiki.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_damaged_in_the_middle_is_made_anew_when_that_shows()
    {
        for (var i = 0; i < 300; i++)
        {
            _wiki.Folder.Cache.Put(ContentHash.Of($"{i}"), "v", Encoding.UTF8.GetBytes($"{i} {Guid.NewGuid()} {Guid.NewGuid()}"));
        }

        _wiki.Folder.Dispose();
        var bytes = File.ReadAllBytes(_wiki.At(".wiki/index.db"));
        bytes.AsSpan(4096).Fill(0x55);
        _wiki.Write(".wiki/index.db", bytes);

        _wiki.Reopen().Cache.Get(ContentHash.Of("7"), "v").ShouldBeNull();
        _wiki.Folder.Cache.Put(Hash, "v", [1]);
        _wiki.Folder.Cache.Get(Hash, "v").ShouldBe([1]);
        _wiki.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("pragma user_version = 99")]
    [InlineData("drop table analyses")]
    [InlineData("alter table analyses rename column value to worth")]
    public void Another_schema_is_replaced(string sql)
    {
        _wiki.Folder.Cache.Put(Hash, "v", [1]);
        _wiki.Folder.Dispose();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_wiki.At(".wiki/index.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Test data above.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        _wiki.Reopen().Cache.Get(Hash, "v").ShouldBeNull();
        _wiki.Folder.Cache.Put(Hash, "v", [2]);
        _wiki.Folder.Cache.Get(Hash, "v").ShouldBe([2]);
        _wiki.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Where_it_cannot_be_kept_all_works_without_it_and_one_warning_says_so()
    {
        _wiki.Write(".wiki", "a file where the folder should be");
        var file = Old("raw/a.md", "one");
        _wiki.Folder.HashRaw(file, TestContext.Current.CancellationToken).ShouldBe(ContentHash.Of("one"));
        _wiki.Folder.Cache.Put(Hash, "v", [1]);
        _wiki.Folder.Cache.Get(Hash, "v").ShouldBeNull();
        _wiki.Warnings.Single().ShouldStartWith("working without the cache");
        Should.Throw<WikiException>(_wiki.Folder.Lock).Message.ShouldContain("cannot be written");
    }

    [Fact]
    public void Two_processes_may_use_it_at_once()
    {
        using var other = _wiki.Open();
        Parallel.For(0, 200, i => (i % 2 == 0 ? _wiki.Folder : other).Cache.Put(ContentHash.Of($"{i}"), "v", [(byte)i]));
        Parallel.For(0, 200, i => (i % 2 == 1 ? _wiki.Folder : other).Cache.Get(ContentHash.Of($"{i}"), "v").ShouldBe([(byte)i]));
        _wiki.Warnings.ShouldBeEmpty();
    }
}
