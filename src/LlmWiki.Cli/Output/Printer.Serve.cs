using System.Globalization;
using LlmWiki.Cli.Commands;

namespace LlmWiki.Cli.Output;

/// <summary>The log of <c>wiki serve</c>.</summary>
internal sealed partial class Printer
{
    public static string NoPort(string value) => $"'{value}' is no port: a number from 1 to 65535, or 0 for none";

    public static UsageException NoConnection(string variable) => new($"the environment variable {variable} is empty, and the schedule is kept in a database", $"set {variable}, such as Host=db;Username=wiki;Password=…;Database=wiki, or 'schedule.store: sqlite' in {ConfigReader.FileName}");

    public static WikiException StoreFailed(string store, string why, Exception error) => new($"the schedule cannot be kept in {store}: {why}", null, error);

    public static WikiException PortTaken(int port, string why, Exception error) => new($"port {port.ToString(CultureInfo.InvariantCulture)} cannot be listened on: {why}", "choose another one with 'schedule.port' or '--port'", error);

    /// <param name="format">Null: text on a terminal, else JSON.</param>
    public ServeLog Log(Format? format, TimeProvider time) =>
        new((format ?? (around.StdoutIsTerminal ? Format.Text : Format.Json)) == Format.Json ? line => Json(line, Shapes.LogLineJson) : line => Result(Told(line, time.LocalTimeZone)), time);

    private static string Told(LogLineJson line, TimeZoneInfo zone)
    {
        var level = line.Level switch { "error" => Ink.Bad(line.Level), "warning" => Ink.Odd(line.Level), _ => Ink.Dim(line.Level) };
        string?[] parts =
        [
            line.Job is { } job ? Ink.Strong(job) : null,
            line.Run is { } run ? Ink.Dim(run) : null,
            line.Event == "output" ? null : line.Event,
            line.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"exit {code}") : null,
            line.DurationMs is { } duration ? string.Create(CultureInfo.InvariantCulture, $"after {duration} ms") : null,
            line.Message,
            line.Next is { } next ? "next " + Minute(next) : null,
        ];
        return $"{TimeZoneInfo.ConvertTime(line.Time, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {level} {string.Join(' ', parts.OfType<string>())}";
    }
}
