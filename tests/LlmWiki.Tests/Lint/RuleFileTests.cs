using LlmWiki.Lint;

namespace LlmWiki.Tests.Lint;

/// <summary>Holds every rule to the examples of its own file, and every file to its form.</summary>
public sealed class RuleFileTests
{
    private static readonly string[] Sections = ["What it finds", "Why it matters", "Bad", "Good", "How heal mends it"];

    public static TheoryData<string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var rule in RuleBook.Default.Rules)
            {
                data.AddRange(RuleExample.Of(rule.Text).Select(example => (rule.Id, example.Name)).ToArray());
            }

            return data;
        }
    }

    public static TheoryData<string> Ids => [.. RuleBook.Default.Rules.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_rule_finds_what_its_file_says(string id, string name)
    {
        var example = RuleExample.Of(RuleBook.Default[id]!.Text).Single(each => each.Name == name);
        example.Expected.Count.ShouldBeGreaterThanOrEqualTo(example.IsBad ? 1 : 0);
        var found = LintedFiles.Lint(example.Files, id);
        found.Select(finding => $"{finding.Path}:{finding.Line}").Order().ShouldBe(example.Expected.Order(), string.Join("\n", found.Select(finding => $"{finding.Path}:{finding.Line}:{finding.Column}: {finding.Message}")));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_file_has_all_its_sections(string id)
    {
        var rule = RuleBook.Default[id]!;
        var at = Sections.Select(section => rule.Text.IndexOf("\n## " + section + "\n", StringComparison.Ordinal)).ToList();
        at.ShouldAllBe(place => place > 0);
        at.ShouldBeInOrder();
        rule.Text.ShouldStartWith("# " + id + "\n");
        rule.Summary.ShouldEndWith(".");
        rule.Severity.ShouldNotBe(Severity.Off, "a rule that is off by default says why in its file");
    }

    [Fact]
    public void Every_code_rule_has_a_file_and_every_file_a_rule() =>
        RuleBook.Default.Rules.Where(rule => rule.Check == RuleCheck.Code).Select(rule => rule.Id).ShouldBe(RuleCatalog.Ids.Order(StringComparer.Ordinal));
}
