namespace LlmWiki.Llama.Hub;

/// <summary>
/// Fetches a file that goes on where it stopped, over a broken connection and over a killed process, and that gets its name only when it
/// is whole: size and checksum as the server told them.
/// </summary>
internal sealed class Downloader(TimeProvider time) : IDisposable
{
    /// <summary>A server that sends nothing for so long is taken for dead.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int BlockSize = 1 << 18;
    private const long Reserve = 64_000_000;

    private readonly Wire _wire = new(time);

    /// <summary>Bytes that a folder's disk has free.</summary>
    public Func<string, long?> FreeBytes { get; init; } = Disk.FreeBytes;

    public void Dispose() => _wire.Dispose();

    /// <exception cref="WikiException">It could not be had; the hint says what may help.</exception>
    /// <exception cref="RefusedException">The server says no.</exception>
    public async Task<DownloadedFile> Fetch(
        DownloadRequest request, IProgress<DownloadProgress>? progress = null, CancellationToken cancel = default)
    {
        using var part = PartFile.Open(request.Target);
        var meter = new Meter(request.Name, progress, time);
        try
        {
            return await new Persistence(time, meter.Wait, () => part.Length).Run(() => Attempt(request, part, meter, cancel), request.Source.Host, cancel);
        }
        catch (IOException error) when (Disk.IsFull(error))
        {
            throw new WikiException($"the disk is full: {request.Target}", "free some space and type the same again: it goes on where it stopped", error);
        }
    }

    /// <summary>A small answer as a whole.</summary>
    /// <exception cref="WikiException">It could not be had.</exception>
    /// <exception cref="RefusedException">The server says no.</exception>
    public Task<byte[]> Read(Uri address, string? token, CancellationToken cancel) =>
        new Persistence(time, (_, _) => { }, () => 0).Run(
            async () =>
            {
                using var answer = await _wire.Get(new WireQuestion(address, token), cancel);
                return await Body(answer.Response.Content.ReadAsByteArrayAsync(cancel), cancel);
            },
            address.Host, cancel);

    private async Task<DownloadedFile> Attempt(DownloadRequest request, PartFile part, Meter meter, CancellationToken cancel)
    {
        var resume = Resume.Of(request, part);
        using var answer = await _wire.Get(new WireQuestion(request.Source, request.Token, resume.From, resume.IfSame), cancel);
        var told = Told.By(answer, request, resume.From);
        if (!resume.Fits(told))
        {
            // Another version, or a range that nobody asked for.
            part.BeginAnew(told.Mark(request));
            throw new BrokenConnectionException("the file changed on the server", TimeSpan.Zero);
        }

        if (told.From == 0)
        {
            part.BeginAnew(told.Mark(request));
        }
        else
        {
            await part.GoOn(told.Checksum, cancel);
        }

        RefuseWithoutSpace(request, (told.Total ?? 0) - part.Length);
        meter.Begin(part.Length, told.Total);
        if (!told.IsComplete)
        {
            await Receive(answer.Response, part, meter, cancel);
        }

        return Finished(request, part, told);
    }

    private async Task Receive(HttpResponseMessage response, PartFile part, Meter meter, CancellationToken cancel)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        using var limit = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        var block = new byte[BlockSize];
        while (await Body(body.ReadAsync(block, both.Token).AsTask(), cancel) is > 0 and var read)
        {
            limit.CancelAfter(Patience);
            await part.Append(block.AsMemory(0, read), cancel);
            meter.Add(read);
        }
    }

    /// <summary>Waits for bytes of the network, whose errors are not those of the disk.</summary>
    private static async Task<T> Body<T>(Task<T> reading, CancellationToken cancel)
    {
        try
        {
            return await reading;
        }
        catch (OperationCanceledException error) when (!cancel.IsCancellationRequested)
        {
            throw new BrokenConnectionException("no more bytes came", inner: error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new BrokenConnectionException("the connection broke off", inner: error);
        }
    }

    private static DownloadedFile Finished(DownloadRequest request, PartFile part, Told told)
    {
        var (bytes, sum) = (part.Length, part.Sum());
        if (told.Total is { } total && bytes < total)
        {
            throw new BrokenConnectionException("the connection broke off");
        }

        var isRight = (told.Total is not { } size || bytes == size) && (told.Checksum is not { } expected || sum == expected);
        if (!isRight)
        {
            part.Discard();
            throw new WikiException(
                $"'{request.Name}' arrived damaged: {bytes} bytes with {sum}, not {told.Total ?? bytes} with {told.Checksum ?? sum}",
                "it was thrown away: type the same again");
        }

        if (!told.EndIsKnown && told.Checksum is null && request.Check is null)
        {
            part.Discard();
            throw new WikiException($"'{request.Source.Host}' does not say how long '{request.Name}' is, so nobody knows whether all of it came");
        }

        try
        {
            part.Finish(request.Check);
        }
        catch (WikiException error)
        {
            // It is known by the name it was to have.
            part.Discard();
            throw new WikiException(error.Message.Replace(part.Path, request.Target, StringComparison.Ordinal), error.Hint, error);
        }

        return new DownloadedFile(request.Target, bytes, sum, told.Checksum is not null);
    }

    private void RefuseWithoutSpace(DownloadRequest request, long missing)
    {
        var folder = Path.GetDirectoryName(request.Target)!;
        if (missing > 0 && FreeBytes(folder) is { } free && free < missing + Reserve)
        {
            throw new WikiException(
                $"'{folder}' has {ByteText.Of(free)} free, and '{request.Name}' needs {ByteText.Of(missing)} more",
                "free some space, or name a place on another disk");
        }
    }
}
