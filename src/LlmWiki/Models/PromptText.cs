using System.Text.RegularExpressions;

namespace LlmWiki.Models;

/// <summary>Text of files on its way into a prompt: there it is data, on one line, and nothing else.</summary>
internal static partial class PromptText
{
    /// <summary>What a model might read as the end of the material, or as another speaker, is taken apart.</summary>
    public static string Line(string text)
    {
        var line = Controls().Replace(text, " ");
        line = SpecialToken().IsMatch(line) ? line.Replace('<', '‹').Replace('>', '›') : line;
        return Role().Replace(line, match => $"({match.Value[1..^1]})");
    }

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\u2028\u2029-[\u200C\u200D]]+", RegexOptions.CultureInvariant)]
    public static partial Regex Controls();

    [GeneratedRegex(@"<[|/]|<(?:s|bos|eos|start_of_turn|end_of_turn|im_start|im_end|think)>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpecialToken();

    [GeneratedRegex(@"\[/?(?:INST|THINK|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS)\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Role();
}
