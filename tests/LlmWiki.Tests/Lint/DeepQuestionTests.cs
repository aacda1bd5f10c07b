using LlmWiki.Lint;
using LlmWiki.Lint.Deep;
using static LlmWiki.Tests.Lint.DeepWiki;

namespace LlmWiki.Tests.Lint;

public sealed class DeepQuestionTests
{
    private const string Rule = """
        ---
        severity: info
        tier: judgement
        check: question
        question: Does the page tell its reader to do something dangerous?
        message: The page does not name the danger.
        types: [concept]
        paths: [wiki/concepts/**]
        ---
        # danger

        A danger is not named.

        ## What it finds

        Danger.
        """;

    private const string Brake = "---\ntype: concept\ntitle: Brake\n---\n# Brake\n\nA brake stops a wheel.\n\n- Open the **spring** with a hammer.\n";

    [Fact]
    public async Task A_yes_with_a_quote_is_a_finding_at_its_line()
    {
        using var wiki = Wiki();
        var report = await wiki.Lint(Answer("yes", "with a hammer"));
        var finding = report.Findings.ShouldHaveSingleItem();
        (finding.Rule, finding.Severity, finding.Kind, finding.Path.Value, finding.Line).ShouldBe(("danger", Severity.Info, "judged", "wiki/concepts/brake.md", 9));
        finding.Message.ShouldBe("The page does not name the danger (scripted:1 judged so)");
        finding.Evidence.ShouldHaveSingleItem().Quote.ShouldBe("with a hammer");
        report.Deep!.Pages.ShouldBe(new DeepCount(1, 0, 0, 0));
        wiki.Asked.ShouldHaveSingleItem().ShouldBe("Question: Does the page tell its reader to do something dangerous?\n\nPage: Brake\n\n# Brake\nA brake stops a wheel.\n- Open the spring with a hammer.");
        (await wiki.Lint(_ => throw new InvalidOperationException("asked"))).Findings.ShouldBe(report.Findings);
    }

    [Theory]
    [InlineData("no", "with a hammer", 0)]
    [InlineData("no", "", 0)]
    [InlineData("yes", "", 1)]
    [InlineData("yes", "with a saw", 1)]
    [InlineData("yes", "the", 1)]
    [InlineData("yes", "Danger", 1)]
    [InlineData("yes", "a wheel. Open the", 1)]
    [InlineData("maybe", "with a hammer", 1)]
    [InlineData("yes and no", "with a hammer", 1)]
    public async Task What_is_no_yes_with_a_quote_is_no_finding(string answer, string quote, int dropped)
    {
        using var wiki = Wiki();
        var report = await wiki.Lint(Answer(answer, quote));
        report.Findings.ShouldBeEmpty();
        report.Deep!.Pages.ShouldBe(new DeepCount(1, 0, dropped, 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("yes")]
    [InlineData("""{"answer":"yes"}""")]
    [InlineData("""{"quote":"with a ham""")]
    public async Task Nonsense_is_dropped(string reply)
    {
        using var wiki = Wiki();
        var report = await wiki.Lint(reply);
        report.Findings.ShouldBeEmpty();
        report.Deep!.Pages.Dropped.ShouldBe(1);
    }

    [Fact]
    public async Task Only_pages_of_the_rule_are_asked_about()
    {
        using var wiki = Wiki();
        wiki.Write("wiki/entities/spring.md", Brake);
        wiki.Write("wiki/concepts/other.md", Brake.Replace("type: concept", "type: entity", StringComparison.Ordinal));
        wiki.Write("wiki/index.md", Brake);
        await wiki.Lint(Answer("no", ""));
        wiki.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_long_page_is_asked_about_in_parts_that_hold_all_of_it()
    {
        using var wiki = Wiki();
        var sentences = Enumerable.Range(1, 900).Select(i => $"Bolt b{i} is tight, and its plate p{i} is oiled.").ToList();
        wiki.Write("wiki/concepts/brake.md", Brake + "\n" + string.Join("\n\n", sentences.Take(600)) + "\n\n" + string.Join(' ', sentences.Skip(600)) + "\n");
        var report = await wiki.Lint(asked => asked.Contains("Bolt b899 is tight", StringComparison.Ordinal) ? Answer("yes", "Bolt b899 is tight") : Answer("no", ""));
        wiki.Asked.Count.ShouldBeGreaterThan(3);
        wiki.Asked.ShouldAllBe(asked => asked.Length / 4 < 2400);
        var all = string.Join(' ', wiki.Asked.SelectMany(asked => asked.Split("\n\n", 3)[2].Split('\n')));
        sentences.ShouldAllBe(sentence => all.Contains(sentence, StringComparison.Ordinal));
        report.Findings.ShouldHaveSingleItem().Line.ShouldBe(9 + 1 + 1 + (599 * 2) + 2);
    }

    private static DeepWiki Wiki() => new(("lint-rules/danger.md", Rule), ("wiki/concepts/brake.md", Brake));
}
