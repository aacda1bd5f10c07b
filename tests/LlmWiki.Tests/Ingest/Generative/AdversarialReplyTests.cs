using System.Text.Json;
using LlmWiki.Ingest;
using LlmWiki.Models;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>Replies that a bad, broken or bought model might give. Whatever it says, the wiki is valid and says only what the sources say.</summary>
public sealed class AdversarialReplyTests
{
    private const string Rover = """
        # Rover

        John Kemp Starley showed the Rover at the Stanley Show in February 1885. The Rover weighed 45 lb and cost £22. The Rover did not have brakes at first.
        Thomas Humber said that the Rover was a danger to riders. The maker of the first Rover saddle may have been Scottish. The Rover drove its rear wheel with a chain.
        The Ariel weighed 20 kg and the Meteor weighed 30 kg. The Rover was sold in Coventry. The Rover was copied in Germany. The Rover has a diamond frame.

        """;

    private const string Nothing = "\u0000";

    /// <summary>What a reply to the question for claims may be, and words that must then stand on no page.</summary>
    private static readonly Dictionary<string, (Func<string, string> Reply, string Forbidden)> Claims = new()
    {
        ["empty"] = (_ => "", Nothing),
        ["blanks"] = (_ => " \n\t ", Nothing),
        ["thoughts only"] = (_ => "<think>The user wants claims. The Rover was pink.</think>", "pink"),
        ["thoughts without an end"] = (_ => "<think>The Rover was pink", "pink"),
        ["thoughts with JSON in them"] = (_ => """<think>{"claims":[{"topic":"Rover","text":"The Rover was pink.","passages":[1]}]}</think>""", "pink"),
        ["prose"] = (_ => "Sure! The Rover was a pink machine.", "pink"),
        ["a refusal"] = (_ => "I am sorry, I cannot help with bicycles.", "sorry"),
        ["cut in the middle"] = (user => Full(user)[..(Full(user).Length / 2)], Nothing),
        ["another shape"] = (_ => """{"facts":["The Rover was pink."]}""", "pink"),
        ["a list"] = (_ => """["The Rover was pink."]""", "pink"),
        ["null"] = (_ => "null", Nothing),
        ["a number"] = (_ => "42", Nothing),
        ["numbers as texts"] = (_ => """{"claims":[{"topic":"Rover","text":"The Rover was pink.","passages":["1"]}]}""", "pink"),
        ["keys twice"] = (_ => """{"claims":[],"claims":[{"topic":"Rover","text":"The Rover was pink.","passages":[1]}]}""", "pink"),
        ["nested a thousand deep"] = (_ => new string('[', 1000) + new string(']', 1000), Nothing),
        ["a megabyte"] = (_ => One("Rover", new string('x', 1_000_000), 1), "xxxxxxxx"),
        ["half of a surrogate pair"] = (_ => """{"claims":[{"topic":"Rover","text":"The Rover had \ud83d wheels.","passages":[1]}]}""", "wheels."),
        ["no claims"] = (_ => """{"claims":[]}""", Nothing),
        ["passages that are not there"] = (_ => One("Rover", "The Rover was pink.", 0, -1, 999, int.MaxValue), "pink"),
        ["no passages"] = (_ => One("Rover", "The Rover was pink."), "pink"),
        ["all passages for one claim"] = (_ => One("Rover", "The Rover was a pink danger.", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), "pink"),
        ["the same fifty times"] = (_ => LiteralModel.Json(Enumerable.Repeat(("Rover", "The Rover was sold in Coventry.", new[] { 8 }), 50)), Nothing),
        ["fifty variations"] = (_ => LiteralModel.Json(Enumerable.Range(0, 50).Select(i => ("Rover", $"The Rover was sold in Coventry {new string('!', i)}", new[] { 8 }))), "!!!"),
        ["another number"] = (_ => One("Rover", "The Rover weighed 54 lb.", 2), "54 lb"),
        ["another unit"] = (_ => One("Rover", "The Rover weighed 45 kg.", 2), "45 kg"),
        ["another currency"] = (_ => One("Rover", "The Rover cost $22.", 2), "$22"),
        ["another month"] = (_ => One("Rover", "Starley showed the Rover in March 1885.", 1), "March"),
        ["another year"] = (_ => One("Rover", "Starley showed the Rover in February 1886.", 1), "1886"),
        ["an invented name"] = (_ => One("Rover", "Gottlieb Daimler showed the Rover in February 1885.", 1), "Daimler"),
        ["an invented place"] = (_ => One("Rover", "The Rover was sold in Birmingham.", 8), "Birmingham"),
        ["a true beginning and an invented end"] = (_ => One("Rover", "The Rover was sold in Coventry and became immensely popular among wealthy families.", 8), "popular"),
        ["a negation left out"] = (_ => One("Rover", "The Rover had brakes at first.", 3), "had brakes"),
        ["a negation put in"] = (_ => One("Rover", "The Rover was never copied in Germany.", 9), "never"),
        ["a doubt left out"] = (_ => One("Rover saddle", "The maker of the first Rover saddle was Scottish.", 5), "saddle was Scottish"),
        ["a speaker left out"] = (_ => One("Rover", "The Rover was a danger to riders.", 4), "The Rover was a danger to riders.\n"),
        ["two numbers changed places"] = (_ => One("Ariel", "The Ariel weighed 30 kg and the Meteor weighed 20 kg.", 7), "Ariel weighed 30"),
        ["a superlative"] = (_ => One("Rover", "The Rover was the best machine sold in Coventry.", 8), "best"),
        ["a script"] = (_ => One("Rover", "The Rover was sold in Coventry.<script>alert(1)</script>", 8), "alert"),
        ["an image that calls home"] = (_ => One("Rover", "The Rover was sold in Coventry ![x](https://evil.example/?q=1).", 8), "evil.example"),
        ["a link that runs"] = (_ => One("Rover", "The Rover was [sold](javascript:alert(1)) in Coventry.", 8), "javascript"),
        ["an address of its own"] = (_ => One("Rover", "The Rover was sold in Coventry, see https://evil.example/rover.", 8), "evil.example"),
        ["a footnote of its own"] = (_ => One("Rover", "The Rover was sold in Coventry.[^rover.1]: [raw/x.md, line 1](x) \"forged\"", 8), "forged"),
        ["a heading of its own"] = (_ => One("Rover", "The Rover was sold in Coventry.\n\n# Forged page\n\n---\ngenerated: {}\n---", 8), "\n# Forged"),
        ["front matter of its own"] = (_ => One("Rover", "---\ntitle: Forged\n---\nThe Rover was sold in Coventry.", 8), "title: Forged"),
        ["a link out of the wiki"] = (_ => One("Rover", "The Rover was sold in [[../../secret|Coventry]].", 8), "secret"),
        ["letters that cannot be seen"] = (_ => One("Rover", "The Rover\u202E was sold\u200B in Coventry.", 8), "\u202E"),
        ["a topic that the source does not have"] = (_ => One("Flat Earth", "The Rover was sold in Coventry.", 8), "Flat Earth"),
        ["a topic that is a path"] = (_ => One("../../../etc/passwd", "The Rover was sold in Coventry.", 8), "passwd"),
        ["a topic of five thousand letters"] = (_ => One(string.Join(' ', Enumerable.Repeat("Rover", 1000)), "The Rover was sold in Coventry.", 8), "Rover Rover Rover"),
        ["a topic with markup"] = (_ => One("<b onclick=x>Rover</b>](x)", "The Rover was sold in Coventry.", 8), "onclick"),
        ["a question"] = (_ => One("Rover", "Was the Rover sold in Coventry?", 8), "Coventry?"),
        ["a pronoun"] = (_ => One("Rover", "It was sold in Coventry.", 8), "It was sold"),
        ["the first person"] = (_ => One("Rover", "We sold the Rover in Coventry.", 8), "We sold"),
        ["talk about the file"] = (_ => One("Rover", "The passage says that the Rover was sold in Coventry.", 8), "The passage"),
    };

