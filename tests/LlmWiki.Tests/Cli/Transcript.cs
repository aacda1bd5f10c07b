using System.CommandLine.Parsing;
using System.Text;
using LlmWiki.Storage;

namespace LlmWiki.Tests.Cli;

/// <summary>
/// A session at a terminal as a text file: steps, each followed by what it is to print.
/// <code>
/// # a comment
/// new kb                a new wiki, and into its folder
/// write raw/a.md        the indented lines below are its content
/// delete raw/a.md
/// cat raw/a.md
/// ls raw                all files below
/// answer y              the next command runs at a terminal, and this is typed
/// $ wiki ingest         run in the folder that the last 'cd' named
/// $ wiki log | grep Adam
/// >a line of stdout
/// 2>a line of stderr
/// exit 2                where it is not 0
/// </code>
/// </summary>
internal sealed class Transcript
{
    private readonly string _text;
    private readonly string _root;
    private readonly StringBuilder _actual = new();
    private string _folder;
    private string? _answer;

    /// <param name="root">An empty folder: where the session begins, and what <c>{root}</c> stands for.</param>
    public Transcript(string text, string root) => (_text, _root, _folder) = (text, root, root);

    /// <summary>The transcript with what was really printed.</summary>
    public async Task<string> Run()
    {
        var lines = _text.TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.StartsWith('>') || line.StartsWith("2>", StringComparison.Ordinal) || line.StartsWith("exit ", StringComparison.Ordinal))
            {
                continue;
            }

            _actual.Append(line).Append('\n');
            if (line.StartsWith("write ", StringComparison.Ordinal))
            {
                var content = Content(lines.AsSpan(i + 1));
                Write(line[6..], content);
                i += content.Length;
            }
            else if (line != "" && line[0] != '#')
            {
                await Step(line);
            }
        }

        return _actual.ToString();
    }

    private async Task Step(string line)
    {
        var (verb, rest) = line.Split(' ', 2) is [var first, var second] ? (first, second) : (line, "");
        switch (verb)
        {
            case "$":
                var (command, only) = rest.Split(" | grep ") is [var left, var right] ? (left, right) : (rest, "");
                await Wiki([.. CommandLineParser.SplitCommandLine(command.Replace("{root}", _root, StringComparison.Ordinal)).Skip(1)], only);
                break;
            case "new":
                NewWiki.Make(At(rest));
                _folder = At(rest);
                break;
            case "cat":
                Print(">", await File.ReadAllTextAsync(At(rest)));
                break;
            case "ls":
                Print(">", string.Join('\n', Directory.EnumerateFiles(At(rest), "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(At(rest), file).Replace('\\', '/')).Order(StringComparer.Ordinal)));
                break;
            case "delete":
                File.Delete(At(rest));
                break;
            case "cd":
                _folder = At(rest);
                break;
            case "answer":
                _answer = rest;
                break;
            default:
                throw new InvalidOperationException($"no step: '{line}'");
        }
    }

    private async Task Wiki(string[] args, string only)
    {
        var run = await CliRun.Of(args, around => around with
        {
            WorkingFolder = _folder,
            CanAsk = _answer is not null,
            Stdin = new StringReader(_answer + "\n"),
        });
        _answer = null;
        Print(">", string.Join('\n', run.Stdout.Split('\n').Where(line => line.Contains(only, StringComparison.Ordinal))));
        Print("2>", run.Stderr);
        if (run.Exit != 0)
        {
            _actual.Append(System.Globalization.CultureInfo.InvariantCulture, $"exit {run.Exit}\n");
        }
    }

    private void Print(string mark, string printed)
    {
        if (printed == "")
        {
            return;
        }

        foreach (var line in printed.TrimEnd('\n').Replace(_root, "{root}", StringComparison.Ordinal).Split('\n'))
        {
            _actual.Append(mark).Append(line).Append('\n');
        }
    }

    private void Write(string path, string[] content)
    {
        _actual.AppendJoin("", content.Select(line => line + "\n"));
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), string.Concat(content.Select(line => (line == "" ? "" : line[2..]) + "\n")));
    }

    // Empty lines belong to it where an indented one follows.
    private static string[] Content(ReadOnlySpan<string> below)
    {
        var end = 0;
        for (var i = 0; i < below.Length && (below[i] == "" || below[i].StartsWith("  ", StringComparison.Ordinal)); i++)
        {
            end = below[i] == "" ? end : i + 1;
        }

        return below[..end].ToArray();
    }

    private string At(string path) => Path.GetFullPath(path, _folder);
}
