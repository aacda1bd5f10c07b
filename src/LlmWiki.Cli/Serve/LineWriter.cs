using System.Text;

namespace LlmWiki.Cli.Serve;

/// <summary>Cuts what a command prints into lines.</summary>
internal sealed class LineWriter(Action<string> onLine) : TextWriter
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_line)
        {
            if (value != '\n')
            {
                _line.Append(value);
                return;
            }

            EndLine();
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (_line)
        {
            EndLine();
        }

        base.Dispose(disposing);
    }

    private void EndLine()
    {
        var line = _line.ToString().TrimEnd('\r');
        _line.Clear();
        if (line.Length > 0)
        {
            onLine(line);
        }
    }
}
