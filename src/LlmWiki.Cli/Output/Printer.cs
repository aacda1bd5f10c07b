using System.Globalization;
using System.Text;

namespace LlmWiki.Cli.Output;

/// <param name="Quiet">No progress and no hints.</param>
/// <param name="Debug">Show stack traces.</param>
internal sealed record PrintOptions(bool Quiet, bool NoColor, bool Debug);

/// <summary>
/// The only one that prints, and the owner of every sentence but those of the help: results on stdout; progress, hints
/// and errors on stderr. The parts of this class are by what they tell of.
/// </summary>
internal sealed partial class Printer(Surroundings around, PrintOptions options)
{
    private const int MostGathered = 1 << 15;

    private readonly bool _colorOut = around.StdoutIsTerminal && !around.NoColor && !options.NoColor;
    private readonly bool _colorErr = around.StderrIsTerminal && !around.NoColor && !options.NoColor;

    // Lines that are not written yet; null while each is written as it comes.
    private StringBuilder? _gathered;

    private void Result(string line = "")
    {
        if (_gathered is null)
        {
            around.Stdout.WriteLine(Ink.Render(line, _colorOut));
            return;
        }

        _gathered.Append(Ink.Render(line, _colorOut)).Append(around.Stdout.NewLine);
        if (_gathered.Length > MostGathered)
        {
            around.Stdout.Write(_gathered);
            _gathered.Clear();
        }
    }

    /// <summary>Writes many lines with few calls to the system: ten thousand cost a second otherwise.</summary>
    private void Gather(Action print)
    {
        _gathered = new StringBuilder();
        try
        {
            print();
        }
        finally
        {
            around.Stdout.Write(_gathered);
            _gathered = null;
        }
    }

    /// <summary>A list under a heading; neither where it is empty.</summary>
    private void Results(string heading, IEnumerable<string> lines)
    {
        var first = true;
        foreach (var line in lines)
        {
            if (first)
            {
                Result(heading);
                first = false;
            }

            Result("  " + line);
        }
    }

    /// <summary>Text for a program or a file: nothing is escaped unless a terminal shows it.</summary>
    private void Exact(string text)
    {
        if (!around.StdoutIsTerminal)
        {
            around.Stdout.Write(text);
            return;
        }

        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            Result(line switch
            {
                ['-', '-', '-', ' ', ..] or ['+', '+', '+', ' ', ..] => Ink.Strong(line),
                ['@', '@', ..] => Ink.Dim(line),
                ['-', ..] => Ink.Bad(line),
                ['+', ..] => Ink.Good(line),
                _ => line,
            });
        }
    }

    /// <summary>What helps a person along, and a script does not need.</summary>
    private void Note(string line)
    {
        if (!options.Quiet)
        {
            Error(line);
        }
    }

    private void Hint(string? hint)
    {
        if (hint is not null)
        {
            Note(Ink.Dim("hint:") + " " + hint);
        }
    }

    private void Error(string line) => around.Stderr.WriteLine(Ink.Render(line, _colorErr));

    /// <summary>A path as an argument of a command to type.</summary>
    private static string Typed(string path) => path.All(letter => char.IsLetterOrDigit(letter) || "/\\:._-~".Contains(letter, StringComparison.Ordinal))
        ? path
        : $"\"{path}\"";

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(int number, string thing) => Number(number) + " " + (number == 1 ? thing : Plural(thing));

    private static string Plural(string noun) => noun.EndsWith('y') ? noun[..^1] + "ies" : noun.EndsWith('x') ? noun + "es" : noun + "s";

    /// <summary>Whole per cent, rounded down, so that only all of it is 100.</summary>
    private static int Percent(int part, int whole) => whole == 0 ? 100 : (int)(100L * part / whole);

    private static string Listed(IEnumerable<string> parts) => string.Join(", ", parts);

    /// <summary>Breaks a paragraph into lines at spaces.</summary>
    private static IEnumerable<string> Wrapped(string paragraph, int width)
    {
        var line = new StringBuilder();
        foreach (var word in paragraph.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
