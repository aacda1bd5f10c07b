using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LlmWiki.TinyModels;

/// <summary>
/// Writes tensors. Quantized blocks are made as they stand in the file (random bits, and scales that give the wanted spread), not
/// by rounding numbers: 2.5 GB would take minutes else. The blocks' layouts are those of ggml.
/// </summary>
internal sealed class RandomWeights(Stream stream, ulong seed, double spread)
{
    /// <summary>Where each tensor of the file starts, in bytes.</summary>
    public const int Alignment = 32;

    private const int BlocksAtOnce = 4096;

    // Every nibble at the same scale: 32 for the weight and 32 for what is taken off it, six bits each, in ggml's packing.
    private static readonly byte[] EvenScales = [.. Enumerable.Repeat((byte)(32 | (2 << 6)), 8), .. Enumerable.Repeat((byte)0, 4)];

    private ulong _state = seed;

    public void Write(Tensor tensor)
    {
        int elements = tensor.Type.BlockElements(), bytes = tensor.Type.BlockBytes();
        if (tensor.Sizes[0] % elements != 0)
        {
            throw new ArgumentException($"{tensor.Name}: rows of {tensor.Sizes[0]} are no whole blocks of {elements} ({tensor.Type})", nameof(tensor));
        }

        var buffer = new byte[BlocksAtOnce * bytes];
        for (var left = tensor.Bytes; left > 0; left -= buffer.Length)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            Fill(part, tensor);
            stream.Write(part);
        }

        stream.Write(new byte[Padding(tensor.Bytes)]);
    }

    /// <summary>Bytes from here to the next place where a tensor may start.</summary>
    public static int Padding(long position) => (int)(-position & (Alignment - 1));

    private void Fill(Span<byte> part, Tensor tensor)
    {
        if (tensor.Filling == Filling.Random)
        {
            FillRandom(part, tensor.Type);
        }
        else
        {
            MemoryMarshal.Cast<byte, float>(part).Fill(tensor.Filling == Filling.Ones ? 1f : 0f);
        }
    }

    private void FillRandom(Span<byte> part, WeightType type)
    {
        RandomBytes(part);
        if (type == WeightType.F32)
        {
            var floats = MemoryMarshal.Cast<byte, float>(part);
            var integers = MemoryMarshal.Cast<byte, int>(part);
            for (var i = 0; i < floats.Length; i++)
            {
                floats[i] = (float)(integers[i] * (spread * Math.Sqrt(3) / int.MaxValue));
            }

            return;
        }

        for (var at = 0; at < part.Length; at += type.BlockBytes())
        {
            SetScales(part.Slice(at, type.BlockBytes()), type);
        }
    }

    /// <summary>
    /// A block's bits have a mean a little beside zero. A random sign for each block keeps that from adding up over a row, where it
    /// would drown all else. The numbers are the deviations of the whole numbers that the bits stand for.
    /// </summary>
    private void SetScales(Span<byte> block, WeightType type)
    {
        var sign = (block[^1] & 1) == 0 ? 1 : -1;
        switch (type)
        {
            case WeightType.Q4_0:
                SetHalf(block, sign * spread / 4.61);
                break;
            case WeightType.Q8_0:
                SetHalf(block, sign * spread / 73.9);
                break;
            case WeightType.Q4_K:
                SetHalf(block, sign * spread / 4.61 / 32);
                SetHalf(block[2..], sign * spread / 4.61 / 32 * 7.5);
                EvenScales.CopyTo(block[4..]);
                break;
            default:
                sign = (block[0] & 1) == 0 ? 1 : -1;
                block.Slice(192, 16).Fill(8);
                SetHalf(block[208..], sign * spread / 18.5 / 8);
                break;
        }
    }

    private static void SetHalf(Span<byte> at, double value) => BinaryPrimitives.WriteHalfLittleEndian(at, (Half)value);

    // SplitMix64 (Steele, Lea, Flood 2014): its numbers are the same in every version of .NET, those of System.Random need not be.
    private void RandomBytes(Span<byte> part)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(part);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Next();
        }

        var tail = Next();
        foreach (ref var b in part[(words.Length * 8)..])
        {
            b = (byte)tail;
            tail >>= 8;
        }
    }

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
