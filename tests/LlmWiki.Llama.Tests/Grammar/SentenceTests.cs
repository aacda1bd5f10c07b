using System.Globalization;
using System.Text.Json;
using LlmWiki.Llama.Grammar;

namespace LlmWiki.Llama.Tests.Grammar;

/// <summary>What is a sentence of a schema's grammar, and what is none.</summary>
public sealed class SentenceTests
{
    private const string Text = """{"type":"string","minLength":1,"maxLength":2}""";

    [Theory]
    [InlineData("\"a\"")]
    [InlineData("\"ab\"")]
    [InlineData("\"é日\"")]
    [InlineData("\"😀😀\"")]
    [InlineData("\"</\"")]
    [InlineData("\"\\n\\\"\"")]
    [InlineData("\"\\u00e9\\uFFFD\"")]
    [InlineData("\"\\ud83d\\ude00\\uD83D\\uDE00\"")]
    [InlineData("\"\\/\\\\\"")]
    public void A_text_within_its_bounds_is_a_sentence(string text) => Accepts(Text, text).ShouldBeTrue();

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"abc\"")]
    [InlineData("\"a")]
    [InlineData("a")]
    [InlineData("'a'")]
    [InlineData(" \"a\"")]
    [InlineData("\"a\" ")]
    [InlineData("\"a\n\"")]
    [InlineData("\"\t\"")]
    [InlineData("\"\u007F\"")]
    [InlineData("\"\u0085\"")]
    [InlineData("\"\\\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u00g0\"")]
    [InlineData("\"\\u00e\"")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"\\ude00\"")]
    [InlineData("\"\\ude00\\ud83d\"")]
    [InlineData("\"\\ud83dx\"")]
    [InlineData("\"\"\"")]
    public void Any_other_text_is_none(string text) => Accepts(Text, text).ShouldBeFalse();

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-1")]
    [InlineData("0.5")]
    [InlineData("6.02e23")]
    [InlineData("1E-9")]
    [InlineData("123456789012345678.123456789012345e+99")]
    public void A_number_is_a_sentence_and_finite(string number)
    {
        Accepts("""{"type":"number"}""", number).ShouldBeTrue();
        double.IsFinite(JsonSerializer.Deserialize<double>(number)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("01")]
    [InlineData("00")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData("1e400")]
    [InlineData("--1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("1234567890123456789")]
    public void Any_other_number_is_none(string number) => Accepts("""{"type":"number"}""", number).ShouldBeFalse();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(-1, 0)]
    [InlineData(1, 37)]
    [InlineData(9, 10)]
    [InlineData(10, 99)]
    [InlineData(99, 101)]
    [InlineData(-250, -3)]
    [InlineData(-105, 1_005)]
    [InlineData(123, 1_100)]
    [InlineData(100, 119)]
    public void A_range_of_integers_is_exact(int min, int max)
    {
        var matcher = Matcher(string.Create(CultureInfo.InvariantCulture, $$"""{"type":"integer","minimum":{{min}},"maximum":{{max}}}"""));
        for (var i = -1_300; i <= 1_300; i++)
            matcher.Matches(i.ToString(CultureInfo.InvariantCulture)).ShouldBe(min <= i && i <= max, $"{i}");
        foreach (var spelling in new[] { "-0", "00", "05", "-05", "5.0", "1e1", "", "-", "+5" })
            matcher.Matches(spelling).ShouldBeFalse(spelling);
    }

    [Theory]
    [InlineData(999)]
    [InlineData(1_000)]
    [InlineData(1_001)]
    [InlineData(4_000)]
    [InlineData(JsonSchemaGrammar.MaxCount)]
    public void Large_bounds_are_exact(int bound)
    {
        var most = Matcher($$"""{"type":"string","maxLength":{{bound}}}""");
        var exact = Matcher($$"""{"type":"array","items":{"const":1},"minItems":{{bound}},"maxItems":{{bound}}}""");
        foreach (var count in new[] { 0, 1, 998, 999, 1_000, 1_001, 1_999, 2_000, 2_001, bound - 1, bound, bound + 1 })
        {
            most.Matches($"\"{new string('x', count)}\"").ShouldBe(count <= bound, $"{count}");
            exact.Matches($"[{string.Join(',', Enumerable.Repeat(1, count))}]").ShouldBe(count == bound, $"{count}");
        }
    }

    [Fact]
    public void Few_ways_are_open_at_once_in_long_texts_and_large_enumerations()
    {
        var text = Matcher($$"""{"type":"string","maxLength":{{JsonSchemaGrammar.MaxCount}}}""");
        text.Matches($"\"{new string('x', 5_000)}\"").ShouldBeTrue();
        text.MostOpen.ShouldBeLessThanOrEqualTo(6);

        var ids = Matcher($$"""{"enum":[{{string.Join(',', Enumerable.Range(1, 500).Select(i => $"\"passage {i}\""))}}]}""");
        ids.Matches("\"passage 437\"").ShouldBeTrue();
        ids.Matches("\"passage 501\"").ShouldBeFalse();
        ids.MostOpen.ShouldBeLessThanOrEqualTo(11);
    }

    [Fact]
    public void A_constant_of_many_prefixes_stays_readable_for_a_recursive_parser()
    {
        var values = Enumerable.Range(1, 200).Select(i => new string('a', i)).ToList();
        var grammar = JsonSchemaGrammar.From(JsonSerializer.SerializeToElement(new { @enum = values }));

        Nesting(grammar).ShouldBeLessThanOrEqualTo(24);
        var matcher = new GbnfMatcher(GbnfParser.Parse(grammar));
        foreach (var value in new[] { values[0], values[1], values[23], values[24], values[25], values[199] })
            matcher.Matches($"\"{value}\"").ShouldBeTrue(value);
        matcher.Matches($"\"{new string('a', 201)}\"").ShouldBeFalse();
    }

    private static int Nesting(string grammar)
    {
        var (deepest, depth) = (0, 0);
        foreach (var c in grammar)
        {
            depth += c switch { '(' => 1, ')' => -1, _ => 0 };
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    private static bool Accepts(string schema, string text) => Matcher(schema).Matches(text);

    private static GbnfMatcher Matcher(string schema) =>
        new(GbnfParser.Parse(JsonSchemaGrammar.From(JsonSerializer.Deserialize<JsonElement>(schema))));
}
