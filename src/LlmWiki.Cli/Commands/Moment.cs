using System.CommandLine.Parsing;
using System.Globalization;
using LlmWiki.Cli.Output;

namespace LlmWiki.Cli.Commands;

/// <summary>A time as it is typed: a day, or a day with hours and minutes, in the machine's own zone unless another is given.</summary>
internal static class Moment
{
    public static DateTimeOffset? Parse(ArgumentResult result)
    {
        var typed = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) && typed.Length >= 10)
        {
            return time;
        }

        result.AddError(Printer.NoTime(typed));
        return null;
    }
}
