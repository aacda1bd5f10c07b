namespace LlmWiki.Pages;

/// <summary>Names that are files beside the pages, by their endings.</summary>
internal static class MediaEndings
{
    private static readonly HashSet<string> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".pdf", ".mp3", ".mp4", ".webm", ".wav", ".ogg", ".mov", ".zip",
        ".csv", ".json", ".yaml", ".yml", ".txt", ".docx", ".xlsx", ".canvas", ".base", ".go", ".py", ".js", ".ts", ".cs", ".html",
    };

    public static bool IsMedia(string path) => path.LastIndexOf('.') is > 0 and var dot && All.Contains(path[dot..]);
}
