using LlmWiki.Text;

namespace LlmWiki.Tests.Text;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("lnks", "links", 1)]
    [InlineData("likns", "links", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void It_counts_slips(string left, string right, int slips)
    {
        EditDistance.Between(left, right).ShouldBe(slips);
        EditDistance.Between(right, left).ShouldBe(slips);
    }

    [Fact]
    public void The_nearest_is_the_one_meant_or_none()
    {
        EditDistance.Nearest("Modle", ["links", "model"]).ShouldBe("model");
        EditDistance.Nearest("colour", ["links", "model"]).ShouldBeNull();
        EditDistance.Nearest("gt", ["git"]).ShouldBe("git");
    }
}
