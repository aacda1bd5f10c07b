using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LlmWiki.Words;

/// <summary>A number in a text.</summary>
/// <param name="Values">What it may mean: 1.500 is one and a half or fifteen hundred, "2 million" two or two million.</param>
/// <param name="Unit">The unit behind it (or the currency before it) under one name; empty where there is none that is known.</param>
/// <param name="Hedge">-1 for "nearly", 1 for "more than", 0 for "about"; null where it stands as exact.</param>
internal sealed record Figure(string Text, int Start, IReadOnlyList<decimal> Values, string Unit, int? Hedge)
{
    /// <summary>Part of a name, "TL-004": no quantity.</summary>
    public bool IsOfName { get; init; }

    public bool IsYear => Unit.Length == 0 && Text.Length == 4 && Text[0] is '1' or '2' && Text.All(char.IsAsciiDigit);

    public bool IsSame(Figure other) => IsOfName || other.IsOfName ? IsOfName == other.IsOfName && Text == other.Text : Values.Count == 0 || other.Values.Count == 0 ? Text == other.Text : Values.Any(other.Values.Contains);
}

/// <summary>Finds the numbers of a text, written in digits of any script or in words of the known languages.</summary>
internal static partial class Figures
{
    private static readonly Dictionary<string, string> Units = Table(
        "% percent prozent pourcent porciento", "km kilometer kilometre kilometern kilometres kilometros", "m meter metre metern metres metros", "cm centimeter centimetre zentimeter centimetro",
        "mm millimeter millimetre milimetro", "mi mile meile meilen mille milla", "ft foot feet", "inch inches zoll pouces", "kg kilogram kilo kilogramm kilogramme kilogramo", "g gram gramm gramme gramo",
        "lb lbs", "pound pounds £ pfund livres libras", "ton tonne tonnen tonelada", "h hour stunde stunden heure hora", "min minute minuten minuto", "s second sekunde sekunden seconde segundo",
        "day tag tagen tage jour dia", "week woche wochen semaine semana", "month monat monate monaten mois mes meses", "year jahr jahre jahren an annee ano", "mph", "kmh kph",
        "c celsius °c", "f fahrenheit °f", "eur euro €", "usd dollar $", "yen ¥", "w watt", "kw kilowatt", "v volt", "hz hertz", "mb megabyte", "gb gigabyte", "l liter litre litern litro");

