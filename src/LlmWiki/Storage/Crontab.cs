using System.ComponentModel;
using System.Text;

namespace LlmWiki.Storage;

/// <summary>The user's own crontab.</summary>
/// <param name="program">The full path of <c>crontab</c>.</param>
internal sealed class Crontab(string program)
{
    /// <summary>Empty where there is none yet.</summary>
    /// <exception cref="WikiException">It cannot be read.</exception>
    public string Read()
    {
        var result = Run(["-l"], []);
        return result.ExitCode == 0 ? result.OutputText
            : result.Error.Contains("no crontab for", StringComparison.OrdinalIgnoreCase) ? ""
            : throw new WikiException($"'crontab -l' failed, so nothing is written: {result.Error.Trim()}");
    }

    /// <exception cref="WikiException">It was refused.</exception>
    public void Write(string text)
    {
        var result = Run(["-"], Encoding.UTF8.GetBytes(text));
        if (result.ExitCode != 0)
        {
            throw new WikiException($"'crontab -' refused the new crontab, and the old one stays: {result.Error.Trim()}");
        }
    }

    private ChildResult Run(string[] arguments, byte[] input)
    {
        try
        {
            return ChildProcess.Run(new ChildStart(program, arguments, Path.GetTempPath()) { Input = input, Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C" } });
        }
        catch (Win32Exception error)
        {
            throw new WikiException($"'{program}' could not be started: {error.Message}", inner: error);
        }
    }
}
