using LlmWiki.Claims;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Tests.Ingest.Generative;

public sealed class ClaimCheckTests
{
    [Theory]
    [InlineData("The Rover was shown by Starley at the Stanley Show in February 1885.", "Starley showed the Rover at the Stanley Show in February 1885.")]
    [InlineData("Starley showed the Rover in 1885.", "In 1885 Starley showed the Rover.")]
    [InlineData("It weighed 45 lb and cost £22.", "The Rover weighed 45 lb and cost £22.", "The Rover came in three sizes.")]
    [InlineData("The tyre was patented on 7 December 1888.", "The tyre was patented in December 1888.")]
    [InlineData("2024-05-01: the brake was repaired.", "The brake was repaired on 1 May 2024.")]
    [InlineData("The race was 123 km long.", "The race was about 120 km long.")]
    [InlineData("The mill made 1,200 wheels a week.", "The mill made 1200 wheels a week.")]
    [InlineData("The mill made 1.2 million wheels.", "The mill made 1,200,000 wheels.")]
    [InlineData("There were three sizes of wheels.", "There were 3 sizes of wheels.")]
    [InlineData("The frame weighs 12 kilograms.", "The frame weighs 12 kg.")]
    [InlineData("The brake did not hold in the rain.", "The brake did not hold in the rain.")]
    [InlineData("Lessing thinks that the summer of 1816 may have moved Drais to build it.", "Lessing thinks that the summer of 1816 may have moved Drais.")]
    [InlineData("Pneumatic tyres were invented twice.", "The invention of pneumatic tyres was twice.")]
    [InlineData("The Rover did not have brakes, but it had a chain.", "The Rover had a chain.")]
    [InlineData("He should not be mixed up with his uncle James Starley, the man of the Ariel and the tangent spoke.", "James Starley, his uncle, was the man of the Ariel and the tangent spoke.")]
    [InlineData("They had no pneumatics on the Rover in 1888, that was the year of Dunlop's patent.", "Dunlop's patent was in 1888.")]
    [InlineData("We don't show the Macmillan story on a label. Helen: the evidence comes from relatives and is fifty years too late.", "According to Helen, the evidence for the Macmillan story comes from relatives and is fifty years too late.")]
    [InlineData("The ordinary (Bayliss, c. 1880), 18.6 kg, has a wheel of 1320 mm.", "The ordinary by Bayliss of c. 1880 has 18.6 kg.")]
    [InlineData("A wheel of 0.9 m takes the rider 2.8 m per turn; a wheel of 1.32 m takes him 4.15 m.", "A wheel of 0.9 m takes the rider 2.8 m per turn; a wheel of 1.32 m takes him 4.15 m.")]
    [InlineData("You hear the freewheel clicking when you coast.", "You hear the freewheel clicking when you coast.")]
    [InlineData("The riders left Montgeron on 1 July and were back on the 19th.", "The riders of the first Tour left Montgeron on 1 July 1903 and were back on the 19th.", "The first Tour, in 1903, had six stages.")]
    [InlineData("Für die rund 14 Kilometer brauchte er weniger als eine Stunde.", "Für die rund 14 Kilometer nach Schwetzingen brauchte Drais am 12. Juni 1817 weniger als eine Stunde.", "Am 12. Juni 1817 fuhr Drais mit seiner Laufmaschine von Mannheim nach Schwetzingen.")]
    [InlineData("It has photographs of carts.", "Good Roads, vol. 1, has photographs of carts.", "# Good Roads, vol. 1, no. 4")]
    [InlineData("TL-004 has 60 spokes in a wheel of 1320 mm.", "The wheel of 1320 mm of TL-004 has 60 spokes.")]
    [InlineData("Both Stevens and Annie Londonderry finished.", "Both Stevens and Annie Londonderry finished.")]
    [InlineData("Anthony told Bly: \"I think it has done more than anything else.\"", "Anthony told Bly: \"I think it has done more than anything else.\"")]
    [InlineData("Maurice Garin won the whole race.", "Maurice Garin won the whole race in 1903.", "# The race of 1903")]
    [InlineData("It has photographs of carts.", "Good Roads, no. 4, has photographs of carts.", "# Good Roads, vol. 1, no. 4")]
    [InlineData("The mill burned on the 3rd and 4th of May 1890.", "The mill burned on 3 May 1890.")]
    [InlineData("The mill burned on May 3, 1890, and was built up by 2 June.", "The mill burned on 3 May 1890.")]
    [InlineData("The race was 1,234 km long.", "The race was about 1,200 km long.")]
    [InlineData("In 1870 he and William Hillman patented the Ariel.", "In 1870 James Starley and William Hillman patented the Ariel.", "James Starley was a foreman.")]
    public void What_the_passages_say_holds(string passage, string claim, string? before = null) => Problem(passage, claim, before).ShouldBeNull();

