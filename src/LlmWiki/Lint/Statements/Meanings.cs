using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>What each word of a statement adds to what it is about, so that "214 km long" and "a length of 214 km" are about one thing.</summary>
internal static class Meanings
{
    /// <summary>Function words that nevertheless tell one thing or time from another.</summary>
    private static readonly HashSet<string> Telling = Set(
        "first second third fourth fifth sixth last next previous later earlier former latter other another new old original current today now modern north south east west northern southern eastern western upper lower left right front rear back inner outer top bottom "
        + "big small great little large long short high low tall deep wide male female men women children summer winter spring autumn day night morning evening monday tuesday wednesday thursday friday saturday sunday half whole each every per total average maximum minimum main "
        + "before after until during without again anew across up down all some any both many most few several only alone together outside inside under over above below with together between against than "
        + "vor nach seit bis ohne mit jeder alle einige wieder avant apres depuis jusque sans avec tous toutes antes despues desde hasta con todos todas");

    /// <summary>Words for having and being that say nothing of what is had.</summary>
    private static readonly HashSet<string> Neutral = Set(
        "contain consist comprise count feature possess number amount measure reach come came take took part stand there make made compete called calls call know "
        + "contained consisted comprised counted featured possessed numbered amounted measured reached "
        + "umfasst zahlt besteht compte mesure contient cuenta mide contiene consta");

    private static readonly Dictionary<string, string> Aspects = Rows(
        "long length lang lange longueur largo longitud", "high height tall hoch hohe haut hauteur alto altura", "wide width broad breit breite large-fr largeur ancho", "deep depth tief tiefe profond profondeur profundo", "thick thickness dick dicke",
        "diameter across durchmesser diametre diametro", "cost price sold sell sells", "weigh weight heavy wiegt gewicht pese poids pesa peso", "fast speed", "person people inhabitant resident population");

    /// <summary>What can be is not what is.</summary>
    private static readonly HashSet<string> Modals = Set("can must may");

    private static readonly HashSet<string> Orders = Set("first second third fourth fifth sixth last next previous later earlier former latter new old original current north south east west upper lower front rear back inner outer");

    /// <summary>A word that says which of several.</summary>
    public static bool IsOrder(string word) => Orders.Contains(word);

    public static bool IsTelling(string word) => Telling.Contains(word);

    /// <summary>The words of a statement by their meaning, in order; null for those that add nothing.</summary>
    public static string?[] Of(ParsedStatement statement)
    {
        var said = new string?[statement.Tokens.Count];
        for (var i = Era.WordsOfSince(statement.Text); i < said.Length; i++)
        {
            said[i] = Of(statement, i);
        }

        return said;
    }

    private static string? Of(ParsedStatement statement, int at)
    {
        var (text, token) = (statement.Text, statement.Tokens[at]);
        if (char.IsDigit(token.Word[0]))
        {
            return IsOrdinal(token.Word) || IsLabel(statement, at) ? (at > 0 ? statement.Tokens[at - 1].Key : "") + token.Word : null;
        }

        // "Model A", "World War I", but not "A. Weiss".
        if (token.Length == 1 && at > 0 && char.IsUpper(text[token.Start]) && (token.End >= text.Length || text[token.End] != '.' || token.End == text.Length - 1))
        {
            return token.Word;
        }

        // "n'est", "l'eau"
        if (token.Length > 3 && token.Word[1] == '\'' && token.Word[0] is 'n' or 'l' or 'd' or 's')
        {
            return Language.IsStopAnywhere(token.Word[2..]) ? null : token.Word[2..];
        }

        if (Modals.Contains(token.Word) || (token.Word == "with" && at > 0 && statement.Tokens[at - 1].Key == "come"))
        {
            return token.Word == "with" ? null : token.Word;
        }

        if (Aspects.TryGetValue(token.Word, out var aspect) || Aspects.TryGetValue(token.Key, out aspect))
        {
            return aspect;
        }

        return Neutral.Contains(token.Key) || (Months.IsName(token.Word) && char.IsUpper(text[token.Start])) ? null
            : Telling.Contains(token.Word) ? token.Word
            : ParsedStatement.IsContent(text, token) ? token.Key : null;
    }

    /// <summary>"3rd", "18th", "1930s".</summary>
    private static bool IsOrdinal(string word) => word.Length > 2 && char.IsDigit(word[0]) && (word[^1] is 's' || word.AsSpan(word.Length - 2) is "st" or "nd" or "rd" or "th");

    /// <summary>A number that is part of a name: "Orbiter 3", "Table 2", "route 12", "version 4.1".</summary>
    public static bool IsLabel(ParsedStatement statement, int at)
    {
        if (at == 0 || statement.Years.Contains(statement.Tokens[at].Word))
        {
            return false;
        }

        var (before, text) = (statement.Tokens[at - 1], statement.Text);
        if (statement.Tokens[at].Start != before.End + 1 || text[before.End] != ' ')
        {
            return statement.Tokens[at].Start == before.End || text[before.End] is '-' or '.' or '#' or '_';
        }

        return Quantity.Labels.Contains(before.Word) || (char.IsUpper(text[before.Start]) && !Language.IsStopAnywhere(before.Word) && !Months.IsName(before.Word));
    }

    private static Dictionary<string, string> Rows(params string[] rows) => rows.SelectMany(row => row.Split(' ').Select(word => (word, row.Split(' ')[0])))
        .DistinctBy(each => each.word).ToDictionary(each => each.word, each => each.Item2, StringComparer.Ordinal);

    private static HashSet<string> Set(string words) => words.Split(' ').ToHashSet(StringComparer.Ordinal);
}
