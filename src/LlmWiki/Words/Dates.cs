namespace LlmWiki.Words;

/// <summary>Words of dates in the known languages.</summary>
internal static class Dates
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "st", "nd", "rd", "th",
        "januar", "februar", "marz", "mai", "juni", "juli", "oktober", "dezember",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "den", "der",
        "janvier", "fevrier", "mars", "avril", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "le",
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "de", "el",
    };

    /// <summary>A month, a day of the week, or a part of a date.</summary>
    public static bool IsWord(string word) => word.Length > 2 && Words.Contains(word);

    /// <summary>Whether a text is a date and nothing else: "Tuesday, 9 January 2024", "17/1", "2024-05-01".</summary>
    public static bool IsDate(string text)
    {
        var tokens = Tokens.Of(text);
        return tokens.Count is > 0 and <= 6 && tokens.Exists(token => char.IsDigit(token.Word[0]))
            && tokens.TrueForAll(token => char.IsDigit(token.Word[0]) || Words.Contains(token.Word))
            && (tokens.Count > 1 || tokens[0].Length > 4);
    }
}
