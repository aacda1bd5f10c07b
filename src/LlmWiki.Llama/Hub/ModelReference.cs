using System.Text.RegularExpressions;

namespace LlmWiki.Llama.Hub;

/// <summary>What a person types to name a model that is to be fetched.</summary>
internal abstract partial record ModelReference
{
    private const string Forms = "such as 'owner/repo', 'owner/repo:Q4_K_M', 'owner/repo:file.gguf' or an https address that ends in .gguf";

    /// <param name="Repo"><c>owner/name</c>.</param>
    /// <param name="Wanted">A file or a quantization; null takes the one that suits most.</param>
    /// <param name="Revision">A branch, tag or commit.</param>
    public sealed record OnHub(string Repo, string? Wanted = null, string Revision = "main") : ModelReference;

    public sealed record AtAddress(Uri Address) : ModelReference;

    /// <param name="hub">The hub's address; those of <c>huggingface.co</c> and <c>hf.co</c> mean it too.</param>
    /// <exception cref="WikiException">It names no model.</exception>
    public static ModelReference Parse(string text, Uri hub)
    {
        var typed = text.Trim();
        var isAddress = typed.Contains("://", StringComparison.Ordinal);
        if (isAddress && Uri.TryCreate(typed, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return IsHub(address.Authority, hub) ? OnHubPage(Uri.UnescapeDataString(address.AbsolutePath), typed) : Elsewhere(address, typed);
        }

        var slash = typed.IndexOf('/', StringComparison.Ordinal);
        return !isAddress && slash > 0
            ? Named(IsHub(typed[..slash], hub) ? typed[(slash + 1)..] : typed, typed)
            : throw No(typed);
    }

    private static bool IsHub(string host, Uri hub) =>
        host.ToLowerInvariant() is "huggingface.co" or "www.huggingface.co" or "hf.co" || host.Equals(hub.Authority, StringComparison.OrdinalIgnoreCase);

    private static AtAddress Elsewhere(Uri address, string typed) =>
        address.AbsolutePath.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) ? new AtAddress(address) : throw No(typed);

    private static OnHub Named(string text, string typed) => Repository().Match(text) is { Success: true } match
        ? new OnHub(match.Groups["repo"].Value, match.Groups["wanted"] is { Success: true, Value: var wanted } ? wanted : null)
        : throw No(typed);

    /// <summary>The address of a repository's page, or of one of its files as a browser shows or saves it.</summary>
    private static OnHub OnHubPage(string path, string typed)
    {
        var page = Page().Match(path);
        if (!page.Success)
        {
            return Named(path.Trim('/'), typed);
        }

        var file = page.Groups["file"].Value;
        return Named(page.Groups["repo"].Value, typed) with { Wanted = file == "" ? null : file, Revision = page.Groups["revision"].Value };
    }

    private static WikiException No(string typed) => new($"'{typed}' names no model", Forms);

    [GeneratedRegex(@"^(?<repo>[\w-][\w.-]*/[\w-][\w.-]*)(:(?<wanted>[^:]+))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Repository();

    [GeneratedRegex(@"^/(?<repo>[^/]+/[^/]+)/(resolve|blob|tree)/(?<revision>[^/]+)/?(?<file>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Page();
}
