using System.CommandLine;
using System.Reflection;
using LlmWiki.Cli.Commands;

namespace LlmWiki.Cli.Output;

/// <summary>The help: laid out here, worded by each command.</summary>
internal sealed partial class Printer
{
    private const int Width = 100;

    public void Version() => Result("wiki " + VersionText);

    private static string VersionText => typeof(Printer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>For a command that only has commands below it.</summary>
    public void ShortHelp(Command command)
    {
        Paragraph(command.Description!);
        Result($"Usage: {Usage(command)}");
        Commands(command);
        Result();
        Result($"Type '{FullName(command)} <command> --help' for more of each.");
    }

    public void Help(Command command, GlobalOptions globals)
    {
        Paragraph((command as WikiCommand)?.About ?? command.Description!);
        Result($"Usage: {Usage(command)}");
        Commands(command);
        Rows("Arguments", command.Arguments.Select(argument => ($"<{argument.Name}>", argument.Description!)));
        Rows("Options", command.Options.Except(globals.All).Select(Row));
        Rows("Global options", globals.All.Where(option => option.Recursive || command.Options.Contains(option)).Select(Row));
        if (command is WikiCommand { Examples: var examples })
        {
            Rows("Examples", examples.Select(example => (example.Line, example.Does)));
        }

        Rows("Exit codes",
        [
            ("0", "done, or nothing to do"),
            ("1", "findings remain"),
            ("2", "wrong usage or configuration"),
            ("3", "could not run or finish: disk, lock, a page edited meanwhile"),
            ("130", "cancelled"),
        ]);
    }

    private void Commands(Command command) =>
        Rows("Commands", command.Subcommands.SelectMany(each => each is WikiCommand ? each.Subcommands.Prepend(each) : each.Subcommands)
            .Select(each => (FullName(each)[(FullName(command).Length + 1)..], each.Description!)));

    private void Paragraph(string text)
    {
        foreach (var line in Wrapped(text, Width))
        {
            Result(line);
        }

        Result();
    }

    private void Rows(string heading, IEnumerable<(string Left, string Right)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        var left = all.Max(row => row.Left.Length);
        Result();
        Result(Ink.Strong(heading + ":"));
        foreach (var row in all)
        {
            Result($"  {row.Left.PadRight(left)}  {row.Right}");
        }
    }

    private static (string Left, string Right) Row(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(name => name != "-?").OrderBy(name => name.Length).Append(option.Name));
        return (option.HelpName is { } value ? $"{names} <{value}>" : names, option.Description!);
    }

    private static string Usage(Command command)
    {
        var arguments = command.Arguments.Select(argument => argument.Arity switch
        {
            { MaximumNumberOfValues: > 1 } => $" [<{argument.Name}>...]",
            { MinimumNumberOfValues: 0 } => $" [<{argument.Name}>]",
            _ => $" <{argument.Name}>",
        });
        return FullName(command) + (command is WikiCommand ? "" : " <command>") + string.Concat(arguments) + " [options]";
    }

    private static string FullName(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent
        ? $"{FullName(parent)} {command.Name}"
        : "wiki";
}
