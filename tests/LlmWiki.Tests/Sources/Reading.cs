using System.Diagnostics;
using System.Text;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Tests.Sources;

/// <summary>Short words for what every test of a reader does.</summary>
internal static class Reading
{
    public static Source Read(string name, string text) => Read(name, Encoding.UTF8.GetBytes(text));

    public static Source Read(string name, byte[] bytes, PdfToText? pdfToText = null) =>
        SourceReader.Read(new RelPath("raw/notes/" + name), bytes, pdfToText, TestContext.Current.CancellationToken);

    public static Source Markdown(string text) => Read("a.md", text);

    public static string[] Texts(this Source source) => [.. source.Passages.Select(passage => passage.Text)];

    /// <summary>A passage in one line, as a test states it: <c>Heading1 [3] Title</c>.</summary>
    public static string[] Lines(this Source source) =>
        [.. source.Passages.Select(passage => $"{passage.Kind}{(passage.Level > 0 ? passage.Level : "")}{(passage.Quoted ? "\"" : "")} [{Of(passage.Place)}] {passage.Text}")];

    public static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(FixtureFolder, name));

    public static string FixtureFolder { get; } = FindFixtures();

    /// <summary>poppler's pdftotext; null where it's not installed.</summary>
    public static PdfToText? PdfToText { get; } = Installed() ? Run : null;

    private static string Of(Place place) => place.First == place.Last ? $"{place.First}" : $"{place.First}-{place.Last}";

    private static string FindFixtures()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "tests", "fixtures")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.ShouldNotBeNull().FullName, "tests", "fixtures", "sources");
    }

    private static bool Installed() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "pdftotext")));

    private static byte[] Run(byte[] pdf, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("pdftotext", "-bbox-layout -enc UTF-8 - -")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start).ShouldNotBeNull();
        using var output = new MemoryStream();
        var copying = process.StandardOutput.BaseStream.CopyToAsync(output, cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        try
        {
            process.StandardInput.BaseStream.Write(pdf);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A broken PDF is given up before all of it is read.
        }

        Task.WaitAll([copying, errors], cancel);
        process.WaitForExit();
        return output.ToArray();
    }
}
