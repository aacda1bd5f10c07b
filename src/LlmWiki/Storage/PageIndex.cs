using LlmWiki.Text;
using Microsoft.Data.Sqlite;

namespace LlmWiki.Storage;

/// <summary>What is kept of one page: how its file was when it was read, and what was made of it.</summary>
/// <param name="ReadAt">When reading began, in UTC ticks.</param>
public sealed record IndexedPage(FileStamp File, long ReadAt, ContentHash Hash, byte[] Core)
{
    public bool IsOf(FileStamp now) => IsSame(File, ReadAt, now);

    /// <summary>
    /// Whether a file is still the one that was read. One that was written within two seconds of being read is not trusted: it may have
    /// been written again within the same tick of its time stamp.
    /// </summary>
    /// <param name="readAt">When reading began, in UTC ticks.</param>
    public static bool IsSame(FileStamp file, long readAt, FileStamp now) =>
        now.Size == file.Size && now.ModifiedTicks == file.ModifiedTicks && file.ModifiedTicks + (2 * TimeSpan.TicksPerSecond) < readAt;
}

/// <summary>
/// <c>.wiki/lint.db</c>: what lint made of pages and sources, so that a page that did not change is not read again. Only a cache, as
/// <see cref="SourceCache"/> is. Safe for use from several threads and processes.
/// </summary>
public sealed class PageIndex : IDisposable
{
    private const string Schema = """
        create table about (version text not null);
        create table pages (path text primary key, size integer not null, modified integer not null, read_at integer not null,
            hash text not null, core blob not null, texts blob not null) without rowid;
        create table parts (name text primary key, value blob not null) without rowid;
        create table sources (key text primary key, value blob not null) without rowid;
        """;

    private const string Columns = "select path, size, modified, read_at, hash, core from pages";

    private static readonly string[] Tables = ["about", "pages", "parts", "sources"];

    private readonly System.Threading.Lock _gate = new();
    private readonly CacheFile _file;

    internal PageIndex(string path, Action makeFolder, Action<string> warn) => _file = new CacheFile(path, Schema, Tables, makeFolder, () => { }, warn);

    /// <summary>All pages that are kept; none where they were kept by another version.</summary>
    /// <param name="version">Changes with the code and with the rules: what another version made is no use.</param>
    public Dictionary<RelPath, IndexedPage> Load(string version)
    {
        lock (_gate)
        {
            return _file.Use(connection =>
            {
                var pages = new Dictionary<RelPath, IndexedPage>();
                if (IsOf(connection, version))
                {
                    using var command = Command(connection, Columns);
                    using var reader = command.ExecuteReader();
                    while (reader.Read())
                    {
                        var page = Row(reader);
                        pages[page.File.Path] = page;
                    }
                }

                return pages;
            }) ?? [];
        }
    }

    /// <summary>The texts of one page; null where they are gone since.</summary>
    public byte[]? Texts(RelPath path)
    {
        lock (_gate)
        {
            return _file.Use(connection =>
            {
                using var command = Command(connection, "select texts from pages where path = $a", path.Value);
                return command.ExecuteScalar() as byte[];
            });
        }
    }

    /// <summary>One of them; null where it is not kept.</summary>
    public IndexedPage? Load(string version, RelPath path)
    {
        lock (_gate)
        {
            return _file.Use(connection =>
            {
                using var command = Command(connection, Columns + " where path = $a", path.Value);
                using var reader = IsOf(connection, version) ? command.ExecuteReader() : null;
                return reader?.Read() == true ? Row(reader) : null;
            });
        }
    }

    /// <summary>Something that is known of all pages together; null where it is not kept, or by another version.</summary>
    public byte[]? Part(string version, string name)
    {
        lock (_gate)
        {
            return _file.Use(connection =>
            {
                using var command = Command(connection, "select value from parts where name = $a", name);
                return IsOf(connection, version) ? command.ExecuteScalar() as byte[] : null;
            });
        }
    }

    public byte[]? Source(string key)
    {
        lock (_gate)
        {
            return _file.Use(connection =>
            {
                using var command = Command(connection, "select value from sources where key = $a", key);
                return command.ExecuteScalar() as byte[];
            });
        }
    }

    /// <summary>Puts pages and sources, and lets go of pages that are gone; of what another version kept nothing stays.</summary>
    /// <param name="pages">Texts that are null stay as they are kept.</param>
    /// <param name="parts">What is known of all pages together; what is not named stays as it is.</param>
    public void Save(string version, IReadOnlyCollection<(IndexedPage Page, byte[]? Texts)> pages, IReadOnlyCollection<RelPath> gone, IReadOnlyCollection<(string Key, byte[] Value)> sources, IReadOnlyCollection<(string Name, byte[] Value)> parts)
    {
        lock (_gate)
        {
            _file.Use(connection =>
            {
                using var transaction = connection.BeginTransaction();
                if (!IsOf(connection, version))
                {
                    Run(connection, "delete from about");
                    Run(connection, "delete from pages");
                    Run(connection, "delete from parts");
                    Run(connection, "delete from sources");
                    Run(connection, "insert into about values ($a)", version);
                }

                Put(connection, pages);
                foreach (var path in gone)
                {
                    Run(connection, "delete from pages where path = $a", path.Value);
                }

                foreach (var (key, value) in sources)
                {
                    Run(connection, "insert or replace into sources values ($a, $b)", key, value);
                }

                foreach (var (name, value) in parts)
                {
                    Run(connection, "insert or replace into parts values ($a, $b)", name, value);
                }

                transaction.Commit();
                return true;
            });
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file.Dispose();
        }
    }

    /// <summary>One prepared statement for all: ten thousand of them cost a second otherwise.</summary>
    private static void Put(SqliteConnection connection, IReadOnlyCollection<(IndexedPage Page, byte[]? Texts)> pages)
    {
        using var whole = Command(connection, "insert or replace into pages values ($a, $b, $c, $d, $e, $f, $g)", "", 0L, 0L, 0L, "", Array.Empty<byte>(), Array.Empty<byte>());
        using var core = Command(connection, "update pages set core = $b where path = $a and hash = $c", "", Array.Empty<byte>(), "");
        whole.Prepare();
        core.Prepare();
        foreach (var (page, texts) in pages)
        {
            var command = texts is null ? core : whole;
            object[] values = texts is null ? [page.File.Path.Value, page.Core, page.Hash.Hex] : [page.File.Path.Value, page.File.Size, page.File.ModifiedTicks, page.ReadAt, page.Hash.Hex, page.Core, texts];
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i];
            }

            command.ExecuteNonQuery();
        }
    }

    private static IndexedPage Row(SqliteDataReader reader) => new(
        new FileStamp(new RelPath(reader.GetString(0)), reader.GetInt64(1), reader.GetInt64(2)), reader.GetInt64(3), new ContentHash(reader.GetString(4)), reader.GetFieldValue<byte[]>(5));

    private static bool IsOf(SqliteConnection connection, string version)
    {
        using var command = Command(connection, "select version from about");
        return command.ExecuteScalar() as string == version;
    }

    private static void Run(SqliteConnection connection, string sql, params object[] values)
    {
        using var command = Command(connection, sql, values);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params object[] values) => CacheFile.Command(connection, sql, values);
}
