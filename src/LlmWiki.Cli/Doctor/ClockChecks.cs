using System.Globalization;

namespace LlmWiki.Cli.Doctor;

/// <summary>A clock that is wrong dates pages wrongly and breaks secure connections.</summary>
internal static class ClockChecks
{
    private const int MostFiles = 20_000;

    // This was written in 2026; a machine without a battery begins in 1970 or 2000.
    private static readonly DateTimeOffset Earliest = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // File systems round, and servers of files have clocks of their own.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    public static IEnumerable<Diagnosis> Clock(Checkup checkup)
    {
        var now = checkup.Around.Time.GetUtcNow();
        yield return checkup.Root is { } root && Newest(root) is { } newest ? Clock(now, newest) : Clock(now, (null, now));
    }

    internal static Diagnosis Clock(DateTimeOffset now, (string? File, DateTimeOffset Modified) newest)
    {
        if (now < Earliest)
        {
            return Diagnosis.Warning("clock", $"it is {Text(now)} by the system's clock", "set the clock: secure connections fail and pages get wrong dates");
        }

        return newest.Modified > now + Tolerance
            ? Diagnosis.Warning("clock", $"it is {Text(now)} by the system's clock, and {newest.File} is from {Text(newest.Modified)}", "set the clock, or touch the file")
            : Diagnosis.Ok("clock", $"{Text(now)}");
    }

    private static (string File, DateTimeOffset Modified)? Newest(string root)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        string[] folders = [Path.Combine(root, "raw"), Path.Combine(root, "wiki")];
        var newest = folders.Where(Directory.Exists)
            .SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles("*", options))
            .Take(MostFiles)
            .MaxBy(file => file.LastWriteTimeUtc);
        return newest is null ? null : (Path.GetRelativePath(root, newest.FullName).Replace('\\', '/'), new DateTimeOffset(newest.LastWriteTimeUtc));
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
