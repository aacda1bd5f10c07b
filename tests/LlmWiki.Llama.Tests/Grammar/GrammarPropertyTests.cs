using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Llama.Grammar;

namespace LlmWiki.Llama.Tests.Grammar;

/// <summary>Whatever the schema: its grammar is one that llama.cpp reads, and says the same as the schema.</summary>
public sealed class GrammarPropertyTests
{
    [Fact]
    public void Every_sentence_parses_and_is_valid() => ForAll(random =>
    {
        var schema = Schemas.Next(random);
        var sentences = new GbnfSentences(GbnfParser.Parse(JsonSchemaGrammar.From(schema)));
        for (var i = 0; i < 20; i++)
        {
            var sentence = sentences.Next(random);
            using var value = JsonDocument.Parse(sentence);
            SchemaCheck.Valid(schema, schema, value.RootElement).ShouldBeTrue($"{schema}\n{sentence}");
        }
    });

    [Fact]
    public void Every_valid_instance_is_a_sentence() => ForAll(random =>
    {
        var schema = Schemas.Next(random);
        var grammar = JsonSchemaGrammar.From(schema);
        var matcher = new GbnfMatcher(GbnfParser.Parse(grammar));
        for (var i = 0; i < 10; i++)
        {
            var instance = new Instances(schema, random).Next();
            matcher.Matches(instance).ShouldBeTrue($"{schema}\n{grammar}\n{instance}");
        }
    });

    [Fact]
    public void What_is_not_valid_is_no_sentence() => ForAll(random =>
    {
        var schema = Schemas.Next(random);
        var grammar = JsonSchemaGrammar.From(schema);
        var matcher = new GbnfMatcher(GbnfParser.Parse(grammar));
        for (var i = 0; i < 10; i++)
        {
            var damaged = Damage(new Instances(schema, random).Next(), random);
            if (matcher.Matches(damaged))
                Valid(schema, damaged).ShouldBeTrue($"{schema}\n{grammar}\n{damaged}");
        }
    });

    [Fact]
    public void The_same_schema_gives_the_same_grammar() => ForAll(random =>
    {
        var schema = Schemas.Next(random);
        JsonSchemaGrammar.From(schema).ShouldBe(JsonSchemaGrammar.From(schema.Clone()));
    });

    private static bool Valid(JsonElement schema, string json)
    {
        try
        {
            using var value = JsonDocument.Parse(json);
            return SchemaCheck.Valid(schema, schema, value.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>One character more, less or other; half a surrogate pair would be no text, so it becomes U+FFFD.</summary>
    private static string Damage(string json, Random random) => string.Concat(Damaged(json, random).EnumerateRunes());

    private static string Damaged(string json, Random random)
    {
        var at = random.Next(json.Length);
        const string Signs = "\"\\{}[],:0159-.eEtfn \n\0\u001Fx";
        var sign = Signs[random.Next(Signs.Length)].ToString();
        return random.Next(4) switch
        {
            0 => json.Remove(at, 1),
            1 => json.Insert(at, sign),
            2 => json.Remove(at, 1).Insert(at, sign),
            _ => json[..at],
        };
    }

    private static void ForAll(Action<Random> property) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => property(new Random(seed))).Check(Properties.Config);
}
