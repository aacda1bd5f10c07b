using System.Text.Json;
using LlmWiki.Models;

namespace LlmWiki.Tests.Models;

public sealed class ReplySchemaTests
{
    [Theory]
    [InlineData("""{"type":"object","required":["a"]}""", """{"a":null}""", null)]
    [InlineData("""{"type":"object","required":["a"]}""", """{"b":1}""", "$ lacks \"a\"")]
    [InlineData("""{"type":"object"}""", "[]", "$ is [], not of type object")]
    [InlineData("""{"type":["string","null"]}""", "null", null)]
    [InlineData("""{"type":["string","null"]}""", "1", "$ is 1, not of type string or null")]
    [InlineData("""{"type":"integer"}""", "12", null)]
    [InlineData("""{"type":"integer"}""", "1.5", "$ is 1.5, not of type integer")]
    [InlineData("""{"type":"integer"}""", "1e30", "$ is 1e30, not of type integer")]
    [InlineData("""{"type":"integer","minimum":1,"maximum":3}""", "3", null)]
    [InlineData("""{"type":"integer","minimum":1,"maximum":3}""", "4", "$ is 4, not at most 3")]
    [InlineData("""{"type":"integer","minimum":1,"maximum":3}""", "0", "$ is 0, not at least 1")]
    [InlineData("""{"type":"boolean"}""", "false", null)]
    [InlineData("""{"type":"boolean"}""", "\"false\"", "$ is \"false\", not of type boolean")]
    [InlineData("""{"enum":["a",1,null]}""", "1", null)]
    [InlineData("""{"enum":["a",1,null]}""", "\"1\"", "$ is \"1\", not one of \"a\", 1, null")]
    [InlineData("""{"const":{"a":[1]}}""", """{ "a": [ 1 ] }""", null)]
    [InlineData("""{"const":"new"}""", "\"old\"", "$ is \"old\", not \"new\"")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"😀😀\"", null)]
    [InlineData("""{"type":"string","maxLength":2}""", "\"abc\"", "$ has 3, not at most 2 characters")]
    [InlineData("""{"type":"string","minLength":1}""", "\"\"", "$ has 0, not at least 1 characters")]
    [InlineData("""{"type":"array","minItems":1,"maxItems":2,"items":{"type":"integer"}}""", "[1,2]", null)]
    [InlineData("""{"type":"array","minItems":1,"maxItems":2,"items":{"type":"integer"}}""", "[]", "$ has 0, not at least 1 items")]
    [InlineData("""{"type":"array","minItems":1,"maxItems":2,"items":{"type":"integer"}}""", "[1,2,3]", "$ has 3, not at most 2 items")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", "[1,\"2\"]", "$[1] is \"2\", not of type integer")]
    [InlineData("""{"properties":{"a":{"type":"array","items":{"required":["b"]}}}}""", """{"a":[{"b":1},{}]}""", "$.a[1] lacks \"b\"")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1,"b":2}""", "$ has \"b\", which is not asked for")]
    [InlineData("""{"properties":{"a":{}}}""", """{"a":1,"b":2}""", null)]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"a":1,"b":"x"}""", "$.b is \"x\", not of type integer")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"const":"new"}]}""", "\"new\"", null)]
    [InlineData("""{"anyOf":[{"type":"integer"},{"const":"new"}]}""", "\"old\"", "$ is \"old\", not of type integer, and $ is \"old\", not \"new\"")]
    [InlineData("""{"anyOf":[{"type":"integer"}],"maximum":3}""", "4", "$ is 4, not at most 3")]
    [InlineData("true", "4", null)]
    public void A_value_fits_or_the_first_problem_is_told(string schema, string value, string? problem) =>
        new ReplySchema(JsonElement.Parse(schema)).Problem(JsonElement.Parse(value)).ShouldBe(problem);

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"pattern":"^x"}}}""", "'pattern'")]
    [InlineData("""{"type":"array","items":{"$ref":"#"}}""", "'$ref'")]
    [InlineData("""{"anyOf":[{"not":{}}]}""", "'not'")]
    [InlineData("""{"additionalProperties":{"oneOf":[]}}""", "'oneOf'")]
    public void A_keyword_that_would_not_be_checked_is_refused(string schema, string keyword) =>
        Should.Throw<ArgumentException>(() => new ReplySchema(JsonElement.Parse(schema))).Message.ShouldContain(keyword);

    [Theory]
    [InlineData("""{"type":"object","additionalProperties":false,"properties":{"a":{"type":"string"}},"required":["a"]}""", true)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", false)]
    [InlineData("""{"type":"object","additionalProperties":false,"properties":{"a":{"type":"string"}}}""", false)]
    [InlineData("""{"type":"object","additionalProperties":false,"required":["a"],"properties":{"a":{"type":"array","items":{"type":"object"}}}}""", false)]
    [InlineData("""{"type":"object"}""", false)]
    public void Strict_is_what_OpenAI_calls_so(string schema, bool isStrict) => new ReplySchema(JsonElement.Parse(schema)).IsStrict.ShouldBe(isStrict);
}
