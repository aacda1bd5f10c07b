using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Models;

namespace LlmWiki.Tests.Models;

public sealed class ReplyJsonTests
{
    private static readonly ReplySchema Schema = new(JsonElement.Parse("""
        {"type":"object","required":["a"],"additionalProperties":false,"properties":{"a":{"type":"array","items":{"type":"string"}},"b":{"type":"integer"}}}
        """));

    [Theory]
    [InlineData("""{"a":["x"]}""", """{"a":["x"]}""")]
    [InlineData(" {\n \"a\" : [ \"x\" ]\n} \n", "{\n \"a\" : [ \"x\" ]\n}")]
    [InlineData("```json\n{\"a\":[\"x\"]}\n```", """{"a":["x"]}""")]
    [InlineData("```\n{\"a\":[\"x\"]}", """{"a":["x"]}""")]
    [InlineData("Sure! Here is the JSON you asked for:\n{\"a\":[\"x\"]}\nI hope it helps {really}.", """{"a":["x"]}""")]
    [InlineData("An example: {\"a\":[\"no\"]}. The reply: {\"a\":[\"x\"]}", """{"a":["x"]}""")]
    [InlineData("As [1] says, {\"a\":[\"x\"]}", """{"a":["x"]}""")]
    [InlineData("""{"a":["x",],}""", """{"a":["x"]}""")]
    [InlineData("""{"a":["x" "y"] "b":1}""", """{"a":["x","y"],"b":1}""")]
    [InlineData("""{,"a":[,"x",,"y"]}""", """{"a":["x","y"]}""")]
    [InlineData("""[{"a":["x"]}]""", """{"a":["x"]}""")]
    [InlineData("{\"a\":[\"line\nline\ttab\"]}", """{"a":["line\u000aline\u0009tab"]}""")]
    [InlineData("""{"a":["\_x\_ \alpha \"q\" \u00e9 \\ \/"]}""", """{"a":["\\_x\\_ \\alpha \"q\" \u00e9 \\ \/"]}""")]
    [InlineData("""{"a":["\ud83d\ude00 \ud83d"]}""", """{"a":["\ud83d\ude00 \ufffd"]}""")]
    [InlineData("""{"a":["x","y"],"b":1""", """{"a":["x","y"]}""")]
    [InlineData("""{"a":["x","half a sent""", """{"a":["x"]}""")]
    [InlineData("""{"a":["x"],"b""", """{"a":["x"]}""")]
    [InlineData("""{"a":["x"],"b":""", """{"a":["x"]}""")]
    [InlineData("""{"a":["x"],""", """{"a":["x"]}""")]
    [InlineData("""{"a":[""", """{"a":[]}""")]
    [InlineData("\uFEFF{\"a\":[]}", """{"a":[]}""")]
    public void A_reply_is_mended_where_that_needs_no_guessing(string reply, string json)
    {
        var read = ReplyJson.Of(reply, Schema);
        (read.Text, read.Problem).ShouldBe((json, null));
    }

    [Theory]
    [InlineData("", "the reply is empty")]
    [InlineData(" \n", "the reply is empty")]
    [InlineData("I do not know.", "the reply is no JSON")]
    [InlineData("{}", "$ lacks \"a\"")]
    [InlineData("{", "$ lacks \"a\"")]
    [InlineData("```json\n{}\n```", "$ lacks \"a\"")]
    [InlineData("null", "$ is null, not of type object")]
    [InlineData("""{"a":"half a sent""", "$ lacks \"a\"")]
    [InlineData("""{"a":[1]}""", "$.a[0] is 1, not of type string")]
    [InlineData("""{"a":[],"c":1}""", "$ has \"c\", which is not asked for")]
    [InlineData("""{"a":[],"a":["x"]}""", "the reply is no JSON")]
    [InlineData("""[{"a":[]},{"a":[]}]""", "$ is [{\"a\":[]},{\"a\":[]}], not of type object")]
    [InlineData("""{a:1}""", "the reply is no JSON")]
    [InlineData("""{"c":["he said "no" twice",{"a":["x"]}]}""", "the reply is no JSON")]
    public void What_cannot_be_mended_is_told(string reply, string problem)
    {
        var read = ReplyJson.Of(reply, Schema);
        read.Text.ShouldBeNull();
        read.Problem!.ShouldStartWith(problem);
    }

    [Fact]
    public void Words_of_Python_are_read()
    {
        var schema = new ReplySchema(JsonElement.Parse("""{"required":["a","b","c"]}"""));
        ReplyJson.Of("{\"a\": True, \"b\": None, \"c\": False,}", schema).Text.ShouldBe("""{"a":true,"b":null,"c":false}""");
    }

    [Fact]
    public void Deep_and_long_nonsense_is_read_in_no_time()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        foreach (var part in (string[])["[", "{\"a\":", "{\"", "{\"a\":[\"", "[1,", "{}"])
        {
            ReplyJson.Of(string.Concat(Enumerable.Repeat(part, 100_000)), Schema).Text.ShouldBeNull(part);
        }

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Whatever_the_reply_what_is_read_of_it_fits() => Prop.ForAll(
        Gen.Elements("{", "}", "[", "]", "\"a\"", "\"b\"", ":", ",", "\"", "\\", "1", "x", " ", "\n", "\ud83d", "\\u", "null", "{\"a\":[").ListOf().Select(string.Concat).ToArbitrary(),
        reply =>
        {
            var read = ReplyJson.Of(reply, Schema);
            if (read.Text is null)
            {
                return read.Problem is not null;
            }

            using var json = JsonDocument.Parse(read.Text);
            return read.Problem is null && Schema.Problem(json.RootElement) is null;
        }).Check(Properties.Config);

    [Fact]
    public void Cut_anywhere_a_reply_gives_only_what_stood_in_it()
    {
        const string whole = """{"a":["one","two","thr\u00e9e","f\\our"],"b":42}""";
        for (var length = 6; length < whole.Length; length++)
        {
            var read = ReplyJson.Of(whole[..length], Schema).Text.ShouldNotBeNull();
            using var json = JsonDocument.Parse(read);
            string[] items = [.. json.RootElement.GetProperty("a").EnumerateArray().Select(item => item.GetString()!)];
            items.ShouldBe(((string[])["one", "two", "thrée", "f\\our"])[..items.Length]);
            json.RootElement.TryGetProperty("b", out _).ShouldBeFalse();
        }
    }
}
