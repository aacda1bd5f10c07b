using System.Globalization;
using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>What happens to a thing once, and when.</summary>
/// <param name="Group">"publish" for "was published" and "appeared".</param>
/// <param name="Whole">All that is said beside; empty where only the subject counts.</param>
/// <param name="Subject">What is said before it; empty where it is no verb.</param>
/// <param name="Behind">What is said behind it: place, doer.</param>
internal sealed record DatedEvent(string Group, string Whole, string Subject, HashSet<string> Behind, string? Year, MonthDay? Day)
{
    public string When => Year is null ? Shown(Day) : (Shown(Day) + " " + Year).Trim();

    /// <summary>Whether two dates cannot be of one event: "1904" and "12 May 1904" can.</summary>
    public bool IsOtherTime(DatedEvent other) => Year != other.Year ? Year is not null && other.Year is not null
        : Day is { } day && other.Day is { } otherDay && (day.Day != otherDay.Day || day.Month != otherDay.Month);

    private static string Shown(MonthDay? day) => day is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.Day}.{known.Month}.") : "";
}

/// <summary>Two statements that put what happened once into different years, or on different days.</summary>
internal static class EventYears
{
    public static Disagreement? Compare(ParsedStatement left, ParsedStatement right)
    {
        foreach (var one in left.Events)
        {
            foreach (var other in right.Events)
            {
                if (one.Group == other.Group && one.IsOtherTime(other) && IsOne(one, other) && left.MayShareSubject(right) && SameAmounts(left, right))
                {
                    return new Disagreement(DisagreementKind.Contradiction, one.Year == other.Year ? "date" : "year", one.When, other.When);
                }
            }
        }

        return null;
    }

    public static IEnumerable<string> KeysOf(DatedEvent told) => new[] { told.Whole.Length > 0 ? "w " + told.Whole : "", told.Subject.Length > 0 ? "s " + told.Subject : "" }.Where(key => key.Length > 0).Select(key => told.Group + " " + key);

    public static List<DatedEvent> Of(ParsedStatement statement)
    {
        var events = new List<DatedEvent>();
        if (statement.Years.Count == 2)
        {
            AddLife(statement, events);
        }
        else if ((statement.Years.Count == 1 || (statement.Years.Count == 0 && statement.Days.Count == 1)) && !statement.IsIndefinite && !IsBounded(statement) && AnchorOf(statement) is var at && at >= 0)
        {
            Add(statement, at, events);
        }

        return events;
    }

    private static bool IsOne(DatedEvent one, DatedEvent other) => (one.Whole.Length > 0 && one.Whole == other.Whole)
        || (one.Subject.Length > 0 && one.Subject == other.Subject && (IsWithin(one.Behind, other.Behind) || IsWithin(other.Behind, one.Behind)));

    /// <summary>One says no more than the other, and what the other adds is no "again".</summary>
    private static bool IsWithin(HashSet<string> fewer, HashSet<string> more) => fewer.IsSubsetOf(more) && !more.Any(word => Meanings.IsTelling(word) && !fewer.Contains(word));

    /// <summary>"Clara Ostrow (1850–1921) was a painter": a birth and a death.</summary>
    private static void AddLife(ParsedStatement statement, List<DatedEvent> events)
    {
        var tokens = statement.Tokens;
        var at = tokens.FindIndex(token => statement.Years.Contains(token.Word));
        if (at is > 0 and < 6 && at + 1 < tokens.Count && statement.Years.Contains(tokens[at + 1].Word) && Parts.Gap(statement, at).Contains('(') && Parts.Gap(statement, at + 1).Trim() is "–" or "-"
            && Enumerable.Range(0, at).All(i => char.IsUpper(statement.Text[tokens[i].Start])))
        {
            var name = Parts.Frame(statement, 0, at, _ => false);
            events.Add(new DatedEvent("born", "", name, [], tokens[at].Word, null));
            events.Add(new DatedEvent("die", "", name, [], tokens[at + 1].Word, null));
        }
    }

    private static void Add(ParsedStatement statement, int at, List<DatedEvent> events)
    {
        var tokens = statement.Tokens;
        var group = EventWords.GroupOf(tokens[at].Word) ?? "first";
        var aside = Parts.Aside(statement, tokens.Count);
        var isInAside = aside.Start == at && aside.End > 0;
        var end = isInAside ? aside.End : Parts.EndOfMain(statement);
        bool IsLeftOut(int i) => EventWords.Dating.Contains(tokens[i].Word) || EventWords.GroupOf(tokens[i].Word) == group;
        var isVerb = group != "first" && !EventWords.Nouns.Contains(tokens[at].Word) && !IsNarrowed(statement, at);
        var auxiliary = tokens.FindIndex(0, at, token => EventWords.Auxiliaries.Contains(token.Word));
        var verb = auxiliary > 0 && auxiliary > aside.Start ? auxiliary : at;
        var subject = isVerb ? Parts.Frame(statement, 0, verb, i => IsLeftOut(i) || (aside.End <= verb && i >= aside.Start && i < aside.End)) : "";
        var whole = isInAside || at >= end ? "" : Parts.Frame(statement, 0, end, IsLeftOut);
        if ((isVerb || whole.Length > 0) && YearIn(statement, end))
        {
            events.Add(new DatedEvent(group, whole, subject, Behind(statement, verb, end, i => i == at || IsLeftOut(i)), statement.Years.FirstOrDefault(), statement.Days.Count == 1 ? statement.Days[0] : null));
        }
    }

