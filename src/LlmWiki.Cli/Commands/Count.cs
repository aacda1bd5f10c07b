using System.CommandLine.Parsing;
using System.Globalization;
using LlmWiki.Cli.Output;

namespace LlmWiki.Cli.Commands;

/// <summary>Reads a number of things, at least one.</summary>
internal static class Count
{
    public static int Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        result.AddError(Printer.NoCount(text));
        return 1;
    }
}
