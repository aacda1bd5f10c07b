namespace LlmWiki.Cli.Doctor;

/// <summary>Other programs that we call where they are installed.</summary>
internal static class ToolChecks
{
    public static IEnumerable<Diagnosis> Git(Checkup checkup)
    {
        if (!checkup.Config.GitCommit)
        {
            return [Diagnosis.Ok("git", "off in the configuration: changes are journaled and not committed")];
        }

        if (checkup.Ask("git", "--version") is not { ExitCode: 0 } version)
        {
            return [Diagnosis.Warning("git", "not installed: changes are journaled and not committed", "install git, or set 'git: off'")];
        }

        var name = version.OutputText.Trim();
        return [checkup.Root is null ? Diagnosis.Ok("git", name) : InWiki(checkup, name)];
    }

    private static Diagnosis InWiki(Checkup checkup, string git)
    {
        var place = checkup.Ask("git", "rev-parse", "--is-inside-work-tree");
        if (place?.Error.Contains("dubious ownership", StringComparison.Ordinal) == true)
        {
            return Diagnosis.Warning("git", $"{git}; it does not trust the folder, which belongs to another user, so nothing is committed", $"git config --global --add safe.directory {checkup.Root}");
        }

        if (place is not { ExitCode: 0 })
        {
            return Diagnosis.Ok("git", $"{git}; the wiki is in no work tree, so nothing is committed", "'git init' lets each change be committed");
        }

        return checkup.Ask("git", "config", "user.name") is { ExitCode: 0 } user
            ? Diagnosis.Ok("git", $"{git}; changes are committed as {user.OutputText.Trim()}")
            : Diagnosis.Ok("git", $"{git}; user.name is not set, so changes are committed as 'wiki'", "git config --global user.name \"Your Name\"");
    }

    public static IEnumerable<Diagnosis> Pdf(Checkup checkup)
    {
        var said = checkup.Ask("pdftotext", "-v");
        yield return said is null
            ? Diagnosis.Warning("pdf", "pdftotext is not installed: PDF files are skipped", "install poppler (poppler-utils on Debian, poppler in Homebrew)")
            : Diagnosis.Ok("pdf", (said.Error + said.OutputText).Split('\n')[0].Trim());
    }

    public static IEnumerable<Diagnosis> Npm(Checkup checkup)
    {
        yield return checkup.OnPath("npm") is { } path
            ? Diagnosis.Ok("npm", $"{path}; only building from source uses it")
            : Diagnosis.Ok("npm", "not installed, and only building from source uses it");
    }
}
