using System.Numerics.Tensors;
using LlmWiki.TinyModels;
using Microsoft.Extensions.AI;

namespace LlmWiki.Llama.Tests;

public sealed class EmbeddingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Pooling.Mean)]
    [InlineData(Pooling.Cls)]
    public async Task Vectors_have_length_one_and_say_which_texts_are_alike(Pooling pooling)
    {
        using var generator = await Open(ModelShape.TinyEmbedding with { Pooling = pooling });
        var vectors = await generator.GenerateAsync(["the bicycle has two wheels", "the bicycle has two wheels", "a whale is no fish at all"], cancellationToken: Cancel);
        vectors.ShouldAllBe(vector => Math.Abs(Length(vector) - 1) < 1e-5);
        vectors[0].Vector.Length.ShouldBe(64);
        Cosine(vectors[0], vectors[1]).ShouldBe(1, 1e-4);
        Cosine(vectors[0], vectors[2]).ShouldBeLessThan(0.999f);
    }

    [Fact]
    public async Task Many_texts_at_once_give_what_each_gives_alone()
    {
        using var generator = await Open(ModelShape.TinyEmbedding);
        var texts = Enumerable.Range(0, 70).Select(number => string.Join(' ', Enumerable.Repeat($"word {number}", 1 + (number % 23)))).ToList();
        var together = await generator.GenerateAsync(texts, cancellationToken: Cancel);
        together.Count.ShouldBe(70);
        foreach (var number in new[] { 0, 31, 32, 69 })
        {
            var alone = await generator.GenerateAsync([texts[number]], cancellationToken: Cancel);
            Cosine(alone[0], together[number]).ShouldBe(1, 1e-3);
        }
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_an_error_and_not_cut()
    {
        using var generator = await Open(ModelShape.TinyEmbedding);
        var error = await Should.ThrowAsync<WikiException>(generator.GenerateAsync(["fine", string.Join(' ', Enumerable.Repeat("wheel", 2000))], cancellationToken: Cancel));
        error.Message.ShouldContain("text 2 has");
    }

    [Fact]
    public async Task A_model_of_the_other_kind_is_refused_by_name()
    {
        var chat = TinyEngine.Options;
        var embedding = chat with { ModelPath = TinyModel.InTemp(ModelShape.TinyEmbedding) };
        (await Should.ThrowAsync<WikiException>(LlamaEngine.OpenAsync(embedding, Cancel))).Message.ShouldContain("embedding model (bert)");
        (await Should.ThrowAsync<WikiException>(LlamaEmbeddingGenerator.OpenAsync(chat, Cancel))).Message.ShouldContain("no embedding model");
    }

    [Fact]
    public async Task A_model_that_reads_one_way_takes_texts_as_long_as_it_says()
    {
        using var generator = await Open(ReadsOneWay);
        var texts = new[] { 700, 300, 5, 900 }.Select(count => string.Join(' ', Enumerable.Range(0, count).Select(number => $"{number % 7}"))).ToList();
        var together = await generator.GenerateAsync(texts, cancellationToken: Cancel);
        var alone = await generator.GenerateAsync([texts[0]], cancellationToken: Cancel);
        Cosine(alone[0], together[0]).ShouldBe(1, 1e-3);
    }

    [Fact]
    public async Task A_text_of_no_tokens_is_like_nothing()
    {
        using var generator = await Open(ReadsOneWay);
        var vectors = await generator.GenerateAsync(["", "wheel", ""], cancellationToken: Cancel);
        Length(vectors[0]).ShouldBe(0);
        Length(vectors[1]).ShouldBe(1, 1e-4);
        Length(vectors[2]).ShouldBe(0);
        (await generator.GenerateAsync([""], cancellationToken: Cancel))[0].Vector.Length.ShouldBe(64);
    }

    [Fact]
    public async Task A_closed_generator_may_be_closed_again_and_refuses_texts()
    {
        var generator = await Open(ModelShape.TinyEmbedding);
        generator.Dispose();
        Should.NotThrow(generator.Dispose);
        await Should.ThrowAsync<ObjectDisposedException>(generator.GenerateAsync(["wheel"], cancellationToken: Cancel));
    }

    [Fact]
    public async Task Closing_the_generator_ends_its_calls()
    {
        var generator = await Open(ModelShape.TinyEmbedding);
        var texts = Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("wheel", 60)), 3000).ToList();
        var calls = Enumerable.Range(0, 3).Select(_ => Task.Run(() => generator.GenerateAsync(texts, cancellationToken: Cancel), Cancel)).ToList();
        await Task.Delay(300, Cancel);
        generator.Dispose();
        foreach (var call in calls)
        {
            var error = await Should.ThrowAsync<Exception>(call.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
            (error is ObjectDisposedException or OperationCanceledException).ShouldBeTrue(error.ToString());
        }
    }

    private static ModelShape ReadsOneWay => ModelShape.Tiny with { Name = "Tiny one way", Pooling = Pooling.Last };

    private static Task<LlamaEmbeddingGenerator> Open(ModelShape shape) =>
        LlamaEmbeddingGenerator.OpenAsync(new LlamaOptions { ModelPath = TinyModel.InTemp(shape), Threads = 1, GpuLayers = 0 }, Cancel);

    private static float Length(Embedding<float> vector) => TensorPrimitives.Norm(vector.Vector.Span);

    private static float Cosine(Embedding<float> one, Embedding<float> other) => TensorPrimitives.Dot(one.Vector.Span, other.Vector.Span);
}
