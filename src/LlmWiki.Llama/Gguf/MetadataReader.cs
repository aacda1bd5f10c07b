using System.Buffers.Binary;

namespace LlmWiki.Llama.Gguf;

/// <summary>Reads the key-value part of the file.</summary>
internal sealed class MetadataReader(GgufReader reader)
{
    public const string TokensKey = "tokenizer.ggml.tokens";
    public const string TokenTypesKey = "tokenizer.ggml.token_type";

    private const int MaxKeys = 4096;
    private const int MaxKey = 1024;

    /// <summary>Unit: bytes. Chat templates have 50,000; what is longer is a tokenizer's own file, which nobody asks for.</summary>
    private const int LongestText = 1_000_000;

    /// <summary>Unit: bytes, for all texts that are kept.</summary>
    private const int MostText = 8_000_000;

    private const int MaxKeptNumbers = 4096;

    // A length, a type, a value: no key is shorter.
    private const int SmallestPair = 8 + 1 + 4 + 1;

    private int _textBytes;

    public GgufMetadata Read(long count)
    {
        if (count > MaxKeys)
        {
            throw reader.Damaged($"it says that it has {count:N0} keys, and {MaxKeys:N0} are the most that make sense");
        }

        var values = new Dictionary<string, GgufValue>();
        for (var i = 0L; i < count; i++)
        {
            var key = reader.Text("a key", MaxKey);
            if (string.IsNullOrEmpty(key) || key.Any(char.IsControl))
            {
                throw reader.Damaged($"the name of key {i + 1} is empty, too long or holds control characters");
            }

            if (!values.TryAdd(key, Value(key)))
            {
                throw reader.Damaged($"it has the key '{GgufReader.Shown(key)}' twice");
            }
        }

        return new GgufMetadata(values);
    }

    public static long CountOfPairs(GgufReader reader) => reader.Count("keys", SmallestPair);

    private GgufValue Value(string key)
    {
        var type = (GgufValueType)reader.U32();
        return type switch
        {
            GgufValueType.Text => new GgufValue(type, Text(key)),
            GgufValueType.Array => List(key),
            _ when Width(type) is { } width => new GgufValue(type, Scalar(type, reader.Take(width))),
            _ => throw reader.Damaged($"'{GgufReader.Shown(key)}' has a value of the unknown type {(uint)type}"),
        };
    }

    private string? Text(string key)
    {
        var text = reader.Text($"'{GgufReader.Shown(key)}'", Math.Min(LongestText, MostText - _textBytes));
        _textBytes += text?.Length ?? 0;
        return text;
    }

    private GgufValue List(string key)
    {
        var element = (GgufValueType)reader.U32();
        if (element == GgufValueType.Text)
        {
            return Texts(key);
        }

        if (Width(element) is not { } width)
        {
            throw reader.Damaged($"'{GgufReader.Shown(key)}' is a list of the unknown type {(uint)element}");
        }

        var count = reader.Count($"numbers in '{GgufReader.Shown(key)}'", width);
        if (key == TokenTypesKey && element is (GgufValueType.I32 or GgufValueType.U32))
        {
            return new GgufValue(GgufValueType.Array, TokenList.ReadByteTypes(reader, count), element, count);
        }

        if (count <= MaxKeptNumbers && element is not (GgufValueType.F32 or GgufValueType.F64))
        {
            return new GgufValue(GgufValueType.Array, Numbers(element, width, (int)count), element, count);
        }

        reader.Skip(count * width);
        return new GgufValue(GgufValueType.Array, Value: null, element, count);
    }

    private long[] Numbers(GgufValueType element, int width, int count)
    {
        var numbers = new long[count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Scalar(element, reader.Take(width)) switch { long number => number, var flag => flag is true ? 1 : 0 };
        }

        return numbers;
    }

    private GgufValue Texts(string key)
    {
        var what = $"a text in '{GgufReader.Shown(key)}'";
        var count = reader.Count($"texts in '{GgufReader.Shown(key)}'", 8);
        if (key == TokensKey)
        {
            return new GgufValue(GgufValueType.Array, TokenList.Read(reader, count), GgufValueType.Text, count);
        }

        for (var i = 0L; i < count; i++)
        {
            reader.SkipText(what);
        }

        return new GgufValue(GgufValueType.Array, Value: null, GgufValueType.Text, count);
    }

    private static object Scalar(GgufValueType type, ReadOnlySpan<byte> bytes) => type switch
    {
        GgufValueType.U8 => (long)bytes[0],
        GgufValueType.I8 => (long)(sbyte)bytes[0],
        GgufValueType.U16 => (long)BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        GgufValueType.I16 => (long)BinaryPrimitives.ReadInt16LittleEndian(bytes),
        GgufValueType.U32 => (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        GgufValueType.I32 => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes),
        GgufValueType.F32 => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes),
        GgufValueType.Bool => bytes[0] != 0,

        // Above 2^63 is nonsense for a size; it stays nonsense as a negative number.
        GgufValueType.U64 or GgufValueType.I64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };

    /// <summary>Bytes of one value; null where the type has no fixed width or is unknown.</summary>
    private static int? Width(GgufValueType type) => type switch
    {
        GgufValueType.U8 or GgufValueType.I8 or GgufValueType.Bool => 1,
        GgufValueType.U16 or GgufValueType.I16 => 2,
        GgufValueType.U32 or GgufValueType.I32 or GgufValueType.F32 => 4,
        GgufValueType.U64 or GgufValueType.I64 or GgufValueType.F64 => 8,
        _ => null,
    };
}
