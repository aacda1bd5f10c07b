using LlmWiki.Llama.Hub;

namespace LlmWiki.Llama.Tests.Hub;

public sealed class ModelReferenceTests
{
    private static readonly Uri Hub = new("http://mirror.example:8080");

    [Theory]
    [InlineData("o/r", "o/r", null, "main")]
    [InlineData(" o-1.x/R_2.0-GGUF ", "o-1.x/R_2.0-GGUF", null, "main")]
    [InlineData("o/r:Q4_K_M", "o/r", "Q4_K_M", "main")]
    [InlineData("o/r:sub/file.gguf", "o/r", "sub/file.gguf", "main")]
    [InlineData("hf.co/o/r:Q8_0", "o/r", "Q8_0", "main")]
    [InlineData("huggingface.co/o/r", "o/r", null, "main")]
    [InlineData("mirror.example:8080/o/r:q8_0", "o/r", "q8_0", "main")]
    [InlineData("https://huggingface.co/o/r", "o/r", null, "main")]
    [InlineData("https://hf.co/o/r/", "o/r", null, "main")]
    [InlineData("https://huggingface.co/o/r/tree/main", "o/r", null, "main")]
    [InlineData("https://huggingface.co/o/r/blob/main/a.gguf", "o/r", "a.gguf", "main")]
    [InlineData("https://huggingface.co/o/r/resolve/v2/sub/a%20b.gguf?download=true", "o/r", "sub/a b.gguf", "v2")]
    [InlineData("http://mirror.example:8080/o/r/resolve/main/a.gguf", "o/r", "a.gguf", "main")]
    public void A_repository_of_the_hub_may_be_named_in_many_ways(string text, string repo, string? wanted, string revision) =>
        ModelReference.Parse(text, Hub).ShouldBe(new ModelReference.OnHub(repo, wanted, revision));

    [Theory]
    [InlineData("https://example.org/models/a.gguf")]
    [InlineData("http://127.0.0.1:99/A.GGUF?key=1")]
    public void Any_other_address_is_one_file(string text) =>
        ModelReference.Parse(text, Hub).ShouldBe(new ModelReference.AtAddress(new Uri(text)));

    [Theory]
    [InlineData("")]
    [InlineData("qwen3")]
    [InlineData("/etc/passwd")]
    [InlineData("../r")]
    [InlineData("o/..")]
    [InlineData("o/r/x")]
    [InlineData("o/r:")]
    [InlineData("o/r?x")]
    [InlineData("ftp://example.org/a.gguf")]
    [InlineData("file:///a.gguf")]
    [InlineData("https://example.org/")]
    [InlineData("https://huggingface.co/o/r/settings")]
    [InlineData("https://huggingface.co/..%2f..%2fapi/r/blob/main/a.gguf")]
    public void What_names_no_model_is_refused_with_the_forms_that_do(string text)
    {
        var error = Should.Throw<WikiException>(() => ModelReference.Parse(text, Hub));
        error.Message.ShouldBe($"'{text}' names no model");
        error.Hint.ShouldNotBeNull().ShouldContain("owner/repo:Q4_K_M");
    }
}
