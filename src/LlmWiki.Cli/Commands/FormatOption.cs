using System.CommandLine;

namespace LlmWiki.Cli.Commands;

internal enum Format
{
    Text,
    Json,
}

/// <summary><c>--format</c>, which commands with data take.</summary>
internal sealed class FormatOption : Option<Format>
{
    public FormatOption()
        : base("--format")
    {
        Description = "How to print the result: text (default) or json";
        HelpName = "format";
        CustomParser = result =>
        {
            switch (result.Tokens[0].Value)
            {
                case "text": return Format.Text;
                case "json": return Format.Json;
                case var other:
                    result.AddError(Output.Printer.NoFormat(other));
                    return Format.Text;
            }
        };
    }
}
