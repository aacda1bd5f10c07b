using LlmWiki.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;

namespace LlmWiki.Cli.Serve;

/// <summary>Where the scheduler keeps its state.</summary>
internal interface IScheduleStore : IDisposable
{
    /// <summary>As a person calls it.</summary>
    string Name { get; }

    /// <summary>Other processes use it too.</summary>
    bool IsShared { get; }

    /// <summary>It went away while it was in use, and can be made anew.</summary>
    bool IsLost { get; }

    void Use(IPersistentStoreBuilder store);

    /// <summary>Takes away what is there, to be made anew; false where it is not ours to take away.</summary>
    /// <exception cref="WikiException">It is in use by another process meanwhile.</exception>
    bool Renew();
}

/// <summary>A file of <c>.wiki/</c>, for one process.</summary>
internal sealed class SqliteScheduleStore : IScheduleStore
{
    private readonly ScheduleFiles _files;
    private IDisposable _lock;

    /// <exception cref="WikiException">Another process runs the schedule of this folder.</exception>
    public SqliteScheduleStore(ScheduleFiles files)
    {
        _files = files;
        _lock = files.Lock();
    }

    public string Name => ".wiki/schedule.db";

    public bool IsShared => false;

    public bool IsLost => !_files.Exist;

    public void Use(IPersistentStoreBuilder store)
    {
        _files.Make();

        // Not made by opening it: where it was deleted meanwhile, an empty file would look like a store.
        var connection = new SqliteConnectionStringBuilder { DataSource = _files.Database, Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        store.UseSqlite(SqliteFactory.Instance, connection.ToString());
    }

    public bool Renew()
    {
        // The lock may have gone with the folder that it lay in.
        _lock.Dispose();
        _lock = _files.Lock();
        _files.Delete();
        return true;
    }

    public void Dispose() => _lock.Dispose();
}

/// <summary>A database that several machines share: each run happens on one of them, and where one dies another takes over.</summary>
internal sealed class PostgresScheduleStore(string connection) : IScheduleStore
{
    // A machine that is silent for both of these together counts as dead. It may also only be slow: then the writer lock keeps the two apart.
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public string Name => "PostgreSQL";

    public bool IsShared => true;

    public bool IsLost => false;

    public void Use(IPersistentStoreBuilder store)
    {
        store.UsePostgres(NpgsqlFactory.Instance, connection);
        store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (CheckIn, Grace));
    }

    public bool Renew() => false;

    public void Dispose()
    {
    }
}
