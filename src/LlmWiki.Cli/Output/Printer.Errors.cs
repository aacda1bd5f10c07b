using System.Collections.Immutable;
using System.CommandLine;

namespace LlmWiki.Cli.Output;

/// <summary>What went wrong, and what to type next.</summary>
internal sealed partial class Printer
{
    private readonly List<string> _heldBack = [];
    private bool _isBusy;

    public static string HelpHint(Command command) => $"{FullName(command)} --help";

    public static string UnknownOption(string token, string? near) => $"unknown option '{token}'{DidYouMean(near)}";

    public static string UnknownCommand(string token, string? near) => $"unknown command '{token}'{DidYouMean(near)}";

    public static string OneTooMany(string token) => $"'{token}' is one argument too many";

    public static string NoValue(string name) => name.StartsWith('-') ? $"'{name}' needs a value" : $"{name} is missing";

    public static string NoFormat(string value) => $"'{value}' is no format: text or json";

    public static string NoCount(string value) => $"'{value}' is no whole number from 1";

    public static string OutsideRaw(string path) => $"'{path}' is outside raw/";

    public static string NoSource(string path, string? near) => $"there is no source '{path}' in raw/{DidYouMean(near)}";

    public static UsageException WrongPaths(ImmutableArray<string> problems) =>
        new(problems, "'wiki source list' shows all; hidden and ignored files are none");

    public static UsageException NotCompiled(string path, string? near) =>
        new($"no page knows a source '{path}'{DidYouMean(near)}", "wiki source list");

    public static UsageException Excluding(string one, string other) => new($"'{one}' and '{other}' exclude each other");

    public static UsageException NeedsYes(string yes, string dryRun) =>
        new("nobody is there to be asked", $"look with {dryRun}, then type {yes}");

    public static UsageException InsideWiki(string folder, string around) =>
        new($"'{folder}' is part of the wiki in '{around}'", "make the new wiki beside it");

    public static UsageException NoEpoch(string value) =>
        new($"SOURCE_DATE_EPOCH is '{value}', which is no number of seconds", "unset SOURCE_DATE_EPOCH");

    public void Failed(UsageException error) => Failed(error.Problems, error.Hint, error.InnerException ?? error);

    public void Failed(WikiException error) => Failed(error.Message.Split('\n'), error.Hint, error);

    public void Failed(Exception error) => Failed([error.Message], null, error);

    public void Crashed(Exception error) =>
        Failed([$"this should not happen: {error.Message}"], "type the same with --debug, and report what it says", error);

    /// <param name="goesOn">The next run finds what this one did.</param>
    public void Cancelled(bool goesOn) => Note(goesOn ? "cancelled; the next run goes on where this one stopped" : "cancelled");

    /// <summary>Something could not be done, though the work goes on. May come from any thread.</summary>
    public void Warning(string message)
    {
        lock (_heldBack)
        {
            if (_isBusy)
            {
                // A line in the middle of a progress bar would tear it.
                _heldBack.Add(message);
                return;
            }
        }

        Error($"{Ink.Odd("wiki: warning:")} {message}");
    }

    private void Failed(IEnumerable<string> problems, string? hint, Exception error)
    {
        foreach (var problem in problems)
        {
            Error($"{Ink.Bad("wiki: error:")} {problem}");
        }

        Hint(hint);
        if (options.Debug)
        {
            around.Stderr.WriteLine(error.ToString());
        }
    }

    private static string DidYouMean(string? near) => near is null ? "" : $" (did you mean '{near}'?)";
}
