using LlmWiki.Cli.Commands;
using LlmWiki.Text;

namespace LlmWiki.Tests.Cli;

public sealed class TypedPathsTests
{
    private static readonly string Root = OperatingSystem.IsWindows() ? @"C:\kb" : "/kb";

    private static readonly RelPath[] Sources = [new("raw/a.md"), new("raw/notes/a.md"), new("raw/notes/deep/b c.md")];

    [Theory]
    [InlineData("", "raw/a.md", "raw/a.md")]
    [InlineData("", "a.md", "raw/a.md")]
    [InlineData("", "./notes/../raw/a.md", "raw/a.md")]
    [InlineData("", "notes", "raw/notes")]
    [InlineData("", "raw/notes/", "raw/notes")]
    [InlineData("", "notes/deep/b c.md", "raw/notes/deep/b c.md")]
    [InlineData("raw/notes", "a.md", "raw/notes/a.md")]
    [InlineData("raw/notes", "../a.md", "raw/a.md")]
    [InlineData("raw/notes", "raw/a.md", "raw/a.md")]
    [InlineData("raw/notes", "deep", "raw/notes/deep")]
    [InlineData("wiki", "raw/a.md", "raw/a.md")]
    [InlineData("wiki", "../raw/a.md", "raw/a.md")]
    [InlineData("", "note", null)]
    [InlineData("", "../a.md", null)]
    [InlineData("", "wiki.config.yaml", null)]
    public void A_path_may_be_seen_from_here_from_raw_or_from_the_root(string from, string typed, string? source) =>
        new TypedPaths(Root, Path.Combine(Root, from)).Find(typed, Sources).GetValueOrDefault().Value.ShouldBe(source ?? "");

    [Theory]
    [InlineData("", ".", true)]
    [InlineData("", "raw", true)]
    [InlineData("", "raw/", true)]
    [InlineData("raw", ".", true)]
    [InlineData("raw/notes", "..", true)]
    [InlineData("raw/notes", "raw", true)]
    [InlineData("raw/notes", ".", false)]
    [InlineData("", "notes", false)]
    public void The_root_and_raw_stand_for_all(string from, string typed, bool all) =>
        new TypedPaths(Root, Path.GetFullPath(Path.Combine(Root, from))).IsAll(typed).ShouldBe(all);

    [Theory]
    [InlineData("../a.md", true)]
    [InlineData("./wiki/a.md", true)]
    [InlineData("wiki/a.md", false)]
    [InlineData(".hidden.md", false)]
    [InlineData("./raw/nope.md", false)]
    public void A_path_that_says_where_it_leads_may_lead_outside(string typed, bool outside) =>
        new TypedPaths(Root, Root).IsOutside(typed).ShouldBe(outside);
}
