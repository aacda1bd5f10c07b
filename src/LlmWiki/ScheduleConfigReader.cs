using System.Text.RegularExpressions;
using LlmWiki.Pages;

namespace LlmWiki;

/// <summary>Reads what stands below <c>schedule:</c>. Cron expressions and time zones are only taken down: who runs them knows what they may say.</summary>
internal static partial class ScheduleConfigReader
{
    private const string SecretInFile = "a connection string holds a password, which does not belong into a file that git keeps: put it into an environment variable and name that in connection_env";

    private static readonly string[] Keys = [.. ScheduleConfig.Commands, "time_zone", "misfire", "store", "connection_env", "name", "port"];

    public static ScheduleConfig Read(YamlValue value, ConfigProblems problems)
    {
        var config = new ScheduleConfig();
        if (value is not YamlMap map)
        {
            if (value is not YamlScalar { Text: "" })
            {
                problems.Add(value, "'schedule' takes keys below it, such as 'ingest: \"0 6 * * *\"'");
            }

            return config;
        }

        var crons = new Dictionary<string, PlacedText>();
        foreach (var (key, inner) in problems.Known(map, Keys, key => SecretName().IsMatch(key) ? SecretInFile : null))
        {
            if (!ScheduleConfig.Commands.Contains(key))
            {
                config = Setting(config, key, inner, problems);
            }
            else if (Placed("schedule." + key, inner, problems) is { } cron)
            {
                crons[key] = cron;
            }
        }

        // What says the default is the default: two configurations that say the same are equal.
        return crons.Count == 0 ? config : config with { Jobs = [.. ScheduleConfig.Commands.Where(crons.ContainsKey).Select(command => new ScheduledCommand(command, crons[command]))] };
    }

    private static ScheduleConfig Setting(ScheduleConfig config, string key, YamlValue value, ConfigProblems problems) => key switch
    {
        "time_zone" => config with { TimeZone = Placed("schedule.time_zone", value, problems) },
        "misfire" => config with { SkipsMisfires = problems.Choice("schedule.misfire", value, "run", "skip") == "skip" },
        "store" => config with { Store = problems.Choice("schedule.store", value, "sqlite", "postgres") == "postgres" ? ScheduleStore.Postgres : ScheduleStore.Sqlite },
        "connection_env" => config with { ConnectionEnv = problems.Variable("schedule.connection_env", value, config.ConnectionEnv, SecretInFile) ?? config.ConnectionEnv },
        "name" => config with { Name = problems.Phrase("schedule.name", value) },
        _ => config with { Port = problems.Number("schedule.port", value, 1, 65_535) },
    };

    private static PlacedText? Placed(string key, YamlValue value, ConfigProblems problems) =>
        problems.Phrase(key, value) is { } text ? new PlacedText(text, value.Line, value.Column) : null;

    [GeneratedRegex("^(?:connection(?:[_-]?string)?|password|dsn|url)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
