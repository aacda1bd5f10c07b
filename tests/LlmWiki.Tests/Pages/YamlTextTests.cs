using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Pages;

namespace LlmWiki.Tests.Pages;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData("Adam: a method", "\"Adam: a method\"")]
    [InlineData("Say \"hi\"", "\"Say \\\"hi\\\"\"")]
    [InlineData("It's", "It's")]
    [InlineData("C#", "\"C#\"")]
    [InlineData("🚀 launch", "\"🚀 launch\"")]
    [InlineData("日本語", "日本語")]
    [InlineData("Ärger (neu)", "Ärger (neu)")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("Null", "\"Null\"")]
    [InlineData("~", "\"~\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData(".5e3", "\".5e3\"")]
    [InlineData(".5", "\".5\"")]
    [InlineData("0x1F", "\"0x1F\"")]
    [InlineData("2024-01-01", "\"2024-01-01\"")]
    [InlineData("12:30:45", "\"12:30:45\"")]
    [InlineData("../../raw/a.md", "../../raw/a.md")]
    [InlineData("", "\"\"")]
    [InlineData(" a", "\" a\"")]
    [InlineData("a ", "\"a \"")]
    [InlineData("a\nb\tc", "\"a\\nb\\tc\"")]
    [InlineData("---", "\"---\"")]
    [InlineData("=", "\"=\"")]
    [InlineData("<<", "\"<<\"")]
    [InlineData("C:\\x", "\"C:\\\\x\"")]
    public void A_scalar_is_quoted_where_it_could_be_taken_for_something_else(string text, string yaml)
    {
        YamlText.Scalar(text).ShouldBe(yaml);
        ShouldReadBack(text);
    }

    [Fact]
    public void Any_text_is_read_back()
    {
        var parts = Gen.Elements("a", "B", "é", "日", "ع", "😀", "1", ".", "-", "_", ":", ": ", " #", "#", ",", "[", "]", "{", "}", "'", "\"", "\\", "\n", "\r", "\t", " ", "&", "*", "!", "|", ">", "%", "@", "`", "~", "\0", "\u0085", "\u00A0", "\u2028", "\uFEFF", "\u200D", "\u202E", "\uFFFE", "null", "true", "no", "1e3", "---", "...", "e", "+", "/", "(", ")", "’", "–");
        Check.One(Properties.Config.WithMaxTest(5_000).WithEndSize(12), Prop.ForAll(Gen.ArrayOf(parts).Select(string.Concat).ToArbitrary(), ShouldReadBack));
    }

    [Fact]
    public void No_items_are_no_list() => YamlText.List([]).ShouldBe("");

    private static void ShouldReadBack(string text)
    {
        var scalar = YamlText.Scalar(text);
        scalar.ShouldNotContain("\n");
        var yaml = $"a: {scalar}\nb: [{scalar}, {scalar}]\nc: {{ d: {scalar}, e: x }}\nf:\n  - {{ g: {scalar} }}\n";
        var map = Yaml.ParseMap(yaml);
        map["a"].ShouldBeOfType<YamlScalar>().Text.ShouldBe(text);
        ((YamlList)map["b"]!).Items.Select(item => ((YamlScalar)item).Text).ShouldBe([text, text]);
        ((YamlScalar)((YamlMap)map["c"]!)["d"]!).Text.ShouldBe(text);

        // The same from a file, after front matter was cut out of it.
        var head = FrontMatter.Split($"---\ntitle: {scalar}\n---\n").Head;
        (head.Map["title"] as YamlScalar)!.Text.ShouldBe(text);
        head.CanSet.ShouldBeTrue();
    }
}
