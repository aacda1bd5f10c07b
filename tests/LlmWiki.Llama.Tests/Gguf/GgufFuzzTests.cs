using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Llama.Gguf;
using LlmWiki.Llama.Tests.Grammar;
using LlmWiki.TinyModels;

namespace LlmWiki.Llama.Tests.Gguf;

/// <summary>Whatever the bytes: a model or an error, in bounded time and memory.</summary>
public sealed class GgufFuzzTests : IDisposable
{
    /// <summary>Smaller still than the tiny one, because thousands are written.</summary>
    private static readonly ModelShape Small = ModelShape.Tiny with { Width = 32, FeedForward = 32, VocabularySize = 320 };

    private static readonly string[] Paths =
    [
        .. ((ModelShape[])[Small, ModelShape.TinyEmbedding with { Width = 32, FeedForward = 32, ContextLength = 32, VocabularySize = 320 }, Small with { Architecture = "qwen3", HeadDimension = 32, ThinkTokens = true }])
            .Select(TinyModel.InTemp),
    ];

    private static readonly byte[][] Models = [.. Paths.Select(File.ReadAllBytes)];

    private static readonly long[] Extremes = [0, 1, -1, 2, 127, 255, 256, 65_535, 65_536, int.MaxValue, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue, long.MinValue, long.MaxValue - 7];

    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Flipped_bytes_give_a_model_or_an_error() => ForAll(1_500, random =>
    {
        var bytes = Model(random);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            bytes[Place(bytes, random)] = (byte)random.Next(256);
        }

        return bytes;
    });

    [Fact]
    public void Extreme_numbers_give_a_model_or_an_error() => ForAll(1_500, random =>
    {
        var bytes = Model(random);
        BitConverter.TryWriteBytes(bytes.AsSpan(Place(bytes, random)), Extremes[random.Next(Extremes.Length)]);
        return bytes;
    });

    [Fact]
    public void Parts_cut_out_doubled_or_cut_off_give_a_model_or_an_error() => ForAll(600, random =>
    {
        var bytes = Model(random);
        int from = Place(bytes, random), to = Math.Min(bytes.Length, from + random.Next(1, 400));
        return random.Next(3) switch
        {
            0 => [.. bytes[..from], .. bytes[to..]],
            1 => [.. bytes[..to], .. bytes[from..]],
            _ => bytes[..from],
        };
    });

    [Fact]
    public void Random_bytes_after_a_good_beginning_give_an_error() => ForAll(400, random =>
    {
        var bytes = Model(random)[..random.Next(4, 3_000)];
        random.NextBytes(bytes.AsSpan(Math.Min(bytes.Length, random.Next(4, 200))));
        return bytes;
    });

    /// <summary>Any value of any type under any key that means something: what is accepted can be asked for all it has.</summary>
    [Fact]
    public void Any_value_under_a_known_key_gives_a_model_or_an_error()
    {
        var keys = GgufDocument.Read(Paths[0]).Pairs.Select(pair => pair.Key)
            .Concat(["llama.pooling_type", "llama.expert_count", "split.count", "split.no", "general.alignment", "tokenizer.ggml.scores", "llama.rope.scaling.type"]).ToArray();
        ForAll(1_000, random => GgufDocument.Read(Paths[0]).Set(keys[random.Next(keys.Length)], (uint)random.Next(14), Value(random)).ToBytes());
    }

    private void ForAll(int tests, Func<System.Random, byte[]> make) =>
        Check.One(Properties.Config.WithMaxTest(tests), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => Use(Bounded.Read(_folder.Write("model.gguf", make(new System.Random(seed)))))));

    private static void Use(GgufFile? file)
    {
        if (file is not null)
        {
            file.ToString().ShouldNotBeEmpty();
            file.KeyValueBytesPerToken(1, 8).ShouldBeGreaterThanOrEqualTo(0);
            file.WeightBytes.ShouldBeLessThanOrEqualTo(file.FileBytes);
            (file.LayerCount, file.EmbeddingLength, file.ContextLength, file.VocabularySize).ShouldSatisfyAllConditions(
                size => size.LayerCount.ShouldBePositive(), size => size.EmbeddingLength.ShouldBePositive(), size => size.ContextLength.ShouldBePositive(), size => size.VocabularySize.ShouldBePositive());
        }
    }

    private static byte[] Model(System.Random random) => [.. Models[random.Next(Models.Length)]];

    // The sizes and the list of tensors are a small part of the file, and where most can go wrong.
    private static int Place(byte[] bytes, System.Random random) => random.Next(4) switch
    {
        0 => random.Next(bytes.Length - 8),
        1 => random.Next(9_000, 12_000),
        _ => random.Next(1_200),
    };

    private static byte[] Value(System.Random random)
    {
        var bytes = new byte[random.Next(40)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? bytes : [.. BitConverter.GetBytes(Extremes[random.Next(Extremes.Length)]), .. bytes];
    }
}
