using LlmWiki.Tests.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Text;

public sealed class NearNamesTests
{
    private static readonly NearNames Names = new(["concepts/Weight decay.md", "concepts/weights.md", "raw/Zürich.md", "img/logo.png", "a.md", "b.md", "v1.2.md", "x/same.md", "w/same.md"]);

    [Theory]
    [InlineData("wieght decay", "concepts/Weight decay.md")]
    [InlineData("other/Weight-Decay.md", "concepts/Weight decay.md")]
    [InlineData("weight", "concepts/weights.md")]
    [InlineData("Zurich", "raw/Zürich.md")]
    [InlineData("Zu\u0308rich", "raw/Zürich.md")]
    [InlineData("logos.png", "img/logo.png")]
    [InlineData("v1.3.md", "v1.2.md")]
    [InlineData("same", "w/same.md")]
    [InlineData("a", "a.md")]
    [InlineData("something else", null)]
    [InlineData("", null)]
    [InlineData("/", null)]
    [InlineData(".md", null)]
    [InlineData("\uD83D", null)]
    public void The_nearest_name_is_the_one_meant_or_none(string path, string? near) => Names.Nearest(path).ShouldBe(near);

    [Fact]
    public void Longer_names_that_share_more_letters_do_not_crowd_it_out()
    {
        var names = new NearNames(["tree.md", .. Enumerable.Range(10, 30).Select(i => $"trees and threes and the tree {i}.md")]);
        names.Nearest("trees").ShouldBe("tree.md");
    }

    [Fact]
    public void Looking_up_costs_a_fraction_of_a_look_at_every_name()
    {
        var names = new NearNames(Enumerable.Range(0, 20_000).Select(i => $"Daily note {i:D5} of {i * 7_919 % 10_007}.md"));
        Vault.Time(() => Enumerable.Range(0, 2_000).Count(i => names.Nearest($"Dayly note {i:D5} of {i}") is null).ShouldBeLessThan(2_000)).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        Vault.Time(() => _ = names.Nearest(new string('a', 5_000_000) + "Daily note")).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void No_names_have_no_nearest() => new NearNames([]).Nearest("a").ShouldBeNull();
}
