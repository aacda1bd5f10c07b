using System.Text;

namespace LlmWiki.Llama.Tests.Gguf;

/// <summary>A model file taken apart, so that a test can break one part of it and put it together again.</summary>
internal sealed class GgufDocument
{
    public uint Version { get; set; } = 3;

    public List<Pair> Pairs { get; } = [];

    public List<TensorEntry> Tensors { get; } = [];

    /// <summary>A key with its type and the value's bytes as they stand in the file.</summary>
    public sealed record Pair(string Key, uint Type, byte[] Value);

    /// <summary>A tensor; <paramref name="Offset"/> overrides where it is said to start.</summary>
    public sealed record TensorEntry(string Name, long[] Sizes, uint Type, byte[] Data, long? Offset = null);

    public static GgufDocument Read(string path)
    {
        using var reader = new BinaryReader(new MemoryStream(File.ReadAllBytes(path)));
        reader.ReadUInt32();
        var document = new GgufDocument { Version = reader.ReadUInt32() };
        var (tensors, pairs) = (reader.ReadInt64(), reader.ReadInt64());
        for (var i = 0; i < pairs; i++)
        {
            var key = ReadText(reader);
            var type = reader.ReadUInt32();
            var start = reader.BaseStream.Position;
            SkipValue(reader, type);
            var bytes = new byte[reader.BaseStream.Position - start];
            reader.BaseStream.Position = start;
            reader.BaseStream.ReadExactly(bytes);
            document.Pairs.Add(new Pair(key, type, bytes));
        }

        document.ReadTensors(reader, tensors);
        return document;
    }

    public GgufDocument Set(string key, uint type, byte[] value)
    {
        var at = Pairs.FindIndex(pair => pair.Key == key);
        if (at < 0)
        {
            Pairs.Add(new Pair(key, type, value));
        }
        else
        {
            Pairs[at] = new Pair(key, type, value);
        }

        return this;
    }

    public GgufDocument Set(string key, uint value) => Set(key, 4, BitConverter.GetBytes(value));

    public GgufDocument Set(string key, float value) => Set(key, 6, BitConverter.GetBytes(value));

    public GgufDocument Set(string key, string value) => Set(key, 8, Text(value));

    public GgufDocument Set(string key, params int[] values) => Set(key, 9, [.. BitConverter.GetBytes(5u), .. BitConverter.GetBytes((ulong)values.Length), .. values.SelectMany(BitConverter.GetBytes)]);

    public GgufDocument Set(string key, params string[] values) => Set(key, 9, [.. BitConverter.GetBytes(8u), .. BitConverter.GetBytes((ulong)values.Length), .. values.SelectMany(Text)]);

    public GgufDocument Remove(string key)
    {
        Pairs.RemoveAll(pair => pair.Key == key);
        return this;
    }

    public string[] Texts(string key)
    {
        using var reader = new BinaryReader(new MemoryStream(Pairs.First(pair => pair.Key == key).Value));
        reader.ReadUInt32();
        return [.. Enumerable.Range(0, (int)reader.ReadInt64()).Select(_ => ReadText(reader))];
    }

    public GgufDocument Change(string tensor, Func<TensorEntry, TensorEntry> change)
    {
        var at = Tensors.FindIndex(entry => entry.Name == tensor);
        Tensors[at] = change(Tensors[at]);
        return this;
    }

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("GGUF"u8);
        writer.Write(Version);
        writer.Write((long)Tensors.Count);
        writer.Write((long)Pairs.Count);
        foreach (var pair in Pairs)
        {
            writer.Write(Text(pair.Key));
            writer.Write(pair.Type);
            writer.Write(pair.Value);
        }

        var offset = 0L;
        foreach (var tensor in Tensors)
        {
            writer.Write(Text(tensor.Name));
            writer.Write(tensor.Sizes.Length);
            Array.ForEach(tensor.Sizes, writer.Write);
            writer.Write(tensor.Type);
            writer.Write(tensor.Offset ?? offset);
            offset = Aligned(offset + tensor.Data.Length);
        }

        foreach (var tensor in Tensors)
        {
            writer.Write(new byte[Aligned(stream.Position) - stream.Position]);
            writer.Write(tensor.Data);
        }

        return stream.ToArray();
    }

    private void ReadTensors(BinaryReader reader, long count)
    {
        var heads = new List<(string Name, long[] Sizes, uint Type, long Offset)>();
        for (var i = 0; i < count; i++)
        {
            var name = ReadText(reader);
            var sizes = new long[reader.ReadInt32()];
            for (var j = 0; j < sizes.Length; j++)
            {
                sizes[j] = reader.ReadInt64();
            }

            heads.Add((name, sizes, reader.ReadUInt32(), reader.ReadInt64()));
        }

        var data = ((MemoryStream)reader.BaseStream).ToArray().AsSpan((int)Aligned(reader.BaseStream.Position));
        for (var i = 0; i < heads.Count; i++)
        {
            var end = i + 1 < heads.Count ? heads[i + 1].Offset : data.Length;
            Tensors.Add(new TensorEntry(heads[i].Name, heads[i].Sizes, heads[i].Type, data[(int)heads[i].Offset..(int)end].ToArray()));
        }
    }

    private static void SkipValue(BinaryReader reader, uint type)
    {
        var (element, count) = type == 9 ? (reader.ReadUInt32(), reader.ReadInt64()) : (type, 1);
        for (var i = 0L; i < count; i++)
        {
            var width = element switch
            {
                0 or 1 or 7 => 1,
                2 or 3 => 2,
                8 => reader.ReadInt64(),
                10 or 11 or 12 => 8,
                _ => 4,
            };
            reader.BaseStream.Position += width;
        }
    }

    private static string ReadText(BinaryReader reader) => Encoding.UTF8.GetString(reader.ReadBytes((int)reader.ReadInt64()));

    private static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. BitConverter.GetBytes((ulong)bytes.Length), .. bytes];
    }

    private static long Aligned(long position) => (position + 31) / 32 * 32;
}
