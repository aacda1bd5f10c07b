using System.Text.Json;
using LlmWiki.Llama.Grammar;

namespace LlmWiki.Llama.Tests.Grammar;

/// <summary>What cannot be held is an error that names the keyword and its place, whatever the schema.</summary>
public sealed class SchemaErrorTests
{
    [Theory]
    [InlineData("""{"type":"string","pattern":"^a"}""", "#/pattern", "'pattern'")]
    [InlineData("""{"type":"string","format":"date"}""", "#/format", "'format'")]
    [InlineData("""{"type":"number","minimum":1}""", "#/minimum", "'minimum'")]
    [InlineData("""{"type":["integer","number"],"maximum":1}""", "#/maximum", "'maximum'")]
    [InlineData("""{"type":"integer","multipleOf":2}""", "#/multipleOf", "'multipleOf'")]
    [InlineData("""{"type":"integer","exclusiveMinimum":2}""", "#/exclusiveMinimum", "'exclusiveMinimum'")]
    [InlineData("""{"type":"integer","maxLength":2}""", "#/maxLength", "'maxLength'")]
    [InlineData("""{"type":"array","items":{"type":"null"},"uniqueItems":true}""", "#/uniqueItems", "'uniqueItems'")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"null","not":{}}}}""", "#/properties/a/not", "'not'")]
    [InlineData("""{"type":"object","properties":{},"patternProperties":{}}""", "#/patternProperties", "'patternProperties'")]
    [InlineData("""{"allOf":[{"type":"null"}]}""", "#", "type, enum, const")]
    [InlineData("""{"type":"null","allOf":[]}""", "#/allOf", "'allOf'")]
    [InlineData("""{"anyOf":[{"type":"null"}],"type":"null"}""", "#/type", "'type'")]
    [InlineData("""{"anyOf":[{"type":"null"}],"oneOf":[{"type":"null"}]}""", "#/oneOf", "'oneOf'")]
    [InlineData("""{"$ref":"#/$defs/a","maxLength":3,"$defs":{"a":{"type":"string"}}}""", "#/maxLength", "'maxLength'")]
    [InlineData("""{"$ref":"#/$defs/a","items":{"type":"null"},"$defs":{"a":{"type":"string"}}}""", "#/items", "'items'")]
    [InlineData("""{"type":"string","enum":["a"],"maxLength":3}""", "#/maxLength", "'maxLength'")]
    [InlineData("""{"type":"object","properties":{"a":{"$id":"x","type":"null"}}}""", "#/properties/a/$id", "'$id'")]
    public void A_keyword_that_is_not_held_is_refused(string schema, string place, string says) => Refused(schema, place, says);

    [Theory]
    [InlineData("{}", "#", "nothing")]
    [InlineData("true", "#", "no schema object")]
    [InlineData("3", "#", "no schema object")]
    [InlineData("""{"type":"object"}""", "#/properties", "missing")]
    [InlineData("""{"type":"object","properties":[]}""", "#/properties", "no object")]
    [InlineData("""{"type":"object","properties":{"a":true}}""", "#/properties/a", "no schema object")]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":true}""", "#/additionalProperties", "must be false")]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":{"type":"null"}}""", "#/additionalProperties", "must be false")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"null"}},"required":["b"]}""", "#/required", "'b'")]
    [InlineData("""{"type":"object","properties":{},"required":"a"}""", "#/required", "list")]
    [InlineData("""{"type":"array"}""", "#/items", "missing")]
    [InlineData("""{"type":"array","items":[{"type":"null"}]}""", "#/items", "no schema object")]
    [InlineData("""{"type":"thing"}""", "#/type", "'thing'")]
    [InlineData("""{"type":[]}""", "#/type", "at least one")]
    [InlineData("""{"type":3}""", "#/type", "string")]
    [InlineData("""{"enum":[]}""", "#/enum", "at least one")]
    [InlineData("""{"enum":[[1]]}""", "#/enum/0", "neither")]
    [InlineData("""{"type":"string","enum":["a",1]}""", "#/enum/1", "not of type string")]
    [InlineData("""{"type":"integer","const":1.5}""", "#/const", "not of type integer")]
    [InlineData("""{"anyOf":[]}""", "#/anyOf", "at least one")]
    public void What_says_too_little_is_refused(string schema, string place, string says) => Refused(schema, place, says);

    [Theory]
    [InlineData("""{"type":"string","maxLength":-1}""", "#/maxLength", "16000")]
    [InlineData("""{"type":"string","maxLength":16001}""", "#/maxLength", "16000")]
    [InlineData("""{"type":"string","maxLength":1e99}""", "#/maxLength", "16000")]
    [InlineData("""{"type":"string","maxLength":"5"}""", "#/maxLength", "\"5\"")]
    [InlineData("""{"type":"string","minLength":5,"maxLength":4}""", "#/maxLength", "minLength")]
    [InlineData("""{"type":"array","items":{"type":"null"},"minItems":5,"maxItems":4}""", "#/maxItems", "minItems")]
    [InlineData("""{"type":"integer","minimum":5,"maximum":4}""", "#", "no integer")]
    [InlineData("""{"type":"integer","minimum":1000000000000000000}""", "#", "no integer")]
    [InlineData("""{"type":"integer","minimum":0.5}""", "#/minimum", "whole")]
    [InlineData("""{"type":"integer","minimum":1e50}""", "#/minimum", "whole")]
    public void Bounds_that_nothing_or_no_grammar_meets_are_refused(string schema, string place, string says) => Refused(schema, place, says);

    [Theory]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "#/oneOf/1", "#/oneOf/0")]
    [InlineData("""{"oneOf":[{"type":"string"},{"const":"a"}]}""", "#/oneOf/1", "anyOf")]
    [InlineData("""{"oneOf":[{"const":1},{"enum":[2,1.0]}]}""", "#/oneOf/1", "together")]
    [InlineData("""{"oneOf":[{"type":"object","properties":{"a":{"type":"null"}}},{"type":"object","properties":{"b":{"type":"null"}}}]}""", "#/oneOf/1", "const")]
    [InlineData("""{"oneOf":[{"type":"object","properties":{"k":{"const":1}}},{"type":"object","properties":{"k":{"const":2}},"required":["k"]}]}""", "#/oneOf/1", "required")]
    [InlineData("""{"oneOf":[{"type":"object","properties":{"k":{"const":1}},"required":["k"]},{"type":"object","properties":{"k":{"const":2}}}]}""", "#/oneOf/1", "required")]
    public void Members_of_oneOf_that_may_overlap_are_refused(string schema, string place, string says) => Refused(schema, place, says);

    [Theory]
    [InlineData("""{"$ref":"#/$defs/gone"}""", "#/$ref", "does not exist")]
    [InlineData("""{"$ref":"https://example.org/schema"}""", "#/$ref", "not in this schema")]
    [InlineData("""{"$ref":"other.json#/a"}""", "#/$ref", "not in this schema")]
    [InlineData("""{"$ref":"#name"}""", "#/$ref", "not in this schema")]
    [InlineData("""{"$ref":3}""", "#/$ref", "string")]
    [InlineData("""{"$ref":"#"}""", "#", "only to itself")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"}]},"b":{"$ref":"#/$defs/a"}}}""", "#", "only to itself")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}""", "#", "no end")]
    [InlineData("""{"type":"array","items":{"$ref":"#"},"minItems":1}""", "#", "no end")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/a"}},"$defs":{"a":{"type":"array","items":{"$ref":"#/$defs/a"},"minItems":1}}}""", "#/properties/a", "no end")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"null"},"a":{"type":"string"}}}""", "#/$defs/a", "twice")]
    public void References_that_lead_nowhere_are_refused(string schema, string place, string says) => Refused(schema, place, says);

    [Theory]
    [InlineData("""{"type":"null","type":"string"}""", "#/type", "twice")]
    [InlineData("""{"type":"object","properties":{"a~/b":{"type":"null"},"a~/b":{"type":"null"}}}""", "#/properties/a~0~1b", "twice")]
    [InlineData("""{"const":"\ud800"}""", "#/const", "Unicode")]
    [InlineData("""{"type":"object","properties":{"\udc00":{"type":"null"}}}""", "#/properties", "Unicode")]
    [InlineData("""{"\udc00":1}""", "#", "Unicode")]
    public void Names_that_are_there_twice_or_no_text_are_refused(string schema, string place, string says) => Refused(schema, place, says);

    [Theory]
    [InlineData(33)]
    [InlineData(200)]
    [InlineData(900)]
    public void A_schema_nested_too_deep_is_refused(int levels)
    {
        var arrays = string.Concat(Enumerable.Repeat("""{"type":"array","items":""", levels)) + """{"type":"null"}""" + new string('}', levels);
        Refused(arrays, "#", "deeper than 32");

        var constant = $$"""{"const":{{new string('[', levels)}}{{new string(']', levels)}}}""";
        Refused(constant, "#/const", "deeper than 32");
    }

    [Fact]
    public void Choices_within_choices_may_be_deep()
    {
        var schema = string.Concat(Enumerable.Repeat("""{"anyOf":[""", 900)) + """{"type":"null"}""" + string.Concat(Enumerable.Repeat("]}", 900));
        JsonSchemaGrammar.From(Parse(schema)).ShouldBe("root ::= \"null\"\n");
    }

    [Fact]
    public void A_schema_of_too_many_parts_is_refused()
    {
        var properties = string.Join(',', Enumerable.Range(0, 3_000).Select(i => $$"""
            "p{{i}}":{"type":"null"}
            """));
        Refused($$"""{"type":"object","properties":{ {{properties}} } }""", "#", "2000 parts");
    }

    [Fact]
    public void A_grammar_that_becomes_too_large_is_refused()
    {
        var values = JsonSerializer.Serialize(Enumerable.Range(0, 20_000).Select(i => $"{i} {new string('x', 60)}"));
        Refused($$"""{"enum":{{values}}}""", "#", "1000000 characters");
    }

    private static void Refused(string schema, string place, string says)
    {
        var error = Should.Throw<WikiException>(() => JsonSchemaGrammar.From(Parse(schema)));
        error.Message.ShouldStartWith($"JSON schema: {place} ", Case.Sensitive, schema);
        $"{error.Message} {error.Hint}".ShouldContain(says, Case.Sensitive);
    }

    private static JsonElement Parse(string schema)
    {
        using var document = JsonDocument.Parse(schema, new JsonDocumentOptions { MaxDepth = 4_000 });
        return document.RootElement.Clone();
    }
}