    public static TheoryData<string> ClaimNames => [.. Claims.Keys];

    [Fact]
    public void There_are_forty_and_more() => Claims.Count.ShouldBeGreaterThan(40);

    [Theory]
    [MemberData(nameof(ClaimNames))]
    public void A_reply_for_claims_that_is(string name)
    {
        var (reply, forbidden) = Claims[name];
        using var wiki = new IngestWiki(("rover.md", Rover));
        var report = Ingest(wiki, (system, user) => system.Contains("take notes", StringComparison.Ordinal) ? reply(user) : LiteralModel.Reply(system, user));
        IsSound(wiki, forbidden);
        report.Outcomes[0].Cited.ShouldBeGreaterThanOrEqualTo(name is "no claims" or "no passages" or "passages that are not there" or "all passages for one claim" or "the first person" ? 0 : 1, "nothing of the source was told");
    }

    [Theory]
    [InlineData("a section that is not there", """{"places":[{"claim":1,"section":"Scandals"}]}""")]
    [InlineData("a claim twice", """{"places":[{"claim":1,"section":"Lead"},{"claim":1,"section":"History"}]}""")]
    [InlineData("claims that are not there", """{"places":[{"claim":0,"section":"Lead"},{"claim":99,"section":"History"},{"claim":-1,"section":"Lead"}]}""")]
    [InlineData("all in the lead", """{"places":[{"claim":1,"section":"Lead"},{"claim":2,"section":"Lead"},{"claim":3,"section":"Lead"},{"claim":4,"section":"Lead"},{"claim":5,"section":"Lead"}]}""")]
    [InlineData("a section with markup", """{"places":[{"claim":1,"section":"# History\n<script>"}]}""")]
    [InlineData("nothing", """{"places":[]}""")]
    [InlineData("empty", "")]
    public void A_reply_for_sections_that_is(string name, string reply)
    {
        name.ShouldNotBeEmpty();
        using var wiki = new IngestWiki(("rover.md", Rover));
        Ingest(wiki, (system, user) => system.Contains("arrange pages", StringComparison.Ordinal) ? reply : LiteralModel.Reply(system, user));
        IsSound(wiki, "Scandals");
        wiki.Read("wiki/entities/rover.md").Split('\n').Count(line => line.Contains("The Rover was sold in Coventry", StringComparison.Ordinal) && !line.StartsWith("[^", StringComparison.Ordinal)).ShouldBe(1, "each statement stands on the page once");
    }

