using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Llama.Gguf;

/// <summary>One file as it stands, read up to its weights. What a model needs to make sense is not looked at yet.</summary>
internal sealed record GgufPart(string Path, GgufMetadata Metadata, ImmutableArray<GgufTensor> Tensors, long FileBytes, ContentHash HeaderHash)
{
    /// <exception cref="WikiException">The file cannot be read, is something else, damaged or cut off.</exception>
    public static GgufPart Read(string path)
    {
        using var reader = new GgufReader(path);
        CheckStart(reader);
        var tensorCount = TensorTable.CountOfTensors(reader);
        var metadata = new MetadataReader(reader).Read(MetadataReader.CountOfPairs(reader));
        var tensors = TensorTable.Read(reader, tensorCount);
        TensorTable.CheckPlaces(reader, tensors, metadata);
        return new GgufPart(path, metadata, tensors, reader.FileBytes, reader.Hash());
    }

    /// <summary>As <see cref="GgufReader.Damaged"/>, for what is found once the file is closed.</summary>
    public WikiException Contradicts(string what) => new(
        $"'{Path}' contradicts itself: {what}", "download it again; if that does not help, the tool that made it is at fault: take another conversion");

    private static void CheckStart(GgufReader reader)
    {
        if (!reader.Peek().StartsWith("GGUF"u8))
        {
            var (what, hint) = ForeignFile.Describe(reader.Peek());
            throw reader.Refused(what, hint);
        }

        reader.Skip(4);
        var version = reader.U32();
        if (version is 2 or 3)
        {
            return;
        }

        throw version switch
        {
            1 => reader.Refused("is in version 1 of GGUF, of 2023, which llama.cpp no longer reads", "take a newer GGUF of the model"),
            _ when version != 0 && (version & 0xFFFF) == 0 => reader.Refused("is a GGUF in big-endian byte order", "take the little-endian GGUF of the model"),
            > 3 and < 100 => reader.Refused($"is in version {version} of GGUF, and 3 is the newest known here", "get a newer version of this tool"),
            _ => reader.Damaged($"its version of GGUF is {version:N0}"),
        };
    }
}
