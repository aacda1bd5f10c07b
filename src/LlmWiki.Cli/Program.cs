using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using LlmWiki.Cli;
using Spectre.Console;

using var cancel = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var surroundings = new Surroundings
{
    Stdout = Console.Out,
    Stderr = Console.Error,
    Stdin = Console.In,
    WorkingFolder = WorkingFolder(),
    StdoutIsTerminal = !Console.IsOutputRedirected && IsCapable(Console.Out),
    StderrIsTerminal = !Console.IsErrorRedirected && IsCapable(Console.Error),
    CanAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected,
    NoColor = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 },
    SourceDateEpoch = Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"),
    Variable = Environment.GetEnvironmentVariable,
    DataFolder = UserFolder(Environment.SpecialFolder.LocalApplicationData),
    HomeFolder = UserFolder(Environment.SpecialFolder.UserProfile),
    Program = Program(),
};
return (int)await CommandLine.RunAsync(args, surroundings, cancel.Token);

// The folder may have been deleted under the shell; then every path is looked for from the root.
static string WorkingFolder()
{
    try
    {
        return Directory.GetCurrentDirectory();
    }
    catch (IOException)
    {
        return Path.GetPathRoot(Environment.SystemDirectory) is { Length: > 0 } root ? root : "/";
    }
}

// XDG_DATA_HOME or ~/.local/share, ~/Library/Application Support, %LOCALAPPDATA%. It need not be there yet.
static string? UserFolder(Environment.SpecialFolder folder) =>
    Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } path ? path : null;

// A build that was started as "dotnet wiki.dll" has no program file of its own.
static ImmutableArray<string> Program()
{
    var process = Environment.ProcessPath ?? "wiki";
    return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, Path.Combine(AppContext.BaseDirectory, "wiki.dll")] : [process];
}

// The first Ctrl-C ends the work in good order; a second one ends the process at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !cancel.IsCancellationRequested;
    cancel.Cancel();
}

// Asked only of terminals: it switches old Windows consoles to colour, and knows those that have none.
static bool IsCapable(TextWriter writer) =>
    AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) }).Profile.Capabilities.Ansi;
