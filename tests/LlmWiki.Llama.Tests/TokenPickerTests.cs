using LlmWiki.Llama.Engine;

namespace LlmWiki.Llama.Tests;

public sealed class TokenPickerTests(TinyEngine tiny) : IClassFixture<TinyEngine>
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void Logits_that_are_no_numbers_are_an_error_and_no_token(float temperature, bool hasGrammar)
    {
        var error = Should.Throw<WikiException>(() => Pick(float.NaN, temperature, hasGrammar));
        error.Message.ShouldContain("no numbers");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Without_a_token_that_may_follow_there_is_an_error(float temperature) =>
        Should.Throw<WikiException>(() => Pick(float.NegativeInfinity, temperature, hasGrammar: true));

    private int Pick(float all, float temperature, bool hasGrammar)
    {
        var vocabulary = tiny.Engine.Model.Vocabulary;
        using var picker = new TokenPicker(vocabulary);
        using var grammar = hasGrammar ? vocabulary.Grammar("root ::= \"a\"") : null;
        var call = new Generation { Prompt = [70], MaxTokens = 1, Grammar = grammar, Sampling = new Sampling(temperature) };
        var logits = Enumerable.Repeat(all, vocabulary.Count).ToArray();
        return picker.Pick(logits, call, new Random(1), call.Usage.Passes);
    }
}
