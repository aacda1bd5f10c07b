using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using LlmWiki.Cli.Output;
using LlmWiki.Text;

namespace LlmWiki.Cli.Commands;

/// <summary>Says all that is wrong with a command line in our words, with what was probably meant.</summary>
internal static class ParseProblems
{
    /// <exception cref="UsageException">The line cannot be run.</exception>
    public static void ThrowIfAny(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string[] unknown = [.. parsed.UnmatchedTokens, .. Swallowed(parsed)];
        if (command is not WikiCommand)
        {
            // What follows an unknown command is its own affair.
            throw new UsageException(Unknown(unknown[0], command), Printer.HelpHint(command));
        }

        // The parser tells of the unknown ones too, in its own words.
        var problems = unknown.Select(token => Unknown(token, command))
            .Concat(parsed.Errors.Where(error => !unknown.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal))).Select(Worded))
            .ToImmutableArray();
        if (problems.Length > 0)
        {
            throw new UsageException([.. problems.Distinct()], Printer.HelpHint(command));
        }
    }

    private static string Worded(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, IdentifierToken.Value: var name } => Printer.NoValue(name),
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult { IdentifierToken.Value: var name } } => Printer.NoValue(name),
        ArgumentResult { Tokens.Count: 0, Argument.Name: var name } => Printer.NoValue($"<{name}>"),
        _ => error.Message,
    };

    /// <summary>What looks like an option but was taken for an argument: <c>wiki ingest --dryrun</c>.</summary>
    private static IEnumerable<string> Swallowed(ParseResult parsed)
    {
        var before = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        return parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Where(token => token.Value is ['-', _, ..] && before.Contains(token))
            .Select(token => token.Value);
    }

    private static string Unknown(string token, Command command)
    {
        if (token.StartsWith('-'))
        {
            var names = Lineage(command).SelectMany(each => each.Options).Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name));
            return Printer.UnknownOption(token, EditDistance.Nearest(token, names.Where(name => name.StartsWith("--", StringComparison.Ordinal))));
        }

        return command.Subcommands.Count > 0
            ? Printer.UnknownCommand(token, EditDistance.Nearest(token, command.Subcommands.Select(each => each.Name)))
            : Printer.OneTooMany(token);
    }

    private static IEnumerable<Command> Lineage(Command command) =>
        command.Parents.OfType<Command>().SelectMany(Lineage).Prepend(command);
}
