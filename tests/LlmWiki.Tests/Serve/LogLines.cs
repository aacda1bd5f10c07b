using System.Text.Json;

namespace LlmWiki.Tests.Serve;

/// <summary>Reading events of <c>wiki serve</c>.</summary>
internal static class LogLines
{
    /// <summary>A field; null where the event has none.</summary>
    public static string? Text(this JsonElement told, string field) => told.TryGetProperty(field, out var value) ? value.ToString() : null;

    public static IEnumerable<JsonElement> Of(this IEnumerable<JsonElement> told, string name) => told.Where(each => each.Text("event") == name);

    public static DateTimeOffset Time(this JsonElement told, string field = "time") => told.GetProperty(field).GetDateTimeOffset();

    /// <summary>Begin and end of each run that ended.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Spans(this IReadOnlyCollection<JsonElement> told) =>
        from begun in told.Of("run-started")
        join ended in told.Of("run-ended") on begun.Text("run") equals ended.Text("run")
        select (begun.Time(), ended.Time());
}
