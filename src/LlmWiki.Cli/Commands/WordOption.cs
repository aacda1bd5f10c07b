using System.CommandLine;

namespace LlmWiki.Cli.Commands;

/// <summary>An option that takes one of a few words.</summary>
internal sealed class WordOption<T> : Option<T>
{
    /// <param name="about">One line; the words and what holds without the option are added to it.</param>
    /// <param name="help">What stands for the word in the help: "--format &lt;format&gt;".</param>
    public WordOption(string name, string help, string about, T without, params (string Word, T Value)[] words)
        : base(name)
    {
        var usual = words.Where(each => EqualityComparer<T>.Default.Equals(each.Value, without)).Select(each => $" (default: {each.Word})").FirstOrDefault();
        Description = $"{about}: {Listed(words)}{usual}";
        HelpName = help;
        DefaultValueFactory = _ => without;
        CustomParser = result =>
        {
            var typed = result.Tokens[0].Value;
            foreach (var (word, value) in words)
            {
                if (word == typed)
                {
                    return value;
                }
            }

            result.AddError(Output.Printer.NoWord(typed, name, Listed(words)));
            return without;
        };
    }

    private static string Listed((string Word, T Value)[] words) => string.Join(", ", words[..^1].Select(each => each.Word)) + " or " + words[^1].Word;
}
