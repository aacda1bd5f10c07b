using System.IO.Compression;
using LlmWiki.Text;
using Microsoft.Data.Sqlite;

namespace LlmWiki.Storage;

/// <summary>One thing to remember of a source: <paramref name="Version"/> names what it is and the form it is in.</summary>
public sealed record CachedAnalysis(ContentHash Hash, string Version, byte[] Value);

/// <summary>
/// <c>.wiki/index.db</c>: what reading <c>raw/</c> has cost already, so that it is not paid twice. Only a cache: where the
/// file is missing, damaged or of another version it starts anew, and where it cannot be used at all every look-up finds
/// nothing and one warning says so. Safe for use from several threads and processes.
/// </summary>
public sealed class SourceCache : IDisposable
{
    private const string Schema = """
        create table raw_files (path text primary key, size integer not null, modified integer not null,
            hash text not null, indexed_at integer not null) without rowid;
        create table analyses (hash text not null, version text not null, value blob not null, primary key (hash, version));
        """;

    private static readonly string[] Tables = ["raw_files", "analyses"];

    private readonly System.Threading.Lock _gate = new();
    private readonly CacheFile _file;
    private Dictionary<string, Indexed>? _indexed;

    internal SourceCache(string path, Action makeFolder, Action<string> warn) =>
        _file = new CacheFile(path, Schema, Tables, makeFolder, () => _indexed = null, warn);

    /// <summary>What was put under this hash and version; null where nothing was.</summary>
    public byte[]? Get(ContentHash hash, string version)
    {
        byte[]? packed;
        lock (_gate)
        {
            packed = _file.Use(connection =>
            {
                using var command = Command(connection, "select value from analyses where hash = $a and version = $b", hash.Hex, version);
                return command.ExecuteScalar() as byte[];
            });
        }

        return packed is null ? null : Unpack(packed);
    }

    public void Put(ContentHash hash, string version, byte[] value) => Put([new CachedAnalysis(hash, version, value)]);

    /// <summary>Puts many at once, in one transaction.</summary>
    public void Put(IReadOnlyCollection<CachedAnalysis> analyses) => Put(analyses, (_, _) => { });

    /// <summary>Puts many at once, and lets go of all that is not of this version and under one of these hashes.</summary>
    public void Put(IReadOnlyCollection<CachedAnalysis> analyses, string version, IReadOnlySet<ContentHash> keep) => Put(analyses, (connection, transaction) =>
    {
        var stale = new List<(string Hash, string Version)>();
        using (var command = Command(connection, "select hash, version from analyses"))
        {
            command.Transaction = transaction;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (reader.GetString(1) != version || !keep.Contains(new ContentHash(reader.GetString(0))))
                {
                    stale.Add((reader.GetString(0), reader.GetString(1)));
                }
            }
        }

        foreach (var (hash, old) in stale)
        {
            using var command = Command(connection, "delete from analyses where hash = $a and version = $b", hash, old);
            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }
    });

    private void Put(IReadOnlyCollection<CachedAnalysis> analyses, Action<SqliteConnection, SqliteTransaction> after)
    {
        var all = analyses.ToList();
        var packed = new byte[all.Count][];
        Parallel.For(0, packed.Length, i => packed[i] = Pack(all[i].Value));
        lock (_gate)
        {
            _file.Use(connection =>
            {
                using var transaction = connection.BeginTransaction();
                for (var i = 0; i < packed.Length; i++)
                {
                    using var command = Command(connection, "insert or replace into analyses values ($a, $b, $c)", all[i].Hash.Hex, all[i].Version, packed[i]);
                    command.ExecuteNonQuery();
                }

                after(connection, transaction);
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

    /// <summary>
    /// The hash a file had when it was last read, if it is the same file still. A file that was written within two seconds
    /// of being read is not trusted: it may have been written again within the same tick of its time stamp.
    /// </summary>
    internal ContentHash? Hash(RawFile file)
    {
        lock (_gate)
        {
            _indexed ??= _file.Use(ReadIndex) ?? [];
            return _indexed.TryGetValue(file.Path.Value, out var known)
                && known.Size == file.Size
                && known.Modified == file.Modified.UtcTicks
                && known.Modified + (2 * TimeSpan.TicksPerSecond) < known.At
                ? new ContentHash(known.Hash) : null;
        }
    }

    /// <param name="started">When reading began.</param>
    internal void Remember(RawFile file, ContentHash hash, DateTimeOffset started)
    {
        lock (_gate)
        {
            var row = new Indexed(file.Size, file.Modified.UtcTicks, hash.Hex, started.UtcTicks);
            (_indexed ??= _file.Use(ReadIndex) ?? [])[file.Path.Value] = row;
            _file.Use(connection =>
            {
                using var command = Command(connection, "insert or replace into raw_files values ($a, $b, $c, $d, $e)",
                    file.Path.Value, row.Size, row.Modified, row.Hash, row.At);
                return command.ExecuteNonQuery();
            });
        }
    }

    private static Dictionary<string, Indexed> ReadIndex(SqliteConnection connection)
    {
        var rows = new Dictionary<string, Indexed>();
        using var command = Command(connection, "select path, size, modified, hash, indexed_at from raw_files");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows[reader.GetString(0)] = new Indexed(reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), reader.GetInt64(4));
        }

        return rows;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params object[] values) => CacheFile.Command(connection, sql, values);

    private static byte[] Pack(byte[] value)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            brotli.Write(value);
        }

        return packed.ToArray();
    }

    private static byte[]? Unpack(byte[] packed)
    {
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
            using var value = new MemoryStream();
            brotli.CopyTo(value);
            return value.ToArray();
        }
        catch (Exception error) when (error is InvalidOperationException or InvalidDataException or IOException)
        {
            return null;
        }
    }

    private sealed record Indexed(long Size, long Modified, string Hash, long At);
}