    [Theory]
    [InlineData("The Rover was shown in 1885.", "The Rover was shown in 1886.", "1886")]
    [InlineData("The Rover weighed 45 lb.", "The Rover weighed 45 kg.", "unit")]
    [InlineData("The race took 4 hours.", "The race took 4 days.", "unit")]
    [InlineData("The race was 123 km long.", "The race was 120 km long.", "120")]
    [InlineData("The race was 123 km long.", "The race was about 150 km long.", "150")]
    [InlineData("The race was 123 km long.", "The race was nearly 120 km long.", "120")]
    [InlineData("The race was about 120 km long.", "The race was 120 km long.", "exact")]
    [InlineData("The tyre was patented in December 1888.", "The tyre was patented in November 1888.", "month")]
    [InlineData("Starley showed the Rover.", "Sutton showed the Rover.", "Sutton")]
    [InlineData("Starley showed the Rover.", "Starley showed the Rover in Coventry.", "Coventry")]
    [InlineData("The brake did not hold in the rain.", "The brake held in the rain and did hold.", "deny")]
    [InlineData("The brake did not hold in the rain.", "The brake could hold in the rain.", "deny")]
    [InlineData("The brake held in the rain.", "The brake never held in the rain.", "denies")]
    [InlineData("The maker may have been Scottish.", "The maker was Scottish.", "may")]
    [InlineData("According to Kell the tyre leaked.", "The tyre leaked.", "according")]
    [InlineData("The Rover was a safety bicycle.", "The Rover was the first safety bicycle.", "first")]
    [InlineData("The Rover had a chain.", "The Rover had a chain and made cycling popular among wealthy women everywhere.", "do not say")]
    [InlineData("The Ariel weighed 20 kg and the Rover 30 kg.", "The Ariel weighed 30 kg and the Rover 20 kg.", "beside")]
    [InlineData("The Rover had a chain.", "It had a chain on it.", "begins")]
    [InlineData("I rode the Rover.", "I rode the Rover.", "known outside")]
    [InlineData("The Rover had a chain.", "The passage says the Rover had a chain.", "speaks of the file")]
    [InlineData("The Rover had a chain.", "Did the Rover have a chain?", "question")]
    [InlineData("The Rover had a chain.", "Rover.", "too short")]
    [InlineData("It has photographs of carts.", "Good Roads has 4 photographs of carts.", "4", "# Good Roads, vol. 1, no. 4")]
    [InlineData("The race was over about 123 km.", "The race was over about 124 km.", "124")]
    [InlineData("On 5 June five of six screws were drilled out.", "Five of six screws were drilled out on 6 June.", "day")]
    [InlineData("TL-004, the Bayliss-Thomas, stands at station 3.", "TL-004, the Bayliss-Thomas, stands at station 4.", "4")]
    [InlineData("The mill burned down on the 3rd and 4th of May 1890, at 7 in the morning.", "The mill burned down on 7 May 1890.", "day")]
    [InlineData("In 1870 he and William Hillman patented the Ariel.", "William Hillman patented the Ariel in 1870.", "another beside")]
    [InlineData("The patent was not declared invalid.", "The patent was invalid by then.", "deny")]
    [InlineData("In about 1880 it weighed 20 kg.", "The Rover of 1880 weighed 20 kg.", "exact")]
    [InlineData("In 1885 Starley showed it.", "In 1885 he showed the bicycle.", "without saying who")]
    public void What_they_do_not_say_is_refused_with_the_reason(string passage, string claim, string why, string? before = null) => Problem(passage, claim, before).ShouldNotBeNull().ShouldContain(why);

    [Theory]
    [InlineData("德赖斯于1817年发明了跑步机。", "德赖斯在1817年发明了跑步机。", null)]
    [InlineData("德赖斯于1817年发明了跑步机。", "德赖斯在1818年发明了跑步机。", "1818")]
    [InlineData("德赖斯于1817年发明了跑步机。", "德赖斯于1817年死于巴黎的一场大火。", "do not say")]
    [InlineData("В 1817 году Карл Драйс построил беговую машину.", "Карл Драйс построил беговую машину в 1817 году.", null)]
    [InlineData("В 1817 году Карл Драйс построил беговую машину.", "Машину Карла Драйса построил Иван Петров.", "Иван")]
    [InlineData("اخترع كارل درايس الدراجة عام 1817.", "كارل درايس اخترع الدراجة في عام 1817.", null)]
    [InlineData("اخترع كارل درايس الدراجة عام 1817.", "كارل درايس اخترع القطار البخاري الألماني الكبير عام 1817.", "do not say")]
    [InlineData("Die Laufmaschine wog etwa 22 kg.", "Die Laufmaschine wog etwa 22 kg.", null)]
    [InlineData("Die Laufmaschine wog etwa 22 kg.", "Die Laufmaschine wog nicht etwa 22 kg.", "denies")]
    [InlineData("Drais verkaufte keine Lizenzen.", "Drais verkaufte Lizenzen.", "deny")]
    [InlineData("Im Jahr 1815 brach der Vulkan Tambora aus, Hafer wurde teuer.", "1815 brach der Vulkan Tambora aus, und Lessing fand Hafer teuer.", "Lessing")]
    public void Other_scripts_and_languages_are_held_too(string passage, string claim, string? why)
    {
        if (why is null)
        {
            Problem(passage, claim).ShouldBeNull();
        }
        else
        {
            Problem(passage, claim).ShouldNotBeNull().ShouldContain(why);
        }
    }

    private static string? Problem(string passage, string claim, string? before = null)
    {
        var source = SourceReader.Read(new RelPath("raw/a.md"), System.Text.Encoding.UTF8.GetBytes(before is null ? passage : $"{before}\n\n{passage}"), null);
        var reading = Reading.Of(source);
        return new ClaimCheck(source, reading.Language).Problem(claim, [.. source.Passages.Where(each => each.Kind != PassageKind.Heading)]);
    }
}
