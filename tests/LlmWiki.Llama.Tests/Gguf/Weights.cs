using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LlmWiki.TinyModels;

namespace LlmWiki.Llama.Tests.Gguf;

/// <summary>What quantized blocks stand for, reckoned as ggml does.</summary>
internal static class Weights
{
    public static double[] Of(WeightType type, byte[] data) => type switch
    {
        WeightType.F32 => [.. MemoryMarshal.Cast<byte, float>(data).ToArray().Select(weight => (double)weight)],
        WeightType.Q4_0 => [.. data.Chunk(18).SelectMany(Q40)],
        WeightType.Q8_0 => [.. data.Chunk(34).SelectMany(block => block[2..].Select(bits => Half(block, 0) * (sbyte)bits))],
        WeightType.Q4_K => [.. data.Chunk(144).SelectMany(Q4K)],
        _ => [.. data.Chunk(210).SelectMany(Q6K)],
    };

    private static IEnumerable<double> Q40(byte[] block) => block[2..].SelectMany(bits => (double[])[Half(block, 0) * ((bits & 15) - 8), Half(block, 0) * ((bits >> 4) - 8)]);

    private static IEnumerable<double> Q4K(byte[] block)
    {
        var scales = block[4..16];
        for (var part = 0; part < 8; part++)
        {
            var (scale, least) = part < 4
                ? (scales[part] & 63, scales[part + 4] & 63)
                : ((scales[part + 4] & 15) | ((scales[part - 4] >> 6) << 4), (scales[part + 4] >> 4) | ((scales[part] >> 6) << 4));
            for (var i = 0; i < 32; i++)
            {
                var bits = (block[16 + (part / 2 * 32) + i] >> (part % 2 * 4)) & 15;
                yield return (Half(block, 0) * scale * bits) - (Half(block, 2) * least);
            }
        }
    }

    private static IEnumerable<double> Q6K(byte[] block)
    {
        for (var i = 0; i < 256; i++)
        {
            // Halves of 128: 64 bytes of low bits, 32 of high bits, four times 32 weights.
            int half = i / 128, quarter = i % 128 / 32, at = i % 32;
            var low = block[(half * 64) + (quarter % 2 * 32) + at] >> (quarter / 2 * 4);
            var high = block[128 + (half * 32) + at] >> (quarter * 2);
            yield return Half(block, 208) * (sbyte)block[192 + (i / 16)] * (((low & 15) | ((high & 3) << 4)) - 32);
        }
    }

    private static double Half(byte[] block, int at) => (double)BinaryPrimitives.ReadHalfLittleEndian(block.AsSpan(at));
}
