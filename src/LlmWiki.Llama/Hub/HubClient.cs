using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmWiki.Llama.Hub;

/// <summary>Where the hub is, and who asks.</summary>
/// <param name="Token">A person's access token; never shown.</param>
internal sealed record HubPlace(Uri Endpoint, string? Token)
{
    public static readonly Uri Default = new("https://huggingface.co");

    /// <exception cref="WikiException">The address is none.</exception>
    public static HubPlace Of(string? endpoint, string? token)
    {
        var known = string.IsNullOrWhiteSpace(endpoint) ? Default : null;
        if (known is null && !(Uri.TryCreate(endpoint!.TrimEnd('/'), UriKind.Absolute, out known) && known.Scheme is "http" or "https"))
        {
            throw new WikiException($"HF_ENDPOINT is '{endpoint}', which is no http or https address");
        }

        return new HubPlace(known, string.IsNullOrWhiteSpace(token) ? null : token.Trim());
    }

    public Uri At(string path) => new(Endpoint.ToString().TrimEnd('/') + "/" + path);

    // A record shows all it holds, and this must not.
    public override string ToString() => Endpoint.ToString();
}

/// <param name="Commit">The revision that <see cref="Files"/> are of.</param>
internal sealed record HubRepo(string Name, string Commit, ImmutableArray<HubFile> Files);

/// <summary>What the Hugging Face hub, or a mirror of it, has.</summary>
internal sealed class HubClient(Downloader downloader, HubPlace place)
{
    /// <exception cref="WikiException">It has no such repository, or not for everyone.</exception>
    public async Task<HubRepo> Repo(ModelReference.OnHub reference, CancellationToken cancel)
    {
        var revision = reference.Revision == "main" ? "" : "/revision/" + Uri.EscapeDataString(reference.Revision);
        var address = place.At($"api/models/{reference.Repo}{revision}?blobs=true");
        try
        {
            var listing = JsonSerializer.Deserialize(await downloader.Read(address, place.Token, cancel), HubShapes.Default.RepoListing)!;
            return new HubRepo(reference.Repo, listing.Sha ?? reference.Revision, [.. (listing.Siblings ?? []).Select(File).OfType<HubFile>()]);
        }
        catch (RefusedException error)
        {
            throw Refused(reference.Repo, error);
        }
        catch (JsonException error)
        {
            throw new WikiException($"'{address.Host}' answers something else than a hub does", "check HF_ENDPOINT, and whether a proxy stands between", error);
        }
    }

    public Uri Address(HubRepo repo, HubFile file) =>
        place.At($"{repo.Name}/resolve/{Uri.EscapeDataString(repo.Commit)}/{string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString))}");

    /// <summary>A "no" of the hub in words, and what a person may do about it.</summary>
    public WikiException Refused(string repo, RefusedException error) => error switch
    {
        { Code: "GatedRepo" } or { Status: 403 } => new WikiException(
            $"'{repo}' is given only to those who accept its licence",
            $"accept it at {place.At(repo)} and set HF_TOKEN to an access token of your account", error),
        { Status: 401, Code: not "RepoNotFound" } when place.Token is not null => new WikiException(
            $"'{error.Address.Host}' does not accept the token in HF_TOKEN", $"make a new one in the settings of your account", error),
        { Status: 401 or 404 } => new WikiException(
            $"there is no model '{repo}' at {place.Endpoint.Host}" + (place.Token is null ? " that everyone may see" : ""),
            "check its name" + (place.Token is null ? "; for a private one set HF_TOKEN" : ""), error),
        _ => new WikiException($"'{error.Address.Host}' answered {error.Status} for '{repo}'", "try again later", error),
    };

    // A name that leads out of the repository is none of a file.
    private static HubFile? File(Sibling sibling) =>
        sibling.Path is { Length: > 0 } path && !path.Contains('\\', StringComparison.Ordinal) && !path.Split('/').Any(part => part is "" or "." or "..")
            ? new HubFile(path, sibling.Lfs?.Size ?? sibling.Size, Checksum.Sha256(sibling.Lfs?.Sum))
            : null;
}

internal sealed record RepoListing(string? Sha, Sibling[]? Siblings);

internal sealed record Sibling([property: JsonPropertyName("rfilename")] string? Path, long? Size, LargeFile? Lfs);

internal sealed record LargeFile([property: JsonPropertyName("sha256")] string? Sum, long? Size);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RepoListing))]
internal sealed partial class HubShapes : JsonSerializerContext;
