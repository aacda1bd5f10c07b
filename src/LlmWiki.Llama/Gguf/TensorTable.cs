using System.Collections.Immutable;
using System.Numerics;
using System.Text;

namespace LlmWiki.Llama.Gguf;

/// <summary>One tensor: sizes with the row length first, where it starts in the data part, its bytes without padding.</summary>
internal sealed record GgufTensor(string Name, TensorType Type, ImmutableArray<long> Sizes, long Offset)
{
    public long Elements => Sizes.Aggregate(1L, (product, size) => product * size);

    public long Bytes => Elements / Type.BlockElements * Type.BlockBytes;
}

/// <summary>The list of tensors: read, and held against the file's size.</summary>
internal static class TensorTable
{
    private const int MaxTensors = 16_384;

    // ggml keeps names in 64 bytes, the last of them zero.
    private const int MaxName = 63;

    /// <summary>Unit: bytes. Above any file, and low enough that sums of it do not overflow.</summary>
    private const long MaxBytes = 1L << 48;

    // A name's length and a letter, the number of sizes, one size, type, offset: no entry is shorter.
    private const int SmallestEntry = 8 + 1 + 4 + 8 + 4 + 8;

    public static long CountOfTensors(GgufReader reader)
    {
        var count = reader.Count("tensors", SmallestEntry);
        return count <= MaxTensors ? count : throw reader.Damaged($"it says that it has {count:N0} tensors, and {MaxTensors:N0} are the most that make sense");
    }

    public static ImmutableArray<GgufTensor> Read(GgufReader reader, long count)
    {
        var tensors = ImmutableArray.CreateBuilder<GgufTensor>((int)count);
        var names = new HashSet<string>();
        for (var i = 0; i < count; i++)
        {
            var tensor = ReadOne(reader);
            if (!names.Add(tensor.Name))
            {
                throw reader.Damaged($"it has the tensor '{tensor.Name}' twice");
            }

            tensors.Add(tensor);
        }

        return tensors.MoveToImmutable();
    }

    /// <summary>
    /// Each tensor must start where the one before it ends, as llama.cpp demands, and the last one must end within the file.
    /// </summary>
    public static void CheckPlaces(GgufReader reader, ImmutableArray<GgufTensor> tensors, GgufMetadata metadata)
    {
        var alignment = Alignment(reader, metadata);
        var expected = 0L;
        var end = 0L;
        foreach (var tensor in tensors)
        {
            if (tensor.Offset != expected)
            {
                throw reader.Damaged($"the tensor '{tensor.Name}' starts at {tensor.Offset:N0} instead of {expected:N0}");
            }

            end = Aligned(reader.Position, alignment) + tensor.Offset + tensor.Bytes;
            expected = Aligned(tensor.Offset + tensor.Bytes, alignment);
        }

        if (end > reader.FileBytes)
        {
            throw reader.Refused($"is cut off: {ByteCount.Of(reader.FileBytes, end)} are there", "download it again");
        }
    }

    private static GgufTensor ReadOne(GgufReader reader)
    {
        var name = Encoding.UTF8.GetString(reader.TextBytes("the name of a tensor", MaxName));
        if (name.Length == 0 || name.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw reader.Damaged($"a tensor has the name '{GgufReader.Shown(name)}'");
        }

        var dimensions = reader.U32();
        if (dimensions is 0 or > 4)
        {
            throw reader.Damaged($"the tensor '{name}' has {dimensions:N0} dimensions");
        }

        var sizes = new long[dimensions];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = (long)reader.U64();
        }

        var type = Type(reader, name);
        CheckSizes(reader, name, type, sizes);
        return new GgufTensor(name, type, [.. sizes], (long)reader.U64());
    }

    private static TensorType Type(GgufReader reader, string name)
    {
        var number = reader.U32();
        if (TensorType.Find(number) is { } type)
        {
            return type;
        }

        throw TensorType.NameOfGone(number) is { } gone
            ? reader.Refused($"has weights in the form {gone}, which llama.cpp no longer reads", "take the Q4_0 or Q4_K_M file of the model")
            : reader.Refused($"has weights ('{name}') in a form that is not known here, number {number}", "take another quantization, for instance Q4_K_M, or a newer version of this tool");
    }

    private static void CheckSizes(GgufReader reader, string name, TensorType type, long[] sizes)
    {
        var bytes = (Int128)type.BlockBytes;
        foreach (var size in sizes)
        {
            if (size <= 0)
            {
                throw reader.Damaged($"the tensor '{name}' has a size of {size:N0}");
            }

            bytes *= size;
            if (bytes / type.BlockElements > MaxBytes)
            {
                throw reader.Damaged($"the tensor '{name}' is said to be larger than any file");
            }
        }

        if (sizes[0] % type.BlockElements != 0)
        {
            throw reader.Damaged($"the tensor '{name}' has rows of {sizes[0]:N0}, no multiple of {type.BlockElements} as {type.Name} needs");
        }
    }

    private static long Alignment(GgufReader reader, GgufMetadata metadata)
    {
        if (metadata.Find("general.alignment") is not { } value)
        {
            return 32;
        }

        return value is { Type: GgufValueType.U32, Value: long and >= 32 and <= 1 << 20 and var alignment } && BitOperations.IsPow2(alignment)
            ? alignment
            : throw reader.Damaged("'general.alignment' is no power of two from 32 to 1,048,576");
    }

    private static long Aligned(long position, long alignment) => (position + alignment - 1) / alignment * alignment;
}
