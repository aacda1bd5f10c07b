namespace LlmWiki.Tests.Ingest;

/// <summary>One page for one thing, whatever it is called; none for what is no thing.</summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData("pneumatic tyre", "pneumatic tire")]
    [InlineData("pneumatic tyre", "pneumatic tyres")]
    [InlineData("hub gear", "hub-gear")]
    [InlineData("dérailleur hanger", "derailleur hanger")]
    public void Two_spellings_give_one_page(string one, string other)
    {
        using var wiki = new IngestWiki(
            ("a.md", $"# Notes\n\n## {Big(one)}\n\nThe {one} is a part that every rider of a bicycle knows. The {one} was patented in 1888 in Belfast.\n"),
            ("b.md", $"# Workshop\n\n## {Big(other)}\n\nThe {other} wants care and a dry place in the winter. The {other} costs about 40 euros these days.\n"));
        wiki.Ingest();
        wiki.Pages("concepts").Count.ShouldBe(1);
        wiki.Read("wiki/concepts/" + wiki.Pages("concepts")[0]).ShouldContain("[^b.");
    }

    [Fact]
    public void An_acronym_and_its_long_form_are_one_page()
    {
        using var wiki = new IngestWiki(
            ("a.md", "The Union Cycliste Internationale (UCI) is the body that governs cycle sport. It was founded in Paris in 1900.\n"),
            ("b.md", "In 1934 the UCI ruled out recumbents. The UCI moved its seat to Aigle in Switzerland later on. The UCI decides which bicycles count.\n"));
        wiki.Ingest();
        wiki.Pages("entities").ShouldBe(["union-cycliste-internationale.md"]);
        var page = wiki.Page("wiki/entities/union-cycliste-internationale.md");
        page.Head.Map.Texts("aliases").ShouldContain("UCI");
        page.Raw.ShouldContain("ruled out recumbents");
    }

    [Fact]
    public void Names_that_a_source_calls_the_same_are_one_page()
    {
        using var wiki = new IngestWiki(
            ("a.md", "The penny-farthing, also called the high wheeler or the ordinary, is a bicycle with one large wheel. The penny-farthing has no gears at all.\n"),
            ("b.md", "The high wheeler had kept most women off two wheels. The high wheeler vanished from the shops within a few years.\n"));
        wiki.Ingest();
        wiki.Pages("concepts").Count.ShouldBe(1);
        var text = wiki.Read("wiki/concepts/" + wiki.Pages("concepts")[0]);
        text.ShouldContain("no gears at all");
        text.ShouldContain("most women");
    }

    [Fact]
    public void Initials_and_the_full_name_of_a_person_are_one_page_and_a_relative_is_another()
    {
        using var wiki = new IngestWiki(
            ("a.md", "John Kemp Starley was an English maker of cycles. John Kemp Starley showed the Rover in 1885. James Starley was the uncle of John Kemp Starley.\n"),
            ("b.md", "From 1878 on J. K. Starley built tricycles at first. The business of J. K. Starley went public in 1896.\n"),
            ("c.md", "In 1874 James Starley patented the tangent spoke. The monument of James Starley stands in Coventry.\n"));
        wiki.Ingest();
        wiki.Pages("entities").ShouldBe(["james-starley.md", "john-kemp-starley.md"]);
        wiki.Read("wiki/entities/john-kemp-starley.md").ShouldContain("went public in 1896");
        wiki.Read("wiki/entities/james-starley.md").ShouldContain("Not the same as [John Kemp Starley]");
    }

    [Theory]
    [InlineData("Introduction")]
    [InlineData("2024-05-01")]
    [InlineData("Questions")]
    [InlineData("Time")]
    [InlineData("What happened next")]
    [InlineData("README.md")]
    public void A_common_heading_is_no_page(string heading)
    {
        using var wiki = new IngestWiki(
            ("a.md", $"# Club diary\n\n## {heading}\n\nThe club met on a wet evening in the old station. Twelve riders had come by bicycle.\n"),
            ("b.md", $"# Other diary\n\n## {heading}\n\nThe weather was dry and everybody was in a good mood. Nobody had a puncture on the whole way.\n"));
        wiki.Ingest();
        wiki.Pages("concepts").ShouldBeEmpty();
        wiki.Pages("entities").ShouldBeEmpty();
    }

    [Fact]
    public void What_two_sources_say_in_the_same_words_is_one_statement_with_two_citations()
    {
        const string Same = "A freewheel is a ratchet between the sprocket and the wheel that lets the rider stop pedalling.";
        using var wiki = new IngestWiki(
            ("a.md", Same + " A freewheel clicks when the bicycle coasts down a hill.\n"),
            ("b.md", "# Freewheel\n\n" + Same + "\n\nThe freewheel of the tourer was frozen for many years.\n"));
        wiki.Ingest();
        var text = wiki.Read("wiki/concepts/freewheel.md");
        text.Split(Same.Replace("freewheel", "freewheel", StringComparison.Ordinal)).Length.ShouldBe(2 + 2 + 1, "once in the text, once in the description, once in each footnote");
        text.ShouldContain("stop pedalling.[^a.1][^b.2]");
    }

    [Fact]
    public void Statements_that_differ_in_a_number_stay_two()
    {
        using var wiki = new IngestWiki(
            ("a.md", "# Tour de France\n\nThe first Tour de France, in 1903, had six stages in all.\n"),
            ("b.md", "# Tour de France\n\nThe first Tour de France, in 1903, had five stages in all.\n"));
        wiki.Ingest();
        var text = wiki.Read("wiki/entities/tour-de-france.md");
        text.ShouldContain("six stages in all.[^a.2]");
        text.ShouldContain("five stages in all.[^b.2]");
    }

    [Theory]
    [InlineData("自行车", "自行车是一种两轮的交通工具。自行车由人力驱动,十九世纪出现在欧洲。链条把力传到后轮。")]
    [InlineData("自転車", "自転車は人力で走る二輪の乗り物である。自転車は十九世紀にヨーロッパで生まれた。")]
    [InlineData("الدراجة", "الدراجة هي مركبة ذات عجلتين. ظهرت الدراجة في أوروبا في القرن التاسع عشر. هل هي سريعة؟")]
    [InlineData("Велосипед", "Велосипед — это двухколёсное транспортное средство. Велосипед появился в Европе в девятнадцатом веке.")]
    [InlineData("จักรยาน", "จักรยานเป็นยานพาหนะสองล้อ จักรยานเกิดขึ้นในยุโรป")]
    public void Any_script_gives_a_valid_wiki(string title, string text)
    {
        using var wiki = new IngestWiki(("a.md", $"# {title}\n\n{text}\n"), ($"{title}.md", $"# {title}\n\n{text}\n\n{text}\n"));
        wiki.Ingest();
        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();
        WikiCheck.BadLinks(wiki.Root).ShouldBeEmpty();
        WikiCheck.Uncited(wiki.Root).ShouldBeEmpty();
        WikiCheck.Dropped(wiki.Root).ShouldBeEmpty();
        wiki.Ingest().Pages.ShouldBeEmpty();
    }

    private static string Big(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
