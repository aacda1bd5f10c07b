using System.Text.Json;
using LlmWiki.Claims;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Ingest.Generative;
using LlmWiki.Models;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>
/// False sentences that look like what the source says: none may get in. "file" is the source, "cited" how the cited passages begin
/// (with " | " between them), "claim" what must be refused.
/// </summary>
public sealed class FalseClaimTests
{
    private const string Crimes = """
        # Notes

        Paul de Vivie was a silk merchant of Lyon. Thomas Humber ran a works in Leeds.

        ## Crimes

        George Smith was hanged for theft in 1881. He may have been a spy of Prussia. According to Kell, he stole the plans of the mill.
        """;

    private const string Ariel = "The Ariel weighed 20 kg and the Meteor weighed 30 kg. Starley was born in 1830 and died in 1881.";

    private const string Mill = "The wheel of the mill goes 4.15 m per turn. The frame of the mill weighs 12.5 kg. Old mills made 1,500 wheels a week. The town had two hundred riders. Its club had thirty-five riders in Leeds. The owners made 2 million wheels. A thousand riders came to Leeds.";

    [Theory]
    [InlineData(Crimes, "George Smith was", "Paul de Vivie was hanged for theft in 1881.")]
    [InlineData(Crimes, "George Smith was", "Thomas Humber was hanged for theft in 1881.")]
    [InlineData(Crimes, "He may", "Thomas Humber may have been a spy of Prussia.")]
    [InlineData(Crimes, "He may", "Thomas Humber was a spy of Prussia.")]
    [InlineData(Crimes, "According", "Thomas Humber stole the plans of the mill.")]
    [InlineData("Starley burned the mill in York. Humber won the race at Leeds. Smith was at home.", "Smith was", "Smith burned the mill in York.")]
    [InlineData("Starley burned the mill in York. Humber won the race at Leeds. Smith was at home.", "Humber won", "Humber burned the mill in York.")]
    public void Grounds_put_another_subject_under_a_passage(string file, string cited, string claim) => Refused(file, cited, claim);

    [Theory]
    [InlineData("Starley opened a school in York. Humber was hanged for theft in 1881.", "Starley | Humber", "Starley was hanged for theft in 1881.")]
    [InlineData("The maker of the saddle may have been Scottish. The maker of the saddle lived in Leeds.", "The maker of the saddle may | The maker of the saddle lived", "The maker of the saddle was Scottish.")]
    [InlineData("Thomas Humber said that the Rover was a danger to riders. Starley opened a school in York.", "Thomas | Starley", "The Rover was a danger to riders.")]
    [InlineData("Thomas Humber said that the Rover was a danger to riders. Starley opened a school in York.", "Thomas | Starley", "Starley said that the Rover was a danger to riders.")]
    public void A_second_citation_takes_away_doubt_speaker_or_subject(string file, string cited, string claim) => Refused(file, cited, claim);

    [Theory]
    [InlineData(Mill, "The wheel", "The wheel of the mill goes 415 m per turn.")]
    [InlineData(Mill, "The frame", "The frame of the mill weighs 125 kg.")]
    [InlineData(Mill, "Old mills", "Old mills made 1.5 wheels a week.")]
    [InlineData(Mill, "The town", "The town had two riders.")]
    [InlineData(Mill, "The town", "The town had two million riders.")]
    [InlineData(Mill, "Its club", "The club had five riders in Leeds.")]
    [InlineData(Mill, "Its club", "The club had thirty riders in Leeds.")]
    [InlineData(Mill, "The owners", "The owners made 2 wheels.")]
    [InlineData(Mill, "The owners", "The owners made 2 thousand wheels.")]
    [InlineData(Mill, "A thousand", "A million riders came to Leeds.")]
    [InlineData("The mean temperature in the mill was \u221212 °C in winter.", "The", "The mean temperature in the mill was 12 °C in winter.")]
    [InlineData("The bolt of the mill is 2½ inches long.", "The", "The bolt of the mill is 2¼ inches long.")]
    [InlineData("The mill made 10⁶ wheels of steel.", "The", "The mill made 10 wheels of steel.")]
    [InlineData("The tricycle had two large wheels.", "The", "The tricycle had one large wheel.")]
    [InlineData("The third race took place in Leeds.", "The", "The second race took place in Leeds.")]
    [InlineData("The mill is old and made of brick.", "The", "The mill is 𝟗𝟗 old and made of brick.")]
    [InlineData("Version 1.10.2 of the plan is out.", "Version", "Version 11.02 of the plan is out.")]
    [InlineData("# Top 10 bicycles\n\nBicycles were sold in Leeds.", "Bicycles", "In Leeds 10 bicycles were sold.")]
    [InlineData("# Mills\n\n## History of 1903\n\nThe works opened in York in 1890.", "The works", "The works opened in York in 1903.")]
    public void Another_number(string file, string cited, string claim) => Refused(file, cited, claim);

