using LlmWiki.Ingest;
using Spectre.Console;

namespace LlmWiki.Cli.Output;

/// <summary>The progress bar, on a terminal only.</summary>
internal sealed partial class Printer
{
    /// <summary>Runs some work; what it reports is shown while it runs, and is gone afterwards.</summary>
    public Task<T> WithProgress<T>(Func<IProgress<IngestProgress>?, Task<T>> work) =>
        HasBar ? WithBar("looking at raw/", task => work(new Bar(task))) : work(null);

    private bool HasBar => around.StderrIsTerminal && !options.Quiet;

    private async Task<T> WithBar<T>(string atFirst, Func<ProgressTask, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = _colorErr ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(around.Stderr),
        });
        HoldBack(true);
        try
        {
            return await console.Progress().AutoClear(true).HideCompleted(false)
                .Columns(new ProgressBarColumn { Width = 24 }, new TaskDescriptionColumn { Alignment = Justify.Left })
                .StartAsync(context => work(context.AddTask(atFirst)));
        }
        finally
        {
            HoldBack(false);
        }
    }

    private void HoldBack(bool isBusy)
    {
        string[] held;
        lock (_heldBack)
        {
            _isBusy = isBusy;
            held = [.. _heldBack];
            _heldBack.Clear();
        }

        foreach (var message in held)
        {
            Warning(message);
        }
    }

    private static string Span(TimeSpan time) => time.TotalMinutes < 1 ? $"{time.Seconds} s" : time.TotalHours < 1 ? $"{time.Minutes} min" : $"{(int)time.TotalHours} h {time.Minutes} min";

    private sealed class Bar(ProgressTask task) : IProgress<IngestProgress>
    {
        public void Report(IngestProgress value)
        {
            var verb = value.Stage switch { IngestStage.Reading => "reading", IngestStage.Asking => "asking about", IngestStage.Sorting => "sorting", _ => "writing" };
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
            var rate = value.TokensPerSecond > 0 ? $" · {Number((int)value.TokensPerSecond)} tokens/s" : "";
            var left = value.Left is { } time ? $" · {Span(time)} left" : "";
            task.Description = Ink.Render($"{verb} {Number(value.Done)}/{Number(value.Total)} {Shortened(value.Item)}{rate}{left}", color: false).EscapeMarkup();
        }
    }

    /// <summary>Runs some work that cannot say how far it is.</summary>
    public Task<T> WithStatus<T>(string what, Func<Task<T>> work) => HasBar
        ? WithBar(what, task =>
        {
            task.IsIndeterminate = true;
            return work();
        })
        : work();

    private static string? Shortened(string? name)
    {
        const int MostLetters = 40;
        return name is { Length: > MostLetters } ? "…" + name[^MostLetters..] : name;
    }
}
