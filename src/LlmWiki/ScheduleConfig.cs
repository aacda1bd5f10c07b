using System.Collections.Immutable;
using System.Globalization;

namespace LlmWiki;

/// <summary>Where <c>wiki serve</c> keeps what it needs to know of its runs.</summary>
public enum ScheduleStore
{
    /// <summary><c>.wiki/schedule.db</c>: one machine.</summary>
    Sqlite,

    /// <summary>A database that several machines share.</summary>
    Postgres,
}

/// <summary>A value of the configuration that is understood only where it is used, with its place for a message.</summary>
public sealed record PlacedText(string Text, int Line, int Column)
{
    /// <summary><c>wiki.config.yaml:12:9</c>.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{ConfigReader.FileName}:{Line}:{Column}");
}

/// <summary>A command that runs by itself, and when, as written.</summary>
public sealed record ScheduledCommand(string Command, PlacedText Cron);

/// <summary>What stands below <c>schedule:</c> in <c>wiki.config.yaml</c>, defaults filled in. It never holds a password.</summary>
public sealed record ScheduleConfig
{
    /// <summary>The commands that can be scheduled, in the order in which they run where their times are the same.</summary>
    public static readonly ImmutableArray<string> Commands = ["ingest", "lint", "heal"];

    /// <summary>Those that are scheduled, in that order.</summary>
    public ImmutableArray<ScheduledCommand> Jobs { get; init; } = [];

    /// <summary>The time zone of the cron expressions, as written; null is the machine's.</summary>
    public PlacedText? TimeZone { get; init; }

    /// <summary>A run whose time passed while nothing could run is left out; else it is made up for, once.</summary>
    public bool SkipsMisfires { get; init; }

    public ScheduleStore Store { get; init; } = ScheduleStore.Sqlite;

    /// <summary>The environment variable that holds the connection string of the database.</summary>
    public string ConnectionEnv { get; init; } = "WIKI_SCHEDULE_DB";

    /// <summary>What the wiki is called among others, in the database and in the system's list of timers; null is the name of its folder.</summary>
    public string? Name { get; init; }

    /// <summary>The port of <c>GET /health</c> on this machine, 1 to 65,535; null is none.</summary>
    public int? Port { get; init; }
}