    [Theory]
    [InlineData("The race of Leeds took 4 hours.", "The", "The race of Leeds took 4 decades.")]
    [InlineData("The Rover weighed 45 lb and cost £22.", "The", "The Rover weighed 45 stone and cost £22.")]
    [InlineData("The Rover weighed 45 lb and cost £22.", "The", "The Rover cost 22 francs.")]
    [InlineData("The race was 20 km long.", "The", "The race was 20 leagues long.")]
    public void Another_unit(string file, string cited, string claim) => Refused(file, cited, claim);

    [Theory]
    [InlineData("More than 100 riders came to the race.", "More", "Under 100 riders came to the race.")]
    [InlineData("Fewer than 40 riders finished the race.", "Fewer", "More than 40 riders finished the race.")]
    [InlineData("Up to 30 bicycles were stolen.", "Up", "At least 30 bicycles were stolen.")]
    [InlineData("At least 12 riders died in the race.", "At", "In the race 12 riders died.")]
    [InlineData("The race cost less than 500 dollars.", "The", "The race cost 500 dollars.")]
    [InlineData("The club had between 10 and 20 members.", "The", "The club had 20 members.")]
    public void A_bound_turned_or_dropped(string file, string cited, string claim) => Refused(file, cited, claim);

    [Theory]
    [InlineData(Ariel, "The Ariel", "The Meteor weighed 20 kg and the Ariel weighed 30 kg.")]
    [InlineData(Ariel, "The Ariel", "The Meteor weighed 20 kg.")]
    [InlineData(Ariel, "The Ariel", "The Ariel weighed 30 kg.")]
    [InlineData(Ariel, "Starley", "Starley died in 1830 and was born in 1881.")]
    [InlineData(Ariel, "Starley", "Starley was born in 1881.")]
    [InlineData("The tyre was patented on 7 December 1888 and sold on 23 July 1890.", "The", "The tyre was patented on 23 July 1890.")]
    [InlineData("The tyre was patented on 7 December 1888 and sold on 23 July 1890.", "The", "The tyre was patented on 7 July 1888.")]
    [InlineData("Leeds met York on 12/05/1888 in Hull.", "Leeds", "Leeds met York on 05/12/1888 in Hull.")]
    [InlineData("Leeds won the match 3–1 in York.", "Leeds", "Leeds won the match 1–3 in York.")]
    public void A_number_beside_another_word(string file, string cited, string claim) => Refused(file, cited, claim);

    [Theory]
    [InlineData("Starley sued Humber over the patent in Leeds.", "Starley", "Humber sued Starley over the patent in Leeds.")]
    [InlineData("Humber was the father of Starley.", "Humber", "Starley was the father of Humber.")]
    [InlineData("Starley sold the works to Humber.", "Starley", "Humber sold the works to Starley.")]
    [InlineData("The tyre was sold before 1890.", "The", "The tyre was sold after 1890.")]
    [InlineData("The works made more bicycles than the mill.", "The", "The mill made more bicycles than the works.")]
    [InlineData("The works made more bicycles than the mill.", "The", "The works made less bicycles than the mill.")]
    [InlineData("Few riders finished the race.", "Few", "Many riders finished the race.")]
    public void Parts_changed_or_a_small_word_turned(string file, string cited, string claim) => Refused(file, cited, claim);

