using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace LlmWiki.Llama.Tests.Hub;

/// <summary>A hub with one repository, <c>tiny/models</c>: its pages answer here, its files are at another host.</summary>
internal sealed class FakeHub : IDisposable
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly Dictionary<string, byte[]> _files;
    private readonly TestServer _store;

    public FakeHub(Dictionary<string, byte[]> files)
    {
        _files = files;
        _store = new TestServer(request => OnStore(request) ?? TestReply.File(request, _files[Uri.UnescapeDataString(request.Target[1..])]));
        Server = new TestServer(Answer);
    }

    public TestServer Server { get; }

    public IEnumerable<TestRequest> StoreRequests => _store.Requests;

    /// <summary>Only those who show this token get files.</summary>
    public string? Token { get; init; }

    /// <summary>What goes wrong at the store; null where nothing does.</summary>
    public Func<TestRequest, TestReply?> OnStore { get; set; } = _ => null;

    /// <summary>Older hubs and mirrors list names only.</summary>
    public bool ListsSums { get; init; } = true;

    public void Dispose()
    {
        Server.Dispose();
        _store.Dispose();
    }

    private TestReply Answer(TestRequest request)
    {
        var resolved = $"/tiny/models/resolve/{Commit}/";
        if (request.Target.StartsWith("/api/models/tiny/models?", StringComparison.Ordinal))
        {
            return TestReply.Text(200, Listing());
        }

        if (!request.Target.StartsWith(resolved, StringComparison.Ordinal))
        {
            return Error(request.Headers.ContainsKey("Authorization") ? 404 : 401, "RepoNotFound");
        }

        if (Token is not null && request.Headers.GetValueOrDefault("Authorization") != "Bearer " + Token)
        {
            return Error(request.Headers.ContainsKey("Authorization") ? 403 : 401, "GatedRepo");
        }

        var name = request.Target[resolved.Length..];
        var bytes = _files[Uri.UnescapeDataString(name)];
        return new TestReply(302, [])
        {
            Headers = new()
            {
                ["Location"] = _store.At(name).ToString(),
                ["X-Linked-Size"] = bytes.Length.ToString(),
                ["X-Linked-Etag"] = $"\"{Sum(bytes)}\"",
            },
        };
    }

    private string Listing()
    {
        var siblings = new JsonArray([.. _files.Select(file => new JsonObject { ["rfilename"] = file.Key })]);
        foreach (var sibling in ListsSums ? siblings : [])
        {
            var bytes = _files[(string)sibling!["rfilename"]!];
            sibling["lfs"] = new JsonObject { ["sha256"] = Sum(bytes), ["size"] = bytes.Length };
        }

        return new JsonObject { ["id"] = "tiny/models", ["sha"] = Commit, ["siblings"] = siblings }.ToJsonString();
    }

    private static TestReply Error(int status, string code) => new(status, []) { Headers = new() { ["X-Error-Code"] = code } };

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
