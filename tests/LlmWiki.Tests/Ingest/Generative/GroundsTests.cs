using LlmWiki.Claims;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Ingest.Generative;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>Passages say "he" and "the race"; the passage that says who or what is cited beside them.</summary>
public sealed class GroundsTests
{
    private const string File = """
        # Reading notes

        Paul de Vivie was a silk merchant of Saint-Étienne.
        He signed his articles as Vélocio.

        ## Gears

        He bought a high wheeler in 1881 and got up on it at 28.

        The firm put up a hundred-mile road race in 1885.
        George Smith won it on a Rover.
        He was given a medal and a watch.
        TL-004 stands in the mill.
        It goes 4.15 m per turn.
        """;

    [Theory]
    [InlineData("George Smith won the hundred-mile road race on a Rover.", "George Smith won", "The firm put up")]
    [InlineData("Paul de Vivie bought a high wheeler in 1881 and got up on it at 28.", "He bought a high", "Paul de Vivie was")]
    [InlineData("TL-004 goes 4.15 m per turn.", "It goes 4.15", "TL-004 stands")]
    [InlineData("George Smith was given a medal and a watch.", "He was given", "George Smith won")]
    [InlineData("George Smith won it on a Rover.", "George Smith won", null)]
    public void What_names_a_thing_is_cited_beside_what_is_said_of_it(string claim, string cited, string? naming)
    {
        var (passages, why) = Of(claim, cited);
        why.ShouldBe("");
        passages.ShouldNotBeNull();
        passages[0].Text.ShouldStartWith(cited);
        passages.Skip(1).Select(passage => passage.Text[..Math.Min(passage.Text.Length, naming?.Length ?? 0)]).ShouldBe(naming is null ? [] : [naming]);
    }

    [Theory]
    [InlineData("Paul de Vivie bought a high wheeler in 1882.", "He bought a high", "1882")]
    [InlineData("James Starley bought a high wheeler in 1881.", "He bought a high", "James")]
    [InlineData("Paul de Vivie was given a medal and a watch.", "He was given", "Paul")]
    [InlineData("George Smith won the gold medal of Paris on a Rover.", "George Smith won", "Paris")]
    [InlineData("George Smith, a silk merchant, won it on a Rover and was proud.", "George Smith won", "do not say")]
    public void What_stands_nowhere_above_is_refused(string claim, string cited, string why)
    {
        var (passages, problem) = Of(claim, cited);
        passages.ShouldBeNull();
        problem.ShouldContain(why);
    }

    private static (IReadOnlyList<Passage>? Passages, string Why) Of(string claim, string cited)
    {
        var source = SourceReader.Read(new RelPath("raw/a.md"), System.Text.Encoding.UTF8.GetBytes(File), null);
        return new Grounds(source, Reading.Of(source).Language, new ClaimCheck(source, Reading.Of(source).Language)).Of(claim, [source.Passages.Single(passage => passage.Text.StartsWith(cited, StringComparison.Ordinal))]);
    }
}
