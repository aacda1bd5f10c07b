using LlmWiki.Ingest;
using Spectre.Console;

namespace LlmWiki.Cli.Output;

/// <summary>The progress bar, on a terminal only.</summary>
internal sealed partial class Printer
{
    /// <summary>Runs some work; what it reports is shown while it runs, and is gone afterwards.</summary>
    public async Task<T> WithProgress<T>(Func<IProgress<IngestProgress>?, Task<T>> work)
    {
        if (!around.StderrIsTerminal || options.Quiet)
        {
            return await work(null);
        }

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
                .StartAsync(context => work(new Bar(context.AddTask("looking at raw/"))));
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

    private sealed class Bar(ProgressTask task) : IProgress<IngestProgress>
    {
        private const int MostLetters = 40;

        public void Report(IngestProgress value)
        {
            var verb = value.Stage switch { IngestStage.Reading => "reading", IngestStage.Asking => "asking about", IngestStage.Sorting => "sorting", _ => "writing" };
            var item = value.Item is { Length: > MostLetters } name ? "…" + name[^MostLetters..] : value.Item;
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
            task.Description = Ink.Render($"{verb} {Number(value.Done)}/{Number(value.Total)} {item}", color: false).EscapeMarkup();
        }
    }
}
