using System.Runtime.InteropServices;

namespace LlmWiki.Cli.Doctor;

/// <summary>The program itself and the wiki it stands in.</summary>
internal static class ProgramChecks
{
    public static IEnumerable<Diagnosis> Program(Checkup checkup)
    {
        var sdks = checkup.Ask("dotnet", "--list-sdks") is { ExitCode: 0 } said ? said.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        var sdk = sdks.Length == 0 ? "no SDK, which only building needs" : "SDK " + sdks[^1].Split(' ')[0];
        yield return Diagnosis.Ok("program", $"{RuntimeInformation.FrameworkDescription}, {sdk}, on {RuntimeInformation.RuntimeIdentifier}");
    }

    public static IEnumerable<Diagnosis> Wiki(Checkup checkup)
    {
        if (checkup.Root is not { } root)
        {
            return [Diagnosis.Ok("wiki", "not in a wiki: its configuration and folders are not looked at", "wiki init makes one")];
        }

        return checkup.ConfigProblems.IsEmpty
            ? [Diagnosis.Ok("wiki", $"{root}; {ConfigReader.FileName} is right, engine {checkup.Config.Engine}")]
            : checkup.ConfigProblems.Select(problem => Diagnosis.Problem("wiki", problem, $"mend {ConfigReader.FileName}; all else is looked at as if it said nothing"));
    }
}
