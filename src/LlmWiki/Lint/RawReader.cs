using System.Collections.Concurrent;
using System.Text;
using LlmWiki.Sources;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>Reads sources, or takes them from the index as they were read before. Safe for use from several threads.</summary>
internal sealed class RawReader(WikiFolder folder)
{
    private readonly PdfToText? _pdfToText = PdfTool.Find() is { } tool ? new PdfToText(tool) : null;
    private readonly ConcurrentBag<(string Key, byte[] Value)> _fresh = [];

    /// <summary>What was read and is not in the index yet.</summary>
    public IReadOnlyCollection<(string Key, byte[] Value)> Fresh => _fresh;

    /// <summary>What may be read depends on it.</summary>
    public string Tools => _pdfToText is null ? "" : "pdftotext";

    public LintSources SourcesOf(RawListing raw, CancellationToken cancel)
    {
        var hashes = new Dictionary<RelPath, ContentHash>();
        var others = raw.Skipped.Select(file => new RelPath(file.Path)).ToHashSet();
        foreach (var file in raw.Files)
        {
            if (file.Size > 0 && SourceReader.CanRead(file.Path) && Hash(file, cancel) is { } hash)
            {
                hashes[file.Path] = hash;
            }
            else
            {
                others.Add(file.Path);
            }
        }

        return new LintSources(hashes, others, path => Read(path, hashes[path], cancel));
    }

    private ContentHash? Hash(RawFile file, CancellationToken cancel)
    {
        try
        {
            return folder.HashRaw(file, cancel);
        }
        catch (WikiException)
        {
            return null;
        }
    }

    /// <summary>Null where it cannot be read now: pages that rest on it are not judged.</summary>
    private Source? Read(RelPath path, ContentHash hash, CancellationToken cancel)
    {
        var key = hash.Hex + " " + path.Value;
        if (folder.Index.Source(key) is { } bytes && Restored(bytes, path, hash) is { } kept)
        {
            return kept;
        }

        try
        {
            var source = SourceReader.Read(path, folder.ReadRaw(path, cancel), _pdfToText, cancel);
            using var to = new PackedWriter(Encoding.Unicode);
            SourceForm.Write(to, source);
            _fresh.Add((key, to.ToBytes()));
            return source;
        }
        catch (WikiException)
        {
            return null;
        }
    }

    private static Source? Restored(byte[] bytes, RelPath path, ContentHash hash)
    {
        try
        {
            using var from = new PackedReader(bytes, Encoding.Unicode);
            return SourceForm.Read(from, path, hash);
        }
        catch (Exception error) when (PackedReader.IsDamage(error))
        {
            return null;
        }
    }
}