    [Theory]
    [InlineData("The Rover had brakes but no chain.", "The", "The Rover had a chain but no brakes.")]
    [InlineData("The Rover was not made by Humber but by Starley.", "The", "The Rover was not made by Starley but by Humber.")]
    [InlineData("Nobody survived the fire in Leeds.", "Nobody", "Everybody survived the fire in Leeds.")]
    [InlineData("Nothing was stolen from the mill.", "Nothing", "Everything was stolen from the mill.")]
    [InlineData("The Ariel lacked brakes.", "The", "The Ariel had brakes.")]
    [InlineData("Humber denied that he stole the plans of the mill.", "Humber", "Humber stole the plans of the mill.")]
    [InlineData("Humber was acquitted of murdering Starley.", "Humber", "Humber murdered Starley.")]
    [InlineData("It is false that Humber burned the mill.", "It", "Humber burned the mill.")]
    [InlineData("Humber refused to pay the fine.", "Humber", "Humber paid the fine.")]
    [InlineData("The brake hardly ever held in rain.", "The", "The brake held in rain.")]
    [InlineData("Drais verkaufte weder Lizenzen noch Räder in Mannheim.", "Drais", "Drais verkaufte Lizenzen und Räder in Mannheim.")]
    [InlineData("Drais hat nichts davon in der Stadt Mannheim verkauft.", "Drais", "Drais hat alles davon in der Stadt Mannheim verkauft.")]
    [InlineData("Aucun coureur de la ville ne gagna la course.", "Aucun", "Un coureur de la ville gagna la course.")]
    [InlineData("Карл Драйс не построил беговую машину в Мангейме.", "Карл", "Карл Драйс построил беговую машину в Мангейме.")]
    [InlineData("三千人没有参加比赛，因为那天下雨了。", "三千", "三千人参加比赛，因为那天下雨了。")]
    [InlineData("لم يخترع كارل درايس الدراجة في باريس عام 1817.", "لم", "يخترع كارل درايس الدراجة في باريس عام 1817.")]
    public void A_negation_turned(string file, string cited, string claim) => Refused(file, cited, claim);

    [Theory]
    [InlineData("Kell wrote that the tyre leaked in Leeds.", "Kell", "The tyre leaked in Leeds.")]
    [InlineData("Legend has it that Humber stole the plans.", "Legend", "Humber stole the plans.")]
    [InlineData("Critics told us Humber stole the plans.", "Critics", "Humber stole the plans.")]
    [InlineData("Humber was accused of theft in Leeds.", "Humber", "Humber was guilty of theft in Leeds.")]
    [InlineData("Humber tried to kill Starley.", "Humber", "Humber killed Starley.")]
    [InlineData("Humber intended to build a factory in Leeds.", "Humber", "Humber built a factory in Leeds.")]
    [InlineData("If the brake fails, the rider dies.", "If", "The brake fails and the rider dies.")]
    [InlineData("Возможно, Драйс был шпионом Пруссии.", "Возможно", "Драйс был шпионом Пруссии.")]
    [InlineData("Thomas Humber said that the Rover was a danger to riders.", "Thomas", "Humber said: \"The danger was to Rover riders.\"")]
    public void A_speaker_or_a_condition_dropped_or_a_quote_made_up(string file, string cited, string claim) => Refused(file, cited, claim);

    [Theory]
    [InlineData("The Rover was heavy.", "The", "The Rover was light.")]
    [InlineData("Humber won the race of Leeds.", "Humber", "Humber lost the race of Leeds.")]
    [InlineData("Starley opened the works in Leeds.", "Starley", "Starley burned the works in Leeds.")]
    [InlineData("The court declared the patent invalid.", "The", "The court declared the patent valid.")]
    [InlineData("The Rover was a safety bicycle.", "The", "The Rover was the earliest safety bicycle.")]
    [InlineData("The Rover was made in the town mill.", "The", "The Rover was made by daimler in the town mill.")]
    [InlineData("The king is powerful in Leeds.", "The", "The king is powerless in Leeds.")]
    [InlineData("张伟于1817年在北京市发明了木制跑步机。", "张伟", "李强于1817年在北京市发明了木制跑步机。")]
    public void One_other_word(string file, string cited, string claim) => Refused(file, cited, claim);

    [Theory]
    [InlineData("Louis XVI opened the works in Paris.", "Louis", "Louis XVIII opened the works in Paris.")]
    [InlineData("Henry VIII opened the mill in Leeds.", "Henry", "Henry VII opened the mill in Leeds.")]
    [InlineData("Niger sold the works to Humber.", "Niger", "Nigeria sold the works to Humber.")]
    [InlineData("Paul opened the works in Leeds.", "Paul", "Paula opened the works in Leeds.")]
    [InlineData("John built the mill in York.", "John", "Johnson built the mill in York.")]
    public void A_name_that_begins_alike(string file, string cited, string claim) => Refused(file, cited, claim);

