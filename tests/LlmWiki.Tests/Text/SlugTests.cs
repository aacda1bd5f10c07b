using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Text;

namespace LlmWiki.Tests.Text;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Adam optimizer", "adam-optimizer")]
    [InlineData("  C++ / C#  ", "c-c")]
    [InlineData("Don't panic!", "dont-panic")]
    [InlineData("Café Zürich", "cafe-zurich")]
    [InlineData("Cafe\u0301", "cafe")]
    [InlineData("Straße", "strasse")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ÇEŞME", "cesme")]
    [InlineData("日本語 入門", "日本語-入門")]
    [InlineData("Привет, мир", "привет-мир")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("CON", "con-page")]
    [InlineData("Com1", "com1-page")]
    [InlineData("Index", "index-page")]
    [InlineData("I ❤️ NY", "i-ny")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("a.b.md", "a-b-md")]
    public void Titles_give_names_of_files(string title, string slug) => Slug.Of(title).ShouldBe(slug);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("!?")]
    [InlineData("🚀")]
    [InlineData("❤️")]
    [InlineData("\u0301")]
    [InlineData("\u200D\u202E")]
    [InlineData("\0")]
    [InlineData("\uD83D")]
    public void A_title_without_letters_gets_a_name_of_its_hash(string title) => Slug.Of(title).ShouldMatch("^page-[0-9a-f]{6}$");

    [Fact]
    public void Any_title_gives_a_safe_name()
    {
        var titles = Gen.OneOf(ArbMap.Default.GeneratorFor<string>().Where(text => text is not null), Gen.ArrayOf(Gen.Choose(0, 0x1FFFF).Select(code => Rune.IsValid(code) ? char.ConvertFromUtf32(code) : "\uD800")).Select(string.Concat));
        Check.One(Properties.Config.WithMaxTest(3_000).WithEndSize(150), Prop.ForAll(titles.ToArbitrary(), title =>
        {
            foreach (var slug in new[] { Slug.Of(title), Slug.Distinct(title) })
            {
                slug.ShouldNotBeEmpty();
                Encoding.UTF8.GetByteCount(slug).ShouldBeLessThanOrEqualTo(120);
                slug.ShouldNotStartWith("-");
                slug.ShouldNotEndWith("-");
                slug.IndexOfAny([.. " ./\\:*?\"<>|#%^[]()'`$&", .. Enumerable.Range(0, 32).Select(code => (char)code)]).ShouldBe(-1);
                slug.ToLowerInvariant().ShouldBe(slug);
                new RelPath($"wiki/concepts/{slug}.md").Stem.ShouldBe(slug);
            }

            Slug.Of(title).ShouldBe(Slug.Of(title));
        }));
    }

    [Fact]
    public void Long_titles_that_begin_alike_stay_apart()
    {
        var start = new string('字', 80);
        Slug.Of(start + "一").ShouldNotBe(Slug.Of(start + "二"));
        Slug.Distinct("C").ShouldNotBe(Slug.Distinct("C#"));
    }

    [Theory]
    [InlineData("Ångström’s", "angstrom's")]
    [InlineData("Œuvre ÆON", "oeuvre aeon")]
    [InlineData("naïve‑ish", "naive-ish")]
    [InlineData("йод", "йод")]
    public void Folding_takes_letters_for_the_same_that_people_do(string text, string folded) => Folding.Fold(text).ShouldBe(folded);

    [Fact]
    public void Folding_twice_is_folding_once()
    {
        Check.One(Properties.Config.WithMaxTest(2_000), Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 0x24FF).Select(code => (char)code)).Select(chars => new string(chars)).ToArbitrary(), text =>
            Folding.Fold(Folding.Fold(text)).ShouldBe(Folding.Fold(text))));
    }
}