    private static readonly Dictionary<string, decimal> Scales = new (decimal Value, string Names)[]
    {
        (12, "dozen"), (100, "hundred"), (1000, "thousand tausend mille mil"), (10_000, "万"), (1_000_000, "million millionen mio millon millone"), (100_000_000, "亿"),
        (1_000_000_000, "billion milliarde milliarden milliard"),
    }.SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Value))).ToDictionary(item => item.name, item => item.Value, StringComparer.Ordinal);

    private static readonly Dictionary<string, decimal> Words = Numerals();

    private static readonly Dictionary<string, int> Hedges = new (int Side, string Words)[]
    {
        (0, "about around roughly approximately some circa ca c between etwa ungefahr rund zwischen environ entre unos unas cerca около примерно"),
        (-1, "nearly almost under below less fewer most knapp weniger hochstens fast presque casi почти"),
        (1, "over above more least uber mehr mindestens plus mas более свыше"),
    }.SelectMany(row => row.Words.Split(' ').Select(word => (word, row.Side))).ToDictionary(item => item.word, item => item.Side, StringComparer.Ordinal);

    public static List<Figure> Of(string text) => Of(text, Tokens.Of(text));

    /// <param name="tokens">Those of the text.</param>
    public static List<Figure> Of(string text, List<Token> tokens)
    {
        var figures = new List<Figure>();
        var plain = AsciiDigits(text);
        if (!ReferenceEquals(plain, text))
        {
            tokens = Tokens.Of(plain);
        }

        if (HasNumber(plain))
        {
            AddNumbers(plain, tokens, figures);
        }

        AddWords(plain, tokens, figures);
        if (figures.Count > 1)
        {
            figures = [.. figures.OrderBy(figure => figure.Start)];
        }

        return figures;
    }

    private static bool HasNumber(string text)
    {
        foreach (var letter in text)
        {
            if (letter < 0x80 ? char.IsAsciiDigit(letter) : char.IsNumber(letter))
            {
                return true;
            }
        }

        return false;
    }

    private static void AddNumbers(string plain, List<Token> tokens, List<Figure> figures)
    {
        foreach (Match match in Number().Matches(plain))
        {
            var at = tokens.FindIndex(token => token.End > match.Index);
            var next = tokens.FindIndex(Math.Max(0, at), token => token.Start >= match.Index + match.Length);
            figures.Add(new Figure(match.Value, match.Index, Values(match.Value, ScaleAt(tokens, next)), UnitOf(plain, match.Index, match.Index + match.Length, tokens, next), HedgeBefore(plain, tokens, at))
            {
                IsOfName = match.Index > 1 && plain[match.Index - 1] == '-' && char.IsLetter(plain[match.Index - 2]),
            });
        }
    }

    private static void AddWords(string plain, List<Token> tokens, List<Figure> figures)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Scales.TryGetValue(tokens[i].Word, out var alone) && tokens[i].Length > 1 && !(i > 0 && (char.IsDigit(tokens[i - 1].Word[0]) || Words.ContainsKey(tokens[i - 1].Word) || Scales.ContainsKey(tokens[i - 1].Word))))
            {
                figures.Add(new Figure(tokens[i].Word, tokens[i].Start, [alone], UnitOf(plain, tokens[i].Start, tokens[i].End, tokens, i + 1), HedgeBefore(plain, tokens, i)));
            }
            else if (Words.TryGetValue(tokens[i].Word, out var value))
            {
                // "thirty-five" is one number.
                if (value >= 20 && i + 1 < tokens.Count && Words.TryGetValue(tokens[i + 1].Word, out var units) && units is > 0 and < 10)
                {
                    (value, i) = (value + units, i + 1);
                }

                figures.Add(new Figure(tokens[i].Word, tokens[i].Start, Scaled(value, ScaleAt(tokens, i + 1)), UnitOf(plain, tokens[i].Start, tokens[i].End, tokens, i + 1), HedgeBefore(plain, tokens, i)));
            }
        }
    }

    /// <summary>
    /// Whether a number may stand for another behind "about" and the like: with fewer digits that count, within a twentieth, and on the side that
    /// is said.
    /// </summary>
    public static bool IsRounded(Figure rounded, Figure exact) => rounded.Hedge is { } side && !rounded.IsOfName && !exact.IsOfName
        && rounded.Values.Any(value => exact.Values.Any(from => Digits(value) < Digits(from) && Math.Abs(value - from) * 20 <= Math.Abs(from) && (side == 0 || Math.Sign(from - value) == side)));

    /// <summary>Digits without the zeros at both ends: 3 of 0.123, 2 of 1,200.</summary>
    private static int Digits(decimal value) =>
        Math.Abs(value).ToString(CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal).Trim('0').Length;

    /// <summary>What a number in digits means: separators are those of thousands where each has three digits behind it, else of decimals.</summary>
    private static List<decimal> Values(string digits, decimal? scale)
    {
        var text = digits.Replace('−', '-');
        text = Blanks().Replace(text, "");
        var plain = Grouped().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)
            : GroupedByComma().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal)
            : GroupedByDot().IsMatch(text) ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
            : text.Count(letter => letter is '.' or ',') <= 1 ? text.Replace(',', '.') : "";
        return plain.Length is > 0 and <= 24 && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? Scaled(value, scale) : [];
    }

    private static List<decimal> Scaled(decimal value, decimal? scale) => [scale is { } times ? value * times : value];

    private static decimal? ScaleAt(List<Token> tokens, int at) => at >= 0 && at < tokens.Count && Scales.TryGetValue(tokens[at].Key, out var scale) ? scale : null;

    private static string UnitOf(string text, int start, int end, List<Token> tokens, int next)
    {
        var after = text.AsSpan(end).TrimStart(" \u00A0\u202F-");
        if (after.Length > 0 && after[0] is '%' or '€' or '$' or '£' or '°')
        {
            return after[0] == '°' ? Units.GetValueOrDefault("°" + (after.Length > 1 ? char.ToLowerInvariant(after[1]) : ' ').ToString(), "°") : Units[after[0].ToString()];
        }

        var before = text.AsSpan(0, start).TrimEnd();
        if (before.Length > 0 && before[^1] is '€' or '$' or '£' or '¥')
        {
            return Units[before[^1].ToString()];
        }

        for (var i = next; i >= 0 && i < Math.Min(tokens.Count, next + 2); i++)
        {
            var word = tokens[i].Word + (i + 1 < tokens.Count && tokens[i].Word is "per" or "pro" or "pour" or "por" ? tokens[i + 1].Word : "");
            var speed = tokens[i].Word == "km" && text.AsSpan(tokens[i].End).StartsWith("/h") ? "kmh" : word;
            if (Units.TryGetValue(speed, out var unit) || Units.TryGetValue(tokens[i].Key, out unit))
            {
                return unit;
            }

            if (!Scales.ContainsKey(tokens[i].Key))
            {
                break;
            }
        }

        return "";
    }

    /// <summary>"about 20", "about £20", but not "about 1880, 20".</summary>
    private static int? HedgeBefore(string text, List<Token> tokens, int at)
    {
        // "between 10 and 20"
        if (at >= 3 && tokens[at - 1].Word is "and" or "und" or "et" or "y" && tokens[at - 3].Word is "between" or "zwischen" or "entre")
        {
            return 0;
        }

        for (var i = at - 1; i >= Math.Max(0, at - 2); i--)
        {
            if (char.IsDigit(tokens[i].Word[0]) || text.AsSpan(tokens[i].End, tokens[i + 1].Start - tokens[i].End).IndexOfAny(",;)") >= 0)
            {
                return null;
            }

            if (tokens[i].Word == "up" && i == at - 2 && tokens[at - 1].Word == "to")
            {
                return -1;
            }

            if (Hedges.TryGetValue(tokens[i].Word, out var side))
            {
                return side;
            }
        }

        return null;
    }

    /// <summary>Digits of any script as those of ASCII, letter by letter, so that places stay.</summary>
    private static string AsciiDigits(string text)
    {
        if (Ascii.IsValid(text) || !text.Any(c => c > 0x7F && char.IsDigit(c)))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            plain.Append(c > 0x7F && char.IsDigit(c) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : c is '٫' ? '.' : c is '٬' ? ',' : c);
        }

        return plain.ToString();
    }

    private static Dictionary<string, string> Table(params string[] rows) =>
        rows.Select(row => row.Split(' ')).SelectMany(row => row.Select(name => (name, row[0]))).DistinctBy(item => item.name).ToDictionary(item => item.name, item => item.Item2, StringComparer.Ordinal);

    private static Dictionary<string, decimal> Numerals()
    {
        string[] rows =
        [
            "zero null", "", "two zwei deux dos", "three drei trois tres", "four vier quatre cuatro", "five funf cinq cinco", "six sechs seis", "seven sieben sept siete", "eight acht huit ocho",
            "nine neun neuf nueve", "ten zehn dix diez", "eleven elf onze once", "twelve zwolf douze doce", "thirteen dreizehn treize trece", "fourteen vierzehn quatorze catorce", "fifteen funfzehn quinze quince",
            "sixteen sechzehn seize", "seventeen siebzehn", "eighteen achtzehn", "nineteen neunzehn", "twenty zwanzig vingt veinte",
        ];
        var words = rows.SelectMany((row, value) => row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (word, (decimal)value))).ToList();
        string[] tens = ["thirty dreissig trente treinta", "forty vierzig quarante cuarenta", "fifty funfzig cinquante cincuenta", "sixty sechzig soixante sesenta", "seventy siebzig setenta", "eighty achtzig ochenta", "ninety neunzig noventa"];
        words.AddRange(tens.SelectMany((row, i) => row.Split(' ').Select(word => (word, (decimal)((i + 3) * 10)))));
        return words.DistinctBy(item => item.word).ToDictionary(item => item.word, item => item.Item2, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"(?:(?<=^|[\s(])[-−])?\d+(?:[.,]\d+|[  \u00A0\u202F']\d{3}(?!\d))*\p{No}*|\p{No}+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"[ \u00A0\u202F']", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^-?[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^-?\d{1,3}(?:,\d{3})+\.\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex GroupedByComma();

    [GeneratedRegex(@"^-?\d{1,3}(?:\.\d{3})+,\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex GroupedByDot();
}
