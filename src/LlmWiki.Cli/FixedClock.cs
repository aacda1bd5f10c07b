using System.Globalization;

namespace LlmWiki.Cli;

/// <summary>A clock that stands still, so that the same sources give the same bytes. Timers still run.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>What is measured takes no time: the log of a wiki tells how long a model took.</summary>
    public override long GetTimestamp() => 0;

    /// <param name="epoch">The value of SOURCE_DATE_EPOCH; see reproducible-builds.org.</param>
    /// <returns>Null where it is no time.</returns>
    public static FixedClock? From(string epoch) =>
        long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? new FixedClock(DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
}
