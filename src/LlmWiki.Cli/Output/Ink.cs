using System.Globalization;
using System.Text;

namespace LlmWiki.Cli.Output;

/// <summary>
/// Marks pieces of a line for colour and renders the marks. The marks are control characters, all others of which are
/// shown as what they are: a file's name cannot move the cursor.
/// </summary>
internal static class Ink
{
    private static readonly string[] Codes = ["0", "1", "2", "31", "32", "33"];

    public static string Strong(string text) => Mark(1, text);

    public static string Dim(string text) => Mark(2, text);

    public static string Bad(string text) => Mark(3, text);

    public static string Good(string text) => Mark(4, text);

    public static string Odd(string text) => Mark(5, text);

    public static string Render(string line, bool color)
    {
        var text = new StringBuilder(line.Length);
        foreach (var letter in line)
        {
            if (letter < Codes.Length)
            {
                text.Append(color ? $"\e[{Codes[letter]}m" : "");
            }
            else if (char.IsControl(letter) && letter is not ('\t' or '\n'))
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            }
            else
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }

    private static string Mark(int code, string text) => $"{(char)code}{text}\0";
}
