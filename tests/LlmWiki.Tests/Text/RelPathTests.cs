using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Text;

namespace LlmWiki.Tests.Text;

public sealed class RelPathTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("./a")]
    [InlineData("a/../b")]
    [InlineData("..")]
    [InlineData("a\\..\\b")]
    public void What_could_lead_outside_is_no_path(string value) => Should.Throw<ArgumentException>(() => new RelPath(value));

    [Fact]
    public void Parts_of_a_path()
    {
        var path = new RelPath("raw/my notes\\A.tar.MD");
        (path.Value, path.Name, path.Stem, path.Extension, path.Folder!.Value.Value).ShouldBe(("raw/my notes/A.tar.MD", "A.tar.MD", "A.tar", ".md", "raw/my notes"));
        new RelPath(".hidden").Extension.ShouldBe("");
        new RelPath("a").Folder.ShouldBeNull();
        path.IsUnder("raw").ShouldBeTrue();
        path.IsUnder("ra").ShouldBeFalse();
    }

    [Fact]
    public void A_link_leads_to_the_file_it_was_made_for()
    {
        var paths = Gen.NonEmptyListOf(Gen.Elements("a", "b", "c d", "é", "..x", "x.md")).Select(parts => new RelPath(string.Join('/', parts)));
        Check.One(Properties.Config.WithMaxTest(2_000).WithEndSize(6), Prop.ForAll(paths.ToArbitrary(), paths.ToArbitrary(), (from, to) =>
            from.Follow(from.LinkTo(to)).ShouldBe(to)));
    }

    [Theory]
    [InlineData("../../..")]
    [InlineData("../../../x")]
    [InlineData("../..")]
    public void A_link_that_leaves_the_root_leads_nowhere(string link) => new RelPath("wiki/a/b.md").Follow(link).ShouldBeNull();

    [Fact]
    public void Lines_are_those_of_an_editor()
    {
        Check.One(Properties.Config.WithMaxTest(1_000), Prop.ForAll(Gen.ArrayOf(Gen.Elements("a", "\n", "\r", "\r\n", "bc")).Select(string.Concat).ToArbitrary(), text =>
        {
            var map = new LineMap(text);
            var lines = text.Replace("\r\n", "\n\0", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
            map.LineCount.ShouldBe(lines.Length);
            for (var i = 0; i <= text.Length; i++)
            {
                var position = map.PositionOf(i);
                (map.StartOf(position.Line) + position.Column - 1).ShouldBe(i);
                (position.Line == map.LineCount || i < map.StartOf(position.Line + 1)).ShouldBeTrue();
            }
        }));
    }
}
