using LlmWiki.Models;

namespace LlmWiki.Tests.Models;

public sealed class BaseUrlTests
{
    [Theory]
    [InlineData("http://localhost:11434", "http://localhost:11434/v1")]
    [InlineData("http://localhost:11434/", "http://localhost:11434/v1")]
    [InlineData(" http://localhost:1234/v1/ ", "http://localhost:1234/v1")]
    [InlineData("http://localhost:8080/v1", "http://localhost:8080/v1")]
    [InlineData("http://localhost:8080/v1/chat/completions", "http://localhost:8080/v1")]
    [InlineData("http://localhost:8080/v1/chat/completions/", "http://localhost:8080/v1")]
    [InlineData("https://example.org/openai/v1beta/", "https://example.org/openai/v1beta")]
    [InlineData("http://[::1]:8000", "http://[::1]:8000/v1")]
    [InlineData("HTTP://LocalHost:8000", "http://localhost:8000/v1")]
    public void An_address_is_taken_as_people_write_it(string text, string url) =>
        BaseUrl.Read(text).ShouldBe((new Uri(url), null));
}
