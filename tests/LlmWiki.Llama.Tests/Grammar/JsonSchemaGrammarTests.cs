using System.Text.Json;
using LlmWiki.Llama.Grammar;
using Microsoft.Extensions.AI;

namespace LlmWiki.Llama.Tests.Grammar;

/// <summary>What a schema becomes, rule by rule.</summary>
public sealed class JsonSchemaGrammarTests
{
    /// <summary>The schema, then the rules without those of a character.</summary>
    public static TheoryData<string, string> Table => new()
    {
        { """{"type":"null"}""", """root ::= "null" """ },
        { """{"type":"boolean"}""", """root ::= "true" | "false" """ },
        { """{"type":"string","maxLength":5}""", """root ::= "\"" char{0,5} "\"" """ },
        { """{"type":"string","minLength":2,"maxLength":2}""", """root ::= "\"" char{2} "\"" """ },
        { """{"type":"string","maxLength":0}""", """root ::= "\"\"" """ },
        { """{"type":"string"}""", """root ::= "\"" char{0,1000} "\"" """ },
        { """{"type":"string","minLength":1500}""", """
            root ::= "\"" char-block char{500} "\""
            char-block ::= char{1000}
            """ },
        { """{"type":"string","maxLength":2500}""", """
            root ::= "\"" char-to-2500 "\""
            char-to-2500 ::= char{0,999} | char-block char-to-1500
            char-to-1500 ::= char{0,999} | char-block char{0,500}
            char-block ::= char{1000}
            """ },
        { """{"type":["string","null"],"maxLength":5}""", """
            root ::= text-0-5 | "null"
            text-0-5 ::= "\"" char{0,5} "\""
            """ },
        { """{"type":"integer"}""", """root ::= [1-9] [0-9]{0,17} | "0" | "-" [1-9] [0-9]{0,17} """ },
        { """{"type":"integer","minimum":0}""", """root ::= [1-9] [0-9]{0,17} | "0" """ },
        { """{"type":"integer","minimum":1,"maximum":37}""", """root ::= [1-9] | ([1-2] [0-9] | "3" [0-7]) """ },
        { """{"type":"integer","minimum":-12,"maximum":1005}""", """root ::= [1-9] [0-9]{0,2} | "100" [0-5] | "0" | "-" ([1-9] | "1" [0-2]) """ },
        { """{"type":["integer","number"]}""", """
            root ::= "-"? ("0" | [1-9] [0-9]{0,17}) fraction? exponent?
            exponent ::= [Ee] [-+]? [0-9]{1,2}
            fraction ::= "." [0-9]{1,15}
            """ },
        { """{"const":{"a":[1.50,"\"x\n\u00e9😀</think>"]}}""", """root ::= "{\"a\":[1.50,\"\\\"x\\n\u00E9\U0001F600</think>\"]}" """ },
        { """{"enum":["alpha","beta",null,7]}""", """root ::= "\"" ("alpha\"" | "beta\"") | "null" | "7" """ },
        { """{"type":["string","integer"],"enum":["p1","p10","p2",1,12]}""", """root ::= "\"p" ("1" ("\"" | "0\"") | "2\"") | "1" ("" | "2") """ },
        { """{"type":"object","properties":{}}""", """root ::= "{}" """ },
        { """{"type":"object","properties":{"a":{"type":"null"},"b":{"const":"c"}},"required":["b","a"],"additionalProperties":false}""",
            """root ::= "{\"a\":null,\"b\":\"c\"}" """ },
        { """{"type":"object","properties":{"a":{"type":"null"},"b":{"type":"null"}},"required":["a"]}""", """root ::= "{\"a\":null" (",\"b\":null")? "}" """ },
        { """{"type":"object","properties":{"a":{"type":"null"},"b":{"type":"null"}},"required":["b"]}""", """
            root ::= "{" members "}"
            members ::= "\"a\":null" rest | "\"b\":null"
            rest ::= ",\"b\":null"
            """ },
        { """{"type":"object","properties":{"a":{"type":"null"},"b":{"type":"null"}}}""", """
            root ::= "{" members? "}"
            members ::= "\"a\":null" rest | "\"b\":null"
            rest ::= (",\"b\":null")?
            """ },
        { """{"type":"array","items":{"type":"null"},"maxItems":3}""", """
            root ::= "[" items? "]"
            items ::= "null" next{0,2}
            next ::= ",null"
            """ },
        { """{"type":"array","items":{"type":"null"},"minItems":2,"maxItems":2}""", """
            root ::= "[null" next "]"
            next ::= ",null"
            """ },
        { """{"type":"array","items":{"type":"null"},"minItems":1,"maxItems":1}""", """root ::= "[null]" """ },
        { """{"type":"array","items":{"type":"null"},"maxItems":0}""", """root ::= "[]" """ },
        { """{"type":"array","items":{"type":"null"}}""", """
            root ::= "[" items? "]"
            items ::= "null" next{0,63}
            next ::= ",null"
            """ },
        { """{"anyOf":[{"type":"null"},{"$ref":"#/$defs/flag"},{"$ref":"#"}],"$defs":{"flag":{"type":"boolean"}}}""", """root ::= "null" | "true" | "false" """ },
        { """{"type":"object","properties":{"root":{"enum":[1,2]},"ro ot":{"enum":[3,4]},"ünï":{"enum":[5,6]}},"required":["root","ro ot","ünï"]}""", """
            root ::= "{\"root\":" root-2 ",\"ro ot\":" ro-ot ",\"\u00FCn\u00EF\":" n "}"
            n ::= "5" | "6"
            ro-ot ::= "3" | "4"
            root-2 ::= "1" | "2"
            """ },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_schema_becomes_these_rules(string schema, string rules) => Rules(schema).ShouldBe(rules.Trim());

    [Fact]
    public void A_claim_of_a_source_becomes_these_rules() => Rules("""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "claims", "title": "Claims", "description": "What the passages say",
          "type": "object",
          "properties": {
            "claims": {
              "type": "array", "maxItems": 12,
              "items": {
                "type": "object",
                "properties": {
                  "passages": { "type": "array", "items": { "type": "integer", "minimum": 1, "maximum": 9 }, "minItems": 1, "maxItems": 4 },
                  "topic": { "type": "string", "minLength": 1, "maxLength": 80, "examples": ["wheel"] },
                  "kind": { "type": "string", "enum": ["fact", "date"], "default": "fact" }
                },
                "required": ["passages", "topic", "kind"]
              }
            }
          },
          "required": ["claims"]
        }
        """).ShouldBe("""
        root ::= "{\"claims\":" claims "}"
        claims ::= "[" claims-items? "]"
        claims-items ::= claims-item claims-next{0,11}
        claims-next ::= "," claims-item
        claims-item ::= "{\"passages\":" item-passages ",\"topic\":" text-1-80 ",\"kind\":" item-kind "}"
        item-kind ::= "\"" ("fact\"" | "date\"")
        text-1-80 ::= "\"" char{1,80} "\""
        item-passages ::= "[" integer-1-9 item-passages-next{0,3} "]"
        item-passages-next ::= "," integer-1-9
        integer-1-9 ::= [1-9]
        """);

    private enum Kind
    {
        Fact,
        Date,
    }

    private sealed record Claim(string Topic, Kind Kind, int[] Passages, string? Date);

    private sealed record Reply(Claim[] Claims, Claim First);

    [Fact]
    public void The_schema_that_Microsoft_Extensions_AI_makes_of_a_record_is_understood()
    {
        var schema = AIJsonUtilities.CreateJsonSchema(typeof(Reply));
        schema.GetRawText().ShouldContain("$ref");

        const string Json = """{"topic":"Wheel","kind":"Fact","passages":[1,2],"date":null}""";
        var matcher = new GbnfMatcher(GbnfParser.Parse(JsonSchemaGrammar.From(schema)));
        matcher.Matches($$"""{"claims":[{{Json}}],"first":{{Json}}}""").ShouldBeTrue();
        matcher.Matches($$"""{"claims":[{{Json}}],"first":{{Json.Replace("[1,2]", "[true]", StringComparison.Ordinal)}}}""").ShouldBeFalse();
    }

    [Fact]
    public void A_character_is_one_code_point_or_one_escape() => JsonSchemaGrammar.From(Json("""{"type":"string","maxLength":1}""")).ShouldBe("""
        root ::= "\"" char? "\""
        char ::= [ !#-\x5B\x5D-~\xA0-\uD7FF\uE000-\U0010FFFF] | "\\" escape
        escape ::= ["\\/bfnrt] | "u" unit
        unit ::= [0-9A-CE-Fa-ce-f] hex{3} | [Dd] [0-7] hex{2} | [Dd] [89ABab] hex{2} "\\u" [Dd] [C-Fc-f] hex{2}
        hex ::= [0-9A-Fa-f]

        """);

    [Fact]
    public void A_schema_that_refers_to_itself_is_unrolled()
    {
        var grammar = JsonSchemaGrammar.From(Json("""
            {"$ref":"#/$defs/part","$defs":{"part":{"type":"object","properties":{"parts":{"type":"array","items":{"$ref":"#/$defs/part"},"maxItems":2}},"required":["parts"]}}}
            """));
        var matcher = new GbnfMatcher(GbnfParser.Parse(grammar));

        matcher.Matches(Parts(1)).ShouldBeTrue();
        matcher.Matches(Parts(JsonSchemaGrammar.MaxDepth / 2)).ShouldBeTrue();
        matcher.Matches(Parts((JsonSchemaGrammar.MaxDepth / 2) + 1)).ShouldBeFalse();
        matcher.Matches("""{"parts":[{"parts":[]},{"parts":[{"parts":[]}]}]}""").ShouldBeTrue();
        matcher.Matches("""{"parts":[{}]}""").ShouldBeFalse();
    }

    [Fact]
    public void What_does_not_fit_below_the_last_level_is_left_out_of_a_choice()
    {
        var matcher = new GbnfMatcher(GbnfParser.Parse(JsonSchemaGrammar.From(Json("""
            {"$ref":"#/$defs/link","$defs":{"link":{"type":"object",
              "properties":{"of":{"type":"array","items":{"type":"null"},"minItems":1},"next":{"anyOf":[{"$ref":"#/$defs/link"},{"type":"null"}]}},"required":["of","next"]}}}
            """))));

        matcher.Matches(Links(JsonSchemaGrammar.MaxDepth - 1, "[null]")).ShouldBeTrue();
        matcher.Matches(Links(JsonSchemaGrammar.MaxDepth, "[null]")).ShouldBeFalse();
        matcher.Matches(Links(JsonSchemaGrammar.MaxDepth, "[]")).ShouldBeFalse();
        matcher.Matches(Links(1, "[]")).ShouldBeFalse();
    }

    /// <summary>A chain of which the last link holds <paramref name="last"/>.</summary>
    private static string Links(int count, string last) =>
        string.Concat(Enumerable.Repeat("""{"of":[null],"next":""", count - 1)) + $$"""{"of":{{last}},"next":null}""" + new string('}', count - 1);

    private static string Parts(int levels) => string.Concat(Enumerable.Repeat("""{"parts":[""", levels)) + string.Concat(Enumerable.Repeat("]}", levels));

    private static string Rules(string schema) => string.Join('\n', JsonSchemaGrammar.From(Json(schema)).TrimEnd().Split('\n')
        .Where(line => !line.StartsWith("char ::=", StringComparison.Ordinal) && !line.StartsWith("escape ::=", StringComparison.Ordinal)
            && !line.StartsWith("unit ::=", StringComparison.Ordinal) && !line.StartsWith("hex ::=", StringComparison.Ordinal)));

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
