using System.CommandLine.Parsing;
using System.Text;
using LlmWiki.Llama.Tests.Hub;
using LlmWiki.Storage;
using LlmWiki.TinyModels;

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
/// model raw/m.gguf      a tiny model; 'model embedding m.gguf' is one that embeds
/// hub                   a hub with tiny models at {hub}, where HF_ENDPOINT points from now on
/// set NAME value        an environment variable; {hub} and {root} stand for what they are
/// $ wiki ingest         run in the folder that the last 'cd' named
/// $ wiki log | grep Adam
/// $ wiki log | grep -v Adam
/// >a line of stdout
/// 2>a line of stderr
/// exit 2                where it is not 0
/// </code>
/// </summary>
internal sealed class Transcript : IDisposable
{
    private readonly string _text;
    private readonly string _root;
    private readonly Dictionary<string, string> _variables = [];
    private readonly StringBuilder _actual = new();
    private string _folder;
    private string? _answer;
    private FakeHub? _hub;

    /// <param name="root">An empty folder: where the session begins, and what <c>{root}</c> stands for.</param>
    public Transcript(string text, string root) => (_text, _root, _folder) = (text, root, root);

    public void Dispose() => _hub?.Dispose();

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
                await Wiki([.. CommandLineParser.SplitCommandLine(Filled(command)).Skip(1)], only);
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
            case "model":
                PutModel(rest.StartsWith("embedding ", StringComparison.Ordinal) ? ModelShape.TinyEmbedding : ModelShape.Tiny, rest.Split(' ')[^1]);
                break;
            case "hub":
                _hub = new FakeHub(HubFiles()) { Token = rest == "" ? null : rest };
                _variables["HF_ENDPOINT"] = Filled("{hub}");
                break;
            case "set":
                _variables[rest.Split(' ')[0]] = Filled(rest.Split(' ')[1]);
                break;
            default:
                throw new InvalidOperationException($"no step: '{line}'");
        }
    }

    /// <param name="only">What the lines to show have in them, or, after <c>-v</c>, have not.</param>
    private async Task Wiki(string[] args, string only)
    {
        var (text, isWanted) = only.StartsWith("-v ", StringComparison.Ordinal) ? (only[3..], false) : (only, true);
        var run = await CliRun.Of(args, around => around with
        {
            WorkingFolder = _folder,
            CanAsk = _answer is not null,
            Stdin = new StringReader(_answer + "\n"),
            Time = new HurriedTime(),
            Variable = _variables.GetValueOrDefault,
            DataFolder = Path.Combine(_root, "data"),
            HomeFolder = Path.Combine(_root, "home"),
        });
        _answer = null;
        Print(">", string.Join('\n', run.Stdout.Split('\n').Where(line => line.Contains(Filled(text), StringComparison.Ordinal) == isWanted)));
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

        foreach (var line in Emptied(printed.TrimEnd('\n')).Split('\n'))
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

    private void PutModel(ModelShape shape, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.Copy(TinyModel.InTemp(shape), At(path));
    }

    private static Dictionary<string, byte[]> HubFiles()
    {
        var model = File.ReadAllBytes(TinyModel.InTemp(ModelShape.Tiny));
        return new Dictionary<string, byte[]>
        {
            ["README.md"] = "# Tiny models"u8.ToArray(),
            ["tiny-Q4_K_M.gguf"] = model,
            ["tiny-Q8_0.gguf"] = model,
            ["page-F16.gguf"] = "<html>please sign in</html>"u8.ToArray(),
        };
    }

    private string Filled(string text) =>
        text.Replace("{root}", _root, StringComparison.Ordinal).Replace("{hub}", _hub?.Server.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);

    private string Emptied(string text)
    {
        var without = text.Replace(_root, "{root}", StringComparison.Ordinal);
        return _hub is null ? without : without.Replace(Filled("{hub}"), "{hub}", StringComparison.Ordinal);
    }

    private string At(string path) => Path.GetFullPath(Filled(path), _folder);
}
