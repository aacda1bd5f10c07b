using System.CommandLine;
using LlmWiki.Cli.Commands;
using LlmWiki.Cli.Output;

namespace LlmWiki.Cli;

/// <summary>The <c>wiki</c> command as a function of its arguments and surroundings.</summary>
internal static class CommandLine
{
    public static async Task<ExitCode> RunAsync(string[] args, Surroundings around, CancellationToken cancel = default)
    {
        var root = new WikiRoot();
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var output = new Printer(around, root.Globals.Printing(parsed));
        try
        {
            if (Answered(root.Globals, parsed, output))
            {
                return ExitCode.Done;
            }

            ParseProblems.ThrowIfAny(parsed);
            var session = Session.Begin(parsed, around, output, cancel);
            return await ((WikiCommand)parsed.CommandResult.Command).Run(session);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            var command = parsed.CommandResult.Command;
            output.Cancelled(command is IngestCommand or ModelPullCommand or EngineInstallCommand || (command as LintCommand)?.IsDeep(parsed) == true);
            return ExitCode.Cancelled;
        }
        catch (UsageException error)
        {
            output.Failed(error);
            return ExitCode.Usage;
        }
        catch (WikiException error)
        {
            output.Failed(error);
            return ExitCode.CouldNotRun;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            output.Failed(error);
            return ExitCode.CouldNotRun;
        }
#pragma warning disable CA1031 // Do not catch general exception types: a person gets one clear line, and the rest with --debug
        catch (Exception error)
#pragma warning restore CA1031
        {
            output.Crashed(error);
            return ExitCode.CouldNotRun;
        }
    }

    /// <summary>True where help or the version was asked for, which works on any line, and is printed now.</summary>
    private static bool Answered(GlobalOptions globals, ParseResult parsed, Printer output)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.GetValue(globals.Version))
        {
            output.Version();
        }
        else if (parsed.GetValue(globals.Help))
        {
            output.Help(command, globals);
        }
        else if (command is not WikiCommand && parsed.UnmatchedTokens.Count == 0)
        {
            output.ShortHelp(command);
        }
        else
        {
            return false;
        }

        return true;
    }
}
