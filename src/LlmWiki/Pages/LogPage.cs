using System.Globalization;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>The log: what was done when, newest last. Entries are only ever added.</summary>
public static class LogPage
{
    public static readonly RelPath Path = new("wiki/log.md");

    private const string Start = "---\ntype: log\ntitle: Log\n---\n# Log\n";

    /// <summary>The log with one more entry: <c>## [2026-11-22] ingest | title</c> and a line below.</summary>
    public static string Append(string? log, DateTimeOffset time, string verb, string title, string line)
    {
        var text = string.IsNullOrEmpty(log) ? Start : log;
        var newline = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        text = text.TrimEnd('\n', '\r') + newline;
        var date = time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{text}{newline}## [{date}] {verb} | {MarkdownText.Escape(title)}{newline}{newline}{line}{newline}";
    }
}
