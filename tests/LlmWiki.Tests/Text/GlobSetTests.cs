using LlmWiki.Tests.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Text;

public sealed class GlobSetTests
{
    [Theory]
    [InlineData("*.md", "a.md", true)]
    [InlineData("*.md", "x/y/a.MD", true)]
    [InlineData("*.md", "a.mdx", false)]
    [InlineData("a.md", "ba.md", false)]
    [InlineData("drafts", "drafts/a.md", true)]
    [InlineData("drafts/", "x/drafts/y/a.md", true)]
    [InlineData("drafts", "my drafts/a.md", false)]
    [InlineData("x/drafts", "x/drafts/a.md", true)]
    [InlineData("x/drafts", "y/x/drafts/a.md", false)]
    [InlineData("/drafts", "drafts/a.md", true)]
    [InlineData("/drafts", "x/drafts/a.md", false)]
    [InlineData("x/*.md", "x/a.md", true)]
    [InlineData("x/*.md", "x/y/a.md", false)]
    [InlineData("x/**/a.md", "x/a.md", true)]
    [InlineData("x/**/a.md", "x/y/z/a.md", true)]
    [InlineData("x/**", "x/y/z/a.md", true)]
    [InlineData("x/**", "xy/a.md", false)]
    [InlineData("**/a.md", "a.md", true)]
    [InlineData("**/a.md", "x/ba.md", false)]
    [InlineData("**", "x/a.md", true)]
    [InlineData("a?.md", "ab.md", true)]
    [InlineData("a?.md", "a.md", false)]
    [InlineData("x?a.md", "x/a.md", false)]
    [InlineData("x\\*.md", "x/a.md", true)]
    [InlineData("a+(b)[c].md", "a+(b)[c].md", true)]
    [InlineData("a.md", "axmd", false)]
    [InlineData(" a.md ", "a.md", true)]
    [InlineData("Ä.md", "ä.md", true)]
    [InlineData("a.md", "a.md\n", false)]
    [InlineData("*.md", "a\nb.md", true)]
    [InlineData("", "a.md", false)]
    [InlineData("/", "a.md", false)]
    public void A_glob_matches_as_people_mean_it(string glob, string path, bool matches) => new GlobSet([glob]).Matches(path).ShouldBe(matches);

    [Fact]
    public void One_of_several_will_do()
    {
        var globs = new GlobSet(["a/*", "*.png"]);
        (globs.Matches("b/c.png"), globs.Matches("a/b"), globs.Matches("b/c.md"), globs.IsEmpty).ShouldBe((true, true, false, false));
        (new GlobSet([]).IsEmpty, new GlobSet([]).Matches("a")).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("*a")]
    [InlineData("**a")]
    [InlineData("**/")]
    [InlineData("?*")]
    public void Many_stars_cost_no_more_than_the_path_is_long(string piece)
    {
        var globs = new GlobSet([string.Concat(Enumerable.Repeat(piece, 100)) + "b"]);
        Vault.Time(() => globs.Matches(new string('a', 20_000))).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }
}
