namespace LlmWiki.Models;

/// <summary>The address of an OpenAI-compatible server, as people write it.</summary>
public static class BaseUrl
{
    private const string Call = "/chat/completions";

    /// <summary>
    /// An address without a path gets <c>/v1</c>, where all servers known to us listen; a path that is given is kept, without a slash or
    /// <c>/chat/completions</c> at its end.
    /// </summary>
    /// <returns>The address, or what is wrong with the text: a half sentence that does not quote it, since people paste keys into addresses.</returns>
    public static (Uri? Url, string? Problem) Read(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host == "")
        {
            return (null, "is a web address that starts with http:// or https://, such as http://localhost:11434");
        }

        if (url.UserInfo != "" || url.Query != "" || url.Fragment != "")
        {
            return (null, "takes no name, password or query; a key goes into the environment variable that key_env names");
        }

        var path = url.AbsolutePath.TrimEnd('/');
        path = path.EndsWith(Call, StringComparison.Ordinal) ? path[..^Call.Length].TrimEnd('/') : path;
        return (new Uri(url.GetLeftPart(UriPartial.Authority) + (path == "" ? "/v1" : path)), null);
    }
}
