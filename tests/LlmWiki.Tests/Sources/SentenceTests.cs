using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Sources;

namespace LlmWiki.Tests.Sources;

public sealed class SentenceTests
{
    /// <summary>The expected cuts are marked by a bar.</summary>
    [Theory]
    [InlineData("One. Two! Three? Four.", "One.|Two!|Three?|Four.")]
    [InlineData("Dr. J. K. Starley built it. He lived in St. Albans.", "Dr. J. K. Starley built it.|He lived in St. Albans.")]
    [InlineData("It was cheap, e.g. £22, i.e. a month's pay. Good.", "It was cheap, e.g. £22, i.e. a month's pay.|Good.")]
    [InlineData("Built c. 1880 (see Fig. 3 and No. 5). Next.", "Built c. 1880 (see Fig. 3 and No. 5).|Next.")]
    [InlineData("He said no. Then he left.", "He said no.|Then he left.")]
    [InlineData("Open the app. Then wait.", "Open the app.|Then wait.")]
    [InlineData("Tyres, tubes, etc. Then came more.", "Tyres, tubes, etc.|Then came more.")]
    [InlineData("The U.S. Army bought it. He lived in the U.S. The end.", "The U.S. Army bought it.|He lived in the U.S.|The end.")]
    [InlineData("At 3 p.m. The bell rang. At 5 a.m. sharp.", "At 3 p.m.|The bell rang.|At 5 a.m. sharp.")]
    [InlineData("Apple Inc. sold it. It cost 3.14 or v1.2.3 today. See a.b.c.", "Apple Inc. sold it.|It cost 3.14 or v1.2.3 today.|See a.b.c.")]
    [InlineData("Smith vs. Jones et al. 1990. Done.", "Smith vs. Jones et al. 1990.|Done.")]
    [InlineData("On Jan. 5 it rained. See https://a.b/c.html?d=e.f. Ok.", "On Jan. 5 it rained.|See https://a.b/c.html?d=e.f.|Ok.")]
    [InlineData("Am 12. Juni 1817 fuhr er los. Im 19. Jahrhundert war das neu.", "Am 12. Juni 1817 fuhr er los.|Im 19. Jahrhundert war das neu.")]
    [InlineData("Das ist z. B. gut, d. h. nicht schlecht. Nr. 5 lebt.", "Das ist z. B. gut, d. h. nicht schlecht.|Nr. 5 lebt.")]
    [InlineData("Das gilt bzw. galt u.a. für Räder. Ja.", "Das gilt bzw. galt u.a. für Räder.|Ja.")]
    [InlineData("M. Dupont est venu. Il a vu Mme. Curie.", "M. Dupont est venu.|Il a vu Mme. Curie.")]
    [InlineData("El Sr. García llegó. ¿Qué dijo? ¡Nada!", "El Sr. García llegó.|¿Qué dijo?|¡Nada!")]
    [InlineData("He waited... and waited. Then… He left.", "He waited... and waited.|Then…|He left.")]
    [InlineData("“I came. I saw.” He said so. \"Really?\" he asked.", "“I came.|I saw.”|He said so.|\"Really?\" he asked.")]
    [InlineData("He left (it was late. Very late.) and slept. Fine.", "He left (it was late. Very late.) and slept.|Fine.")]
    [InlineData("He left. (It was late.) He slept.", "He left.|(It was late.)|He slept.")]
    [InlineData("Why so high? (TL-004) Next.", "Why so high? (TL-004) Next.")]
    [InlineData("What?! No!! Yes.", "What?!|No!!|Yes.")]
    [InlineData("自転車です。速い！本当？はい。", "自転車です。|速い！|本当？|はい。")]
    [InlineData("他说：“好。”然后走了。", "他说：“好。”|然后走了。")]
    [InlineData("هذا جيد. هل هو كذلك؟ نعم.", "هذا جيد.|هل هو كذلك؟|نعم.")]
    [InlineData("यह अच्छा है। क्या यह है? हाँ।", "यह अच्छा है।|क्या यह है?|हाँ।")]
    [InlineData("1. Wash it. 2. Dry it.", "1. Wash it.|2. Dry it.")]
    [InlineData("It is vitamin C. The other is B. Franklin's.", "It is vitamin C.|The other is B. Franklin's.")]
    [InlineData("older than I. Then", "older than I.|Then")]
    [InlineData("35.325 km. Eddy Merckx reached 49.431 km in 1972.", "35.325 km.|Eddy Merckx reached 49.431 km in 1972.")]
    [InlineData("Introduction . . . . . . 7", "Introduction . . . . . . 7")]
    [InlineData("iPhone. iPad too.", "iPhone. iPad too.")]
    public void Text_is_cut_where_a_reader_sees_a_sentence_end(string text, string expected) =>
        string.Join('|', Sentences.Split(text).Select(sentence => text[sentence.Start..sentence.End])).ShouldBe(expected);

    [Fact]
    public void No_character_is_lost_and_no_sentence_is_empty()
    {
        var pieces = Gen.Elements("a", "B", ".", "!", "?", "…", "。", " ", "  ", "(", ")", "\"", "”", "Dr", "etc", "12", "z", "é", "😀", "\n");
        Check.One(Properties.Config.WithMaxTest(500), Prop.ForAll(Gen.ArrayOf(pieces).Select(string.Concat).ToArbitrary(), text =>
        {
            var sentences = Sentences.Split(text);
            string.Concat(sentences.Select(sentence => text[sentence.Start..sentence.End])).Where(letter => !char.IsWhiteSpace(letter))
                .ShouldBe(text.Where(letter => !char.IsWhiteSpace(letter)));
            sentences.ShouldAllBe(sentence => sentence.End > sentence.Start);
        }));
    }
}
