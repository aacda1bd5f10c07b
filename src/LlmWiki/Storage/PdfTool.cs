using System.ComponentModel;

namespace LlmWiki.Storage;

/// <summary>Poppler's <c>pdftotext</c>, where the machine has it.</summary>
public static class PdfTool
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>
    /// A function from the bytes of a PDF to XHTML with the words of each page, their blocks and boxes; null where the
    /// program is not installed. The function throws a <see cref="WikiException"/> that says why a PDF could not be read.
    /// </summary>
    public static Func<byte[], CancellationToken, byte[]>? Find() =>
        ChildProcess.OnPath("pdftotext") is { } program ? (pdf, cancel) => Read(program, pdf, cancel) : null;

    internal static byte[] Read(string program, byte[] pdf, CancellationToken cancel)
    {
        ChildResult result;
        try
        {
            var start = new ChildStart(program, ["-bbox-layout", "-enc", "UTF-8", "-", "-"], Path.GetTempPath()) { Input = pdf, Limit = Limit };
            result = ChildProcess.Run(start, cancel);
        }
        catch (Win32Exception error)
        {
            throw new WikiException($"'{program}' could not be started: {error.Message}", "install poppler-utils anew", error);
        }

        return result switch
        {
            { TimedOut: true } => throw new WikiException($"pdftotext did not end within {Limit.TotalSeconds:0} seconds", "split the PDF"),
            { ExitCode: 0 } => result.Output,
            _ when result.Error.Contains("password", StringComparison.OrdinalIgnoreCase)
                || result.Error.Contains("encrypt", StringComparison.OrdinalIgnoreCase) =>
                throw new WikiException("the PDF is encrypted", "save a copy without its password"),
            { ExitCode: 3 } => throw new WikiException("the PDF does not allow its text to be copied"),
            _ => throw new WikiException("pdftotext could not read the PDF: " + Said(result)),
        };
    }

    // The last line tells the outcome; those before it are complaints about single objects.
    private static string Said(ChildResult result) =>
        result.Error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault()
        ?? $"it ended with {result.ExitCode}";
}
