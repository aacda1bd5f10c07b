using Microsoft.Data.Sqlite;

namespace LlmWiki.Storage;

/// <summary>
/// The SQLite file behind <see cref="SourceCache"/> and <see cref="PageIndex"/>: opened when it is first used, made anew when it is damaged, given up
/// with one warning when it cannot be had. Not safe for use from several threads.
/// </summary>
/// <param name="schema">Makes the tables.</param>
/// <param name="tables">Their names.</param>
internal sealed class CacheFile(string path, string schema, string[] tables, Action makeFolder, Action onRenewed, Action<string> warn) : IDisposable
{
    private const int Version = 1;

    private SqliteConnection? _connection;
    private bool _givenUp;

    /// <summary>Does something with the database; the default value where that is not possible.</summary>
    public T? Use<T>(Func<SqliteConnection, T> action)
    {
        for (var tries = 0; tries < 2 && !_givenUp; tries++)
        {
            try
            {
                return action(_connection ??= Open());
            }
            catch (SqliteException error) when (IsDamage(error) && tries == 0)
            {
                Renew();
            }
            catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
            {
                GiveUp(error.Message);
            }
            catch (InvalidCastException) when (tries == 0)
            {
                Renew();
            }
        }

        return default;
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private SqliteConnection Open()
    {
        makeFolder();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            connection.Open();

            // It is a cache: a commit lost in a power cut costs time, waiting for the disk costs it always.
            Execute(connection, "pragma journal_mode = wal; pragma synchronous = off;");
            Prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Prepare(SqliteConnection connection)
    {
        // Immediate: two processes that start at once make the tables one after the other.
        using var transaction = connection.BeginTransaction(deferred: false);
        using var ask = connection.CreateCommand();
        ask.CommandText = "pragma user_version";
        var version = Convert.ToInt32(ask.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (version != Version)
        {
            Execute(connection, string.Concat(tables.Select(table => $"drop table if exists {table};")) + schema + $"pragma user_version = {Version};");
        }

        transaction.Commit();
    }

    /// <summary>A command with its parameters by letters: <c>$a</c>, <c>$b</c> …</summary>
    public static SqliteCommand Command(SqliteConnection connection, string sql, params object[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of the classes that use this; values go in as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue("$" + (char)('a' + i), values[i]);
        }

        return command;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private void Renew()
    {
        Dispose();
        onRenewed();
        try
        {
            foreach (var file in (string[])[path, path + "-wal", path + "-shm"])
            {
                File.Delete(file);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            GiveUp(error.Message);
        }
    }

    private void GiveUp(string reason)
    {
        Dispose();
        _givenUp = true;
        warn($"working without the cache '{path}', so everything is read again: {reason}");
    }

    // SQLITE_CORRUPT, SQLITE_NOTADB, and SQLITE_ERROR: a table or column is not what this version says it is.
    private static bool IsDamage(SqliteException error) => error.SqliteErrorCode is 11 or 26 or 1;
}
