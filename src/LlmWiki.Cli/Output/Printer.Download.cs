using LlmWiki.Llama.Hub;
using Spectre.Console;

namespace LlmWiki.Cli.Output;

/// <summary>Files on their way here.</summary>
internal sealed partial class Printer
{
    /// <summary>Runs some downloads: a bar on a terminal, elsewhere only what goes wrong on the way.</summary>
    public Task<T> WithDownload<T>(Func<IProgress<DownloadProgress>, Task<T>> work) =>
        HasBar ? WithBar("asking", task => work(new DownloadBar(task))) : work(new Troubles(Note));

    private static string Told(DownloadProgress at)
    {
        var total = at.Total is { } all ? $" of {ByteText.Of(all)}" : "";
        var rate = at.BytesPerSecond > 0 ? $", {ByteText.Of((long)at.BytesPerSecond)}/s" : "";
        var left = at is { Total: { } end, BytesPerSecond: > 0 } ? $", {Left((end - at.Bytes) / at.BytesPerSecond)} left" : "";
        return $"{Shortened(at.Name)} {ByteText.Of(at.Bytes)}{total}{(at.Trouble is null ? rate + left : "; " + at.Trouble)}";
    }

    private static string Left(double seconds) => seconds switch
    {
        < 60 => $"{(int)seconds} s",
        < 6000 => $"{(int)(seconds / 60)} min",
        _ => $"{(int)(seconds / 3600)} h",
    };

    private sealed class DownloadBar(ProgressTask task) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            task.IsIndeterminate = value.Total is null;
            task.MaxValue = Math.Max(1, value.Total ?? 1);
            task.Value = value.Total is null ? 0 : value.Bytes;
            task.Description = Ink.Render(Told(value), color: false).EscapeMarkup();
        }
    }

    private sealed class Troubles(Action<string> line) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            if (value.Trouble is not null)
            {
                line(Told(value));
            }
        }
    }
}
