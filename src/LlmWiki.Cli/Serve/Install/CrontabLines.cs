using System.Collections.Immutable;

namespace LlmWiki.Cli.Serve.Install;

/// <summary>Jobs as lines of a crontab, between two marks, so that they can be found again among a person's own.</summary>
/// <param name="Name">The wiki's.</param>
internal sealed record CrontabLines(string Name, ImmutableArray<string> Program, string Root)
{
    private string Begin => $"# begin: wiki {Name}, by 'wiki schedule install --cron --write'";

    private string End => $"# end: wiki {Name}";

    public string Line(string command, CronFields fields)
    {
        string[] times = [.. new[] { fields.Minutes, fields.Hours, fields.Days, fields.Months, fields.Weekdays }.Select(values => values is { } all ? string.Join(',', all) : "*")];

        // cron ends the command at a percent sign, even at a quoted one.
        return $"{string.Join(' ', times)} {string.Join(' ', Program.Concat(["-C", Root, command, "-q"]).Select(Quoted)).Replace("%", "\\%", StringComparison.Ordinal)}";
    }

    /// <summary>A crontab with these lines in place of those of an earlier time; all others stay as they are.</summary>
    public string Into(string crontab, IEnumerable<string> lines)
    {
        var all = crontab.Split('\n').ToList();
        var (begin, end) = (all.IndexOf(Begin), all.IndexOf(End));
        if (begin >= 0 && end > begin)
        {
            all.RemoveRange(begin, end - begin + 1);
        }

        var others = string.Join('\n', all);
        var gap = others.Length == 0 || others.EndsWith('\n') ? "" : "\n";
        return others + gap + string.Join('\n', lines.Prepend(Begin).Append(End)) + "\n";
    }

    private static string Quoted(string word) => word.All(letter => char.IsAsciiLetterOrDigit(letter) || "/._-%".Contains(letter, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
