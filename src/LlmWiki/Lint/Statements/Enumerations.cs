using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>A list that is told to be whole: "The three colours are red, green and blue".</summary>
/// <param name="Frame">What it is a list of.</param>
/// <param name="Items">What is said of each item, in one order.</param>
internal sealed record Enumeration(string Frame, List<string> Items, List<string> Shown);

/// <summary>Two statements that list the same things but for one.</summary>
internal static class Enumerations
{
    private const int FewestItems = 3;
    private const int MostItems = 12;
    private const int MostWordsOfItem = 4;

    /// <summary>Behind one of these a list is whole.</summary>
    private static readonly HashSet<string> Whole = Set("consist consists consisted comprise comprises comprised composed made combine combines combined are were contains besteht bestehen sind waren umfasst comprend comprennent sont etaient compose son eran consta comprende");

    /// <summary>With one of these it is not.</summary>
    private static readonly HashSet<string> Open = Set("include includes including such example examples e.g etc among others other mainly mostly usually often also too especially particularly like some many several various various may can beispiel beispiele etwa zum beispielsweise unter anderem exemple exemples notamment ejemplo ejemplos incluye");

    public static Disagreement? Compare(ParsedStatement left, ParsedStatement right)
    {
        if (left.List is not { } one || right.List is not { } other || one.Frame != other.Frame || one.Items.Count != other.Items.Count || !left.Years.SetEquals(right.Years) || Tenses.Differ(left, right) || !left.MayShareSubject(right))
        {
            return null;
        }

        var (missing, added) = (one.Items.FindIndex(item => !other.Items.Contains(item)), other.Items.FindIndex(item => !one.Items.Contains(item)));
        return missing >= 0 && added >= 0 && one.Items.Count(item => !other.Items.Contains(item)) == 1 && !one.Items[missing].Split(' ').Intersect(other.Items[added].Split(' ')).Any()
            ? new Disagreement(DisagreementKind.Contradiction, "item of a list", one.Shown[missing], other.Shown[added]) : null;
    }

    public static Enumeration? Of(ParsedStatement statement)
    {
        var tokens = statement.Tokens;
        var last = tokens.FindLastIndex(token => Parts.IsJoin(token.Word));
        if (last < FewestItems || tokens.Exists(token => Open.Contains(token.Word) || Negations.IsNegation(statement.Text, token)) || HeadEnd(statement, last) is not (> 0 and var head))
        {
            return null;
        }

        var starts = Starts(statement, head, last);
        if (starts.Count is < FewestItems or > MostItems)
        {
            return null;
        }

        return Make(statement, head, starts);
    }

    /// <summary>Where the items begin: behind a colon, or behind the last word before the first comma that makes a list whole.</summary>
    private static int HeadEnd(ParsedStatement statement, int last)
    {
        for (var i = 1; i < last; i++)
        {
            if (Parts.Gap(statement, i).Contains(':'))
            {
                return HasCount(statement, i) ? i : -1;
            }
        }

        var head = -1;
        for (var i = 0; i < last && !Parts.HasComma(statement, i + 1); i++)
        {
            head = Whole.Contains(statement.Tokens[i].Word) ? i + 1 : head;
        }

        // "consists of", "made of"
        return head > 0 && statement.Tokens[head].Word is "of" or "from" or "aus" or "de" or "en" ? head + 1 : head;
    }

    private static bool HasCount(ParsedStatement statement, int end) => statement.Figures.Exists(figure => figure.Start < statement.Tokens[end].Start && !figure.IsYear && figure.Hedge is null);

    private static List<int> Starts(ParsedStatement statement, int head, int last)
    {
        var starts = new List<int> { head };
        for (var i = head + 1; i <= last; i++)
        {
            var isLast = i == last;
            if (!isLast && !Parts.Gap(statement, i).Trim().SequenceEqual(","))
            {
                continue;
            }

            if (isLast && starts[^1] == last)
            {
                starts[^1] = last + 1;
            }
            else
            {
                starts.Add(isLast ? last + 1 : i);
            }
        }

        return starts[^1] >= statement.Tokens.Count ? [] : starts;
    }

    private static Enumeration? Make(ParsedStatement statement, int head, List<int> starts)
    {
        var (items, shown) = (new List<string>(), new List<string>());
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : statement.Tokens.Count;
            end -= i + 2 == starts.Count && Parts.IsJoin(statement.Tokens[end - 1].Word) ? 1 : 0;
            var item = Parts.Frame(statement, starts[i], end, _ => false);
            if (item.Length == 0 || end - starts[i] > MostWordsOfItem || (i == starts.Count - 1 && HasTail(statement, starts[i])))
            {
                return null;
            }

            items.Add(item);
            shown.Add(statement.Text[statement.Tokens[starts[i]].Start..statement.Tokens[end - 1].End]);
        }

        var frame = Parts.Frame(statement, 0, head, _ => false);
        var isWhole = statement.Tokens[head - 1].Word is not ("are" or "were" or "sind" or "waren" or "sont" or "etaient" or "son" or "eran") || Doers.IsThe(statement.Tokens[0].Word) || statement.Tokens[0].Word is "les" or "los" or "las";
        return isWhole && frame.Length > 0 ? new Enumeration(frame, items, shown) : null;
    }

    /// <summary>Behind the last item the sentence goes on.</summary>
    private static bool HasTail(ParsedStatement statement, int start)
    {
        for (var i = start + 1; i < statement.Tokens.Count; i++)
        {
            if (Parts.IsCut(statement, i))
            {
                return true;
            }
        }

        return statement.Tokens.Count - start > 2 && Assertions.HasVerb(statement, start, statement.Tokens.Count);
    }

    private static HashSet<string> Set(string words) => words.Split(' ').ToHashSet(StringComparer.Ordinal);
}