    [Theory]
    [InlineData("pages that are not there", """{"answers":[{"name":1,"page":999}]}""")]
    [InlineData("names that are not there", """{"answers":[{"name":-5,"page":1},{"name":100,"page":1}]}""")]
    [InlineData("all is one", """{"answers":[{"name":1,"page":1},{"name":2,"page":1},{"name":3,"page":1},{"name":4,"page":1}]}""")]
    [InlineData("both yes and no", """{"answers":[{"name":1,"page":1},{"name":1,"page":0}]}""")]
    [InlineData("prose", "They are all the same thing.")]
    public void A_reply_for_names_that_is(string name, string reply)
    {
        name.ShouldNotBeEmpty();
        using var wiki = new IngestWiki(("rover.md", Rover), ("saddle.md", "# Rover saddle\n\nThe Rover saddle was made of leather. The Rover saddle had two springs.\n"), ("company.md", "# Rover Company\n\nThe Rover Company made motor cars. The Rover Company was sold in 1967.\n"));
        Ingest(wiki, (system, user) => system.Contains("one page for each thing", StringComparison.Ordinal) ? reply : LiteralModel.Reply(system, user));
        IsSound(wiki, Nothing);
    }

    [Theory]
    [InlineData("invented", """{"description":"The Rover was a pink machine.","claims":[1]}""")]
    [InlineData("of no claims", """{"description":"The Rover was a pink machine.","claims":[]}""")]
    [InlineData("markup", """{"description":"<img src=x onerror=pink> [pink](javascript:pink)","claims":[1]}""")]
    [InlineData("too long", """{"description":"pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink pink","claims":[1]}""")]
    public void A_reply_for_a_description_that_is(string name, string reply)
    {
        name.ShouldNotBeEmpty();
        using var wiki = new IngestWiki(("rover.md", Rover + "\n\nThe Rover was red. The Rover was heavy. The Rover was fast. The Rover was light. The Rover was long. The Rover was loud.\n"));
        Ingest(wiki, (system, user) => system.Contains("at most 25 words", StringComparison.Ordinal) ? reply : LiteralModel.Reply(system, user));
        IsSound(wiki, "pink");
    }

    private static string Full(string user) => LiteralModel.Json(LiteralModel.ClaimsOf(user));

    private static string One(string topic, string text, params int[] passages) => JsonSerializer.Serialize(new { claims = new[] { new { topic, text, passages } } });

    private static IngestReport Ingest(IngestWiki wiki, Func<string, string, string> reply) => wiki.Ingest(new TextEngine("played:bad", new PlayedModel(reply), 2));

    private static void IsSound(IngestWiki wiki, string forbidden)
    {
        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();
        WikiCheck.Uncited(wiki.Root).ShouldBeEmpty();
        WikiCheck.BadLinks(wiki.Root).ShouldBeEmpty();
        WikiCheck.LiveHtml(wiki.Root).ShouldBeEmpty();
        WikiCheck.Dropped(wiki.Root).ShouldBeEmpty();
        foreach (var (path, text) in wiki.Texts())
        {
            // A statement ends with its footnotes; what is compared is what is said.
            var said = System.Text.RegularExpressions.Regex.Replace(text, @"\[\^[^\]]+\](?!:)", "");
            said.ShouldNotContain(forbidden, Case.Sensitive, path);
        }
    }
}
