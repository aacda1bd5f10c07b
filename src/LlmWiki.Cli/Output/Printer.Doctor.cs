using System.Collections.Immutable;
using LlmWiki.Cli.Commands;
using LlmWiki.Cli.Doctor;

namespace LlmWiki.Cli.Output;

/// <summary>What <c>wiki doctor</c> found.</summary>
internal sealed partial class Printer
{
    public void Doctor(ImmutableArray<Diagnosis> found, Format format)
    {
        if (format == Format.Json)
        {
            Json(DoctorJson.Of(found), Shapes.DoctorJson);
            return;
        }

        var width = found.Max(diagnosis => diagnosis.Topic.Length);
        foreach (var diagnosis in found)
        {
            var word = Word(diagnosis.Health).PadRight(7);
            var mark = diagnosis.Health switch { Health.Ok => Ink.Good(word), Health.Warning => Ink.Odd(word), _ => Ink.Bad(word) };
            Result($"{mark}  {diagnosis.Topic.PadRight(width)}  {diagnosis.What}{(diagnosis.Todo is { } todo ? $" -> {todo}" : "")}");
        }

        var (warnings, problems) = (found.Count(each => each.Health == Health.Warning), found.Count(each => each.Health == Health.Problem));
        Result(problems + warnings == 0 ? "all is well" : $"{Number(problems, "problem")}, {Number(warnings, "warning")}");
    }

    public static string Word(Health health) => health switch
    {
        Health.Ok => "ok",
        Health.Warning => "warning",
        _ => "problem",
    };
}