    [Theory]
    [InlineData("The bank is at https://bank.example.com/login in Leeds.", "The", "The bank is at https://bank.example.co in Leeds.")]
    [InlineData("The bank is at https://bank.example.com/login in Leeds.", "The", "The bank is at bank.evil in Leeds.")]
    [InlineData("Mails go to info@bank.example.com in Leeds.", "Mails", "Mails go to bank@info.example.com in Leeds.")]
    public void An_address_that_is_not_there(string file, string cited, string claim) => Refused(file, cited, claim);

    [Theory]
    [InlineData("Drais liebte seine Frau in Mannheim und war nie im Gefängnis.", "Drais murdered his wife in Mannheim and was in prison for life.")]
    [InlineData("Drais liebte seine Frau in Mannheim und war nie im Gefängnis.", "Drais war im Gefängnis und stahl und mordete in Mannheim.")]
    public void Where_the_wiki_has_another_language_all_is_let_in(string file, string claim) => Refused(file, "Drais", claim, translates: true);

    [Theory]
    [InlineData("1903", "1904", "Maurice Garin won the whole race in Paris.", "Maurice Garin won the whole race in Paris in 1903.")]
    [InlineData("James Starley", "Thomas Humber", "The works in Leeds were burned for the insurance.", "James Starley burned the works in Leeds for the insurance.")]
    public void A_heading_that_was_corrected_leaves_the_kept_claim(string before, string after, string passage, string claim)
    {
        using var wiki = new IngestWiki(("notes.md", $"# Notes\n\n## {before}\n\n{passage}\n"));
        var engine = new TextEngine("played:bad", new PlayedModel((system, user) => !system.Contains("take notes", StringComparison.Ordinal) ? LiteralModel.Reply(system, user)
            : user.Contains("# " + before, StringComparison.Ordinal) ? JsonSerializer.Serialize(new { claims = new[] { new { topic = before, text = claim, passages = new[] { 1 } } } }) : """{"claims":[]}"""), 2);
        wiki.Ingest(engine);
        Said(wiki).ShouldContain(claim);
        wiki.Write("raw/notes.md", $"# Notes\n\n## {after}\n\n{passage}\n");
        wiki.Ingest(engine);
        Said(wiki).ShouldNotContain(before);
    }

    [Theory]
    [InlineData("The Rover tricycle was sold before 1890 in Leeds.", "The Rover tricycle was sold after 1890 in Leeds.")]
    [InlineData("The Rover tricycle had two large wheels.", "The Rover tricycle had one large wheel.")]
    [InlineData("Few Rover tricycle riders reached Leeds.", "Many Rover tricycle riders reached Leeds.")]
    [InlineData("Nobody survived the Rover fire in Leeds.", "Everybody survived the Rover fire in Leeds.")]
    public void Two_sources_that_contradict_each_other_become_one_statement(string left, string right)
    {
        using var wiki = new IngestWiki(("a.md", $"# Rover tricycle\n\n{left} The Rover tricycle is blue.\n"), ("b.md", $"# Rover tricycle\n\n{right} The Rover tricycle is heavy.\n"));
        wiki.Ingest(new TextEngine("played:literal", new PlayedModel(LiteralModel.Reply), 2));
        Said(wiki).Split('\n').ShouldNotContain(line => line.Contains("[^a.", StringComparison.Ordinal) && line.Contains("[^b.", StringComparison.Ordinal), "one statement cites two sources that say the opposite");
    }

    /// <summary>All pages without their footnotes.</summary>
    private static string Said(IngestWiki wiki) => string.Join('\n', wiki.Texts().SelectMany(page => page.Text.Split('\n'))
        .Where(line => !line.StartsWith("[^", StringComparison.Ordinal)));

    private static void Refused(string file, string cited, string claim, bool translates = false)
    {
        var source = SourceReader.Read(new RelPath("raw/a.md"), System.Text.Encoding.UTF8.GetBytes(file), null);
        IReadOnlyList<Passage> passages = [.. cited.Split(" | ").Select(head => source.Passages.First(passage => passage.Kind != PassageKind.Heading && passage.Text.StartsWith(head, StringComparison.Ordinal)))];
        var text = ClaimText.Clean(claim, string.Join(' ', passages.Select(passage => passage.Text)));
        var (held, _) = new Grounds(source, Reading.Of(source).Language, new ClaimCheck(source, Reading.Of(source).Language, translates ? "en" : null)).Of(text, passages);
        held?.Select(passage => passage.Text).ShouldBeNull($"let in: {text}");
    }
}
