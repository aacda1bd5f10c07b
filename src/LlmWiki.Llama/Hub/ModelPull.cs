using System.Collections.Immutable;

namespace LlmWiki.Llama.Hub;

/// <summary>One file that is to be fetched.</summary>
/// <param name="Size">In bytes; null where nobody said it.</param>
internal sealed record PullItem(DownloadRequest Request, long? Size);

/// <summary>What a reference comes to.</summary>
/// <param name="Repo">Null for an address.</param>
internal sealed record PullPlan(string? Repo, string? Quantization, ImmutableArray<PullItem> Items)
{
    /// <summary>Those that are to be fetched: all, until someone looks what is there.</summary>
    public ImmutableArray<PullItem> Missing { get; init; } = Items;

    /// <summary>The file that llama.cpp is given; it finds the other parts beside it.</summary>
    public string Path => Items[0].Request.Target;

    /// <summary>Of all that is to be fetched, in bytes; null where nobody said it.</summary>
    public long? Size => Missing.Aggregate((long?)0, (sum, item) => sum + item.Size);
}

/// <param name="Bytes">Of all parts.</param>
/// <param name="IsVerified">False where the server told no checksum.</param>
internal sealed record PulledModel(string Path, long Bytes, bool WasThere, bool IsVerified);

/// <summary>Fetches models.</summary>
/// <param name="check">Throws a <see cref="WikiException"/> where a file is no model, or, for true, no part of one.</param>
internal sealed class ModelPull(Downloader downloader, HubPlace place, Action<string, bool> check)
{
    private readonly HubClient _hub = new(downloader, place);

    /// <summary>Asks the hub what a reference means.</summary>
    /// <param name="models">The folder for models; each repository has one below it.</param>
    /// <param name="output">A file or folder that a person named instead; null where not.</param>
    /// <exception cref="WikiException">It names nothing that can be fetched.</exception>
    public async Task<PullPlan> Plan(string reference, string? models, string? output, CancellationToken cancel)
    {
        switch (ModelReference.Parse(reference, place.Endpoint))
        {
            case ModelReference.AtAddress { Address: var address }:
                var name = Uri.UnescapeDataString(address.Segments[^1]);
                var target = Target(name, models, output, parts: 1);
                return new PullPlan(null, Quantization.Of(name), [new PullItem(new DownloadRequest(address, target) { Check = path => check(path, false) }, null)]);
            case ModelReference.OnHub onHub:
                var repo = await _hub.Repo(onHub, cancel);
                var model = Quantization.Choose(onHub.Repo, repo.Files, onHub.Wanted);
                var folder = models is null ? null : Path.Combine([models, .. onHub.Repo.Split('/')]);
                return new PullPlan(onHub.Repo, model.Quantization, [.. model.Parts.Select(file =>
                    new PullItem(Request(repo, file, Target(file.Name, folder, output, model.Parts.Length), model.Parts.Length > 1), file.Size))]);
            default:
                throw new InvalidOperationException();
        }
    }

    /// <summary>Those of its files that are to be fetched.</summary>
    /// <param name="force">Also those that are there.</param>
    /// <exception cref="WikiException">Another file has the name of one.</exception>
    public static PullPlan Look(PullPlan plan, bool force) => force ? plan : plan with { Missing = [.. plan.Items.Where(item => !IsThere(item))] };

    /// <exception cref="WikiException">It could not be had.</exception>
    public async Task<PulledModel> Pull(PullPlan plan, IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        var verified = true;
        foreach (var item in plan.Missing)
        {
            verified &= (await Fetch(plan, item.Request, progress, cancel)).IsVerified;
        }

        if (plan.Items.Length > 1 && !plan.Missing.IsEmpty)
        {
            check(plan.Path, false);
        }

        return new PulledModel(
            plan.Path, plan.Items.Sum(item => new FileInfo(item.Request.Target).Length), WasThere: plan.Missing.IsEmpty, verified);
    }

    private async Task<DownloadedFile> Fetch(PullPlan plan, DownloadRequest request, IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        try
        {
            return await downloader.Fetch(request, progress, cancel);
        }
        catch (RefusedException error) when (plan.Repo is { } repo)
        {
            throw _hub.Refused(repo, error);
        }
        catch (RefusedException error)
        {
            throw new WikiException(
                $"'{error.Address.Host}' answered {error.Status} for '{request.Name}'", error.Status == 404 ? "check the address" : null, error);
        }
    }

    private DownloadRequest Request(HubRepo repo, HubFile file, string target, bool isPart) => new(_hub.Address(repo, file), target)
    {
        Token = place.Token,
        Checksum = file.Checksum,
        FromHub = true,
        Check = path => check(path, isPart),
    };

    private static bool IsThere(PullItem item)
    {
        var file = new FileInfo(item.Request.Target);
        return file.Exists && (item.Size is not { } size || size == file.Length
            ? true
            : throw new WikiException(
                $"'{file.FullName}' is there and is another file: {ByteText.Of(file.Length)}, not {ByteText.Of(size)}", "--force replaces it, --output names another place"));
    }

    private static string Target(string name, string? folder, string? output, int parts)
    {
        if (output is null)
        {
            return Path.Combine(folder ?? throw new WikiException("nobody said where models are to lie", "set WIKI_MODELS, or type --output"), name);
        }

        if (Directory.Exists(output) || Path.EndsInDirectorySeparator(output))
        {
            return Path.Combine(output, name);
        }

        return parts == 1 ? output : throw new WikiException($"the model has {parts} parts, and '{output}' is one file", "name a folder, with a slash at its end");
    }
}
