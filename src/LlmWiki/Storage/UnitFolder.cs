using System.Text;

namespace LlmWiki.Storage;

/// <summary>A folder of the user's that other programs read, such as systemd's.</summary>
internal sealed class UnitFolder(string path)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public string At(string name) => Path.Combine(path, name);

    public bool Has(string name) => File.Exists(At(name));

    /// <summary>A file of this name with another text is there.</summary>
    /// <exception cref="WikiException">It cannot be read.</exception>
    public bool Differs(string name, string text) => Guarded(name, () => Has(name) && File.ReadAllText(At(name)) != text);

    /// <exception cref="WikiException">The disk refuses.</exception>
    public void Write(string name, string text) => Guarded(name, () =>
    {
        Directory.CreateDirectory(path);
        File.WriteAllText(At(name), text, Utf8);
        return true;
    });

    private T Guarded<T>(string name, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WikiException($"'{At(name)}': {error.Message}", "check the folder's permissions", error);
        }
    }
}