    /// <summary>"was built higher", "was founded anew": another event than "was built".</summary>
    private static bool IsNarrowed(ParsedStatement statement, int at) => at + 1 < statement.Tokens.Count && Parts.Gap(statement, at + 1) is " " && !char.IsDigit(statement.Tokens[at + 1].Word[0])
        && (!Language.IsStopAnywhere(statement.Tokens[at + 1].Word) || statement.Tokens[at + 1].Word is "again") && statement.Tokens.FindLastIndex(at, token => EventWords.Auxiliaries.Contains(token.Word)) >= 0;

    private static bool YearIn(ParsedStatement statement, int end) => statement.Years.Count == 0 || statement.Tokens.FindIndex(token => token.Word.Contains(statement.Years.First(), StringComparison.Ordinal)) < end
        || Parts.Gap(statement, end).Trim() is ",";

    private static HashSet<string> Behind(ParsedStatement statement, int at, int end, Func<int, bool> isLeftOut)
    {
        var words = new HashSet<string>();
        for (var i = at + 1; i < end && !(statement.Tokens[i].Word is "after" or "because" or "during" && i > at + 2); i++)
        {
            if (statement.Said[i] is { } word && !isLeftOut(i))
            {
                words.Add(word);
            }
        }

        return words;
    }

    /// <summary>The word that tells what happened; -1 where none does for sure.</summary>
    private static int AnchorOf(ParsedStatement statement)
    {
        var first = -1;
        for (var i = 0; i < statement.Tokens.Count; i++)
        {
            if (Negations.IsNegation(statement.Text, statement.Tokens[i]))
            {
                return -1;
            }

            if (first < 0 && EventWords.GroupOf(statement.Tokens[i].Word) is not null && IsHappening(statement, i))
            {
                first = i;
            }
        }

        return first >= 0 ? first : statement.Tokens.FindIndex(1, token => EventWords.Firsts.Contains(token.Word));
    }

    /// <summary>Not "Initial draft published": with "was", with an object, between commas, or of a verb that needs none of these.</summary>
    private static bool IsHappening(ParsedStatement statement, int at)
    {
        var tokens = statement.Tokens;
        if (at == 0 || EventWords.Nouns.Contains(tokens[at].Word))
        {
            return EventWords.Nouns.Contains(tokens[at].Word) && Assertions.HasVerb(statement, at + 1, tokens.Count);
        }

        if (char.IsUpper(statement.Text[tokens[at].Start]))
        {
            return false;
        }

        var isPassive = tokens.FindLastIndex(at, token => EventWords.Auxiliaries.Contains(token.Word)) >= 0;
        if (!isPassive && at + 1 < tokens.Count && IsOneOfMany(tokens[at + 1]))
        {
            return false;
        }

        var hasObject = at + 1 < tokens.Count && Parts.Gap(statement, at + 1) is " " && tokens[at + 1].Word is not ("in" or "on" or "at" or "by" or "to" or "for" or "as");
        return EventWords.Alone.Contains(tokens[at].Word) || hasObject || Parts.HasComma(statement, at) || isPassive;
    }

    /// <summary>"published a book", "wrote letters": that may be done again.</summary>
    private static bool IsOneOfMany(Token next) => next.Word is "a" or "an" or "some" or "another" or "several" or "many" or "two" or "three" or "ein" or "eine" or "un" or "une" or "una" || next.Key.Length < next.Word.Length;

    /// <summary>No amount of one is told otherwise by the other: the second race may be of another length.</summary>
    private static bool SameAmounts(ParsedStatement left, ParsedStatement right) =>
        left.Quantities.TrueForAll(one => right.Quantities.TrueForAll(other => one.Kind != other.Kind || one.Value == other.Value));

    /// <summary>"since 1890", "from 1890 to 1900", "after 1890", "about 1890"; but "dates from 1890".</summary>
    private static bool IsBounded(ParsedStatement statement)
    {
        if (statement.Figures.Exists(figure => figure.IsYear && figure.Hedge is not null))
        {
            return true;
        }

        for (var i = 1; i < statement.Tokens.Count; i++)
        {
            for (var at = Math.Max(0, i - 3); at < i && statement.Years.Contains(statement.Tokens[i].Word); at++)
            {
                if (EventWords.Bounds.Contains(statement.Tokens[at].Word) && !(at > 0 && EventWords.Dating.Contains(statement.Tokens[at - 1].Word))
                    && !statement.Text.AsSpan(statement.Tokens[at].End, statement.Tokens[i].Start - statement.Tokens[at].End).Contains(','))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
