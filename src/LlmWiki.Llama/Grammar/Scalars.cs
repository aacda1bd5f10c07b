using System.Globalization;

namespace LlmWiki.Llama.Grammar;

/// <summary>Rules of texts and numbers.</summary>
internal static class Scalars
{
    /// <summary>
    /// One code point of a JSON string. Not as it is: the quote, the backslash, control characters, and what is no code point (bytes of a
    /// token can spell a surrogate or a value above U+10FFFF).
    /// </summary>
    private const string Unescaped = @"[ !#-\x5B\x5D-~\xA0-\uD7FF\uE000-\U0010FFFF]";

    /// <summary>System.Text.Json reads a <c>\u</c> of half a pair, yet cannot make a string of it: pairs only.</summary>
    private const string Unit = """
        [0-9A-CE-Fa-ce-f] hex{3} | [Dd] [0-7] hex{2} | [Dd] [89ABab] hex{2} "\\u" [Dd] [C-Fc-f] hex{2}
        """;

    /// <summary>From <paramref name="min"/> to <paramref name="max"/> code points, at least one; an escape is one code point.</summary>
    public static string Text(RuleBook rules, int min, int max)
    {
        rules.Define("hex", "[0-9A-Fa-f]");
        rules.Define("unit", Unit);
        rules.Define("escape", """
            ["\\/bfnrt] | "u" unit
            """);
        var c = rules.Define("char", Unescaped + """
             | "\\" escape
            """);
        return rules.Define(string.Create(CultureInfo.InvariantCulture, $"text-{min}-{max}"),
            Gbnf.Sequence(Gbnf.Text("\""), Gbnf.Code(rules.Repeated(c, min, max)), Gbnf.Text("\"")));
    }

    public static string Integer(RuleBook rules, IntegerShape shape)
    {
        var name = shape == IntegerShape.Any ? "integer" : string.Create(CultureInfo.InvariantCulture, $"integer-{shape.Min}-{shape.Max}");
        return rules.Define(name, string.Join(" | ", IntegerRange.Between(shape.Min, shape.Max)));
    }

    /// <summary>The exponent keeps a number such as 6.02e23 from being bent into another; two digits of it stay finite as a double.</summary>
    public static string Number(RuleBook rules)
    {
        var fraction = rules.Define("fraction", "\".\" [0-9]{1,15}");
        var exponent = rules.Define("exponent", "[Ee] [-+]? [0-9]{1,2}");
        return rules.Define("number", $"\"-\"? (\"0\" | [1-9] [0-9]{{0,{JsonSchemaGrammar.MaxDigits - 1}}}) {fraction}? {exponent}?");
    }
}
