namespace LlmWiki.Tests.Cli;

/// <summary>Every file of <c>tests/fixtures/cli</c> is played; <c>UPDATE_EXPECTED=1</c> rewrites them.</summary>
public sealed class TranscriptTests
{
    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder(), "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_session_prints_what_its_transcript_says(string name)
    {
        var file = Path.Combine(Folder(), name + ".txt");
        var expected = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var root = Directory.CreateTempSubdirectory("wiki-cli-").FullName;
        try
        {
            using var transcript = new Transcript(expected, root);
            var actual = await transcript.Run();
            if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
            {
                await File.WriteAllTextAsync(file, actual, TestContext.Current.CancellationToken);
            }
            else
            {
                actual.ShouldBe(expected);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static string Folder() => RepositoryFolder.At("tests/fixtures/cli");
}
