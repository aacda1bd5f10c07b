using LlmWiki.Cli.Doctor;

namespace LlmWiki.Cli.Output;

/// <param name="Ok">There is no problem; there may be warnings.</param>
internal sealed record DoctorJson(bool Ok, DiagnosisJson[] Checks) : AnswerJson
{
    public static DoctorJson Of(IReadOnlyCollection<Diagnosis> found) => new(
        found.All(diagnosis => diagnosis.Health != Health.Problem), [.. found.Select(DiagnosisJson.Of)]);
}

/// <param name="Health">ok, warning or problem.</param>
/// <param name="Todo">Absent where there is nothing to do.</param>
internal sealed record DiagnosisJson(string Topic, string Health, string What, string? Todo)
{
    public static DiagnosisJson Of(Diagnosis diagnosis) => new(diagnosis.Topic, Printer.Word(diagnosis.Health), diagnosis.What, diagnosis.Todo);
}
