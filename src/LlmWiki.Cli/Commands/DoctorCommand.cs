using System.Collections.Immutable;
using LlmWiki.Cli.Doctor;

namespace LlmWiki.Cli.Commands;

internal sealed class DoctorCommand : WikiCommand
{
    private readonly FormatOption _format = new();

    public DoctorCommand()
        : base("doctor", "Check this machine and the wiki, and say what to do") => Add(_format);

    public override string About =>
        "Looks at all that the other commands need: configuration, llama.cpp's libraries, GPU, model and memory, git, " +
        "pdftotext, rights and space of the folders, the clock. One line a check: ok, warning (less works than could) or " +
        "problem (what is asked for cannot work), with what to do. It ends with 1 where there are problems. Nothing is changed " +
        "and no server is asked.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki doctor", "in a wiki or anywhere else"),
        new("wiki doctor --format json", "for a script, or for a report of a defect"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        var checkup = Begin(session);
        var found = await Task.Run(() => checkup.Run(session.Cancel).ToImmutableArray(), session.Cancel);
        session.Output.Doctor(found, session.Parsed.GetValue(_format));
        return found.Any(diagnosis => diagnosis.Health == Health.Problem) ? ExitCode.Findings : ExitCode.Done;
    }

    // A wrong configuration is one of the findings here.
    private static Checkup Begin(Session session)
    {
        var root = ModelPlaces.RootAround(session.WorkingFolder);
        var (config, problems) = (new WikiConfig(), ImmutableArray<string>.Empty);
        try
        {
            if (root is not null)
            {
                using var wiki = session.OpenWiki();
                config = wiki.Config;
            }
        }
        catch (UsageException error)
        {
            problems = error.Problems;
        }

        return new Checkup(config, problems, ModelPlaces.Of(session, root, config), session.Around);
    }
}
