using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>Tells sentences that say that something is so from headings, notes, orders, and from what is reported, doubted or planned.</summary>
internal static class Assertions
{
    private const int MostWords = 60;
    private const int FewestWords = 3;

    /// <summary>"wrote" is a report only before what was written: "wrote that", "wrote:".</summary>
    private static readonly HashSet<string> Writing = Set("write writes wrote written writing schrieb schreibt ecrit ecrivait escribe escribio state states note notes noted report reports tell tells");

    private static readonly HashSet<string> Unsure = Set(
        "myth myths wrongly mistakenly erroneously planned planning expected expects proposed proposes rumours whether disputed guess guessed estimated estimate estimates hypothetical imagine suppose assume assuming assumes "
        + "geplant serait seraient sera seria should ought could");

    private static readonly HashSet<string> Verbs = Set(
        "is are was were died dates dated lists shows names pay pays paid teaches eats eat drinks grows grow sells sees saw sends sent receives receive gets got puts brought thinks leads lead leave leaves left moves helps starts stops stop begins end raises produces produce provides provide creates builds writes speaks speak says draws drew fought fights wears wore marries n'est n'a n'etait n'avait is are was were has have had does did can must be been isn't aren't wasn't weren't hasn't haven't hadn't doesn't didn't don't do cannot can't ist sind war waren hat haben hatte hatten wurde wurden wird werden kann est sont etait etaient fut furent ont avait avaient es son era eran fue fueron tiene tienen tenia "
        + "weigh weighs costs cost hold holds held carry carries contain contains consist consists comprise comprises count counts employ employs own owns lose lost sell sold take takes took lasts cover covers rise rises rose reach reaches "
        + "deliver delivers support supports rest rests live lives lift lifts make makes made write wrote won win buys bought bring brings expire expires melt melts use uses call calls come comes came went goes gave gives give sank began begins fell grew became become remains remain "
        + "stands stand lies lie lay led built flows flow runs run ran ends dissolve dissolves reads read keep keeps kept need needs allow allows offer offers serve serves combine combines include includes set sets met "
        + "open opens close closes belong belongs knew knows know plays swim swims store stores work works return returns accept accepts require requires belongs form forms "
        + "wiegt misst kostet zahlt umfasst dauert enthalt fasst starb gehort lost besteht liegt steht pese mesure coute compte contient dure employait appartient devint pesa mide cuesta cuenta contiene dura empleaba abre cierra nacio murio escribio gano consta");

    /// <summary>A sentence that begins with one of these bids somebody do something, or is about what stands before it.</summary>
    private static readonly HashSet<string> Bidding = Set(
        "add allow apply ask avoid bake boil build call change check choose click close configure confirm consider convert copy create delete describe detect disable do don't drop enable ensure enter expect find finish fix follow get give go handle ignore implement include insert install keep let look make mix move note open pick place "
        + "prevent propose publish put read refer remember remove replace restart return run save scroll see select send set show skip start stir stop subtract support switch take test toggle try turn unset update upgrade use validate verify wait write "
        + "to this these that those such here there's same resulting existing above below following cannot can does did is are was were has have");

    /// <summary>-ed words that are verbs without an object.</summary>
    private static readonly HashSet<string> Standing = Set("lasted lived worked remained moved returned weighed measured covered arrived burned ended opened closed appeared married belonged consisted dissolved melted expired rested amounted lived resigned retired started stopped counted numbered competed");

    private static readonly HashSet<string> NoVerbs = Set("need speed seed feed breed exceed indeed hundred naked sacred provided united red bed");

    /// <summary>Words that begin a condition, or a part of another sentence.</summary>
    private static readonly HashSet<string> Conditions = Set("when whenever if unless while whether where once wenn falls wahrend ob lorsque quand si tandis cuando mientras");

    private static readonly HashSet<string> Auxiliaries = Set("is are was were has have had does did do can could must been be am will should");

    public static bool IsAuxiliary(string word) => Auxiliaries.Contains(word);

    public static bool IsCondition(string word) => Conditions.Contains(word);

    /// <summary>Whether it says that something is so.</summary>
    public static bool IsOne(ParsedStatement statement)
    {
        var (text, tokens) = (statement.Text, statement.Tokens);
        if (statement.Statement.IsQuoted || tokens.Count < FewestWords || tokens.Count > MostWords || text[0] is '"' or '“' or '„' or '«' || text.AsSpan().TrimEnd() is [.., '?' or ':']
            || char.IsLower(text[0]) || text.Contains("://", StringComparison.Ordinal) || !char.IsLetterOrDigit(text[0]) || Bidding.Contains(tokens[0].Word))
        {
            return false;
        }

        var colon = ColonIn(statement);

        for (var i = 0; i < tokens.Count; i++)
        {
            if (IsUnsure(statement, i))
            {
                return false;
            }
        }

        // "Weight: 84 t" is a row of a table.
        return HasVerb(statement, 0, colon) && statement.Content.Count > 1;
    }

    private static int ColonIn(ParsedStatement statement)
    {
        for (var i = 1 + Era.WordsOfSince(statement.Text); i < statement.Tokens.Count; i++)
        {
            if (Parts.Gap(statement, i).Contains(':'))
            {
                return i;
            }
        }

        return statement.Tokens.Count;
    }

    /// <summary>Whether a verb stands in a part of a sentence, behind what it is said of.</summary>
    public static bool HasVerb(ParsedStatement statement, int start, int end)
    {
        var relatives = 0;
        for (var i = start; i < end; i++)
        {
            if (statement.Tokens[i].Word is "that" or "which" or "who" or "wherein" or "whose" && i > 0)
            {
                relatives++;
            }
            else if (i > 0 && IsVerb(statement, i) && !(i > start && IsVerb(statement, i - 1)) && --relatives < 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVerb(ParsedStatement statement, int at)
    {
        var word = statement.Tokens[at].Word;
        return !char.IsUpper(statement.Text[statement.Tokens[at].Start]) && !(at > 0 && !IsAuxiliary(word) && IsBeforeNoun(statement.Tokens[at - 1].Word)) && (Verbs.Contains(word) || Standing.Contains(word) || (Irregular.BaseOf(word) is not null && word is not ("left" or "found" or "bound" or "felt" or "lay")) || DoesSomething(statement, at) || (IsPast(word) && HasObject(statement, at)));
    }

    /// <summary>"Hekla conducts electricity": behind a name, with an object.</summary>
    private static bool DoesSomething(ParsedStatement statement, int at) => statement.Tokens[at] is { Length: > 4 } token && token.Word[^1] == 's' && token.Word[^2] is not ('s' or 'u' or '\'') && at > 0 && at + 1 < statement.Tokens.Count
        && char.IsUpper(statement.Text[statement.Tokens[at - 1].Start]) && !Language.IsStopAnywhere(statement.Tokens[at - 1].Word) && Parts.Gap(statement, at) is " " && Parts.Gap(statement, at + 1) is " "
        && (statement.Tokens[at + 1].Word is "the" or "a" or "an" || !Language.IsStopAnywhere(statement.Tokens[at + 1].Word));

    private static bool IsBeforeNoun(string word) => word is "the" or "an" or "of" or "in" or "on" or "at" or "for" or "with" or "from" or "by" or "this" or "its" or "his" or "her" or "their" or "to" or "each" or "every" || char.IsDigit(word[0]) && word.Length < 4;

    private static bool IsPast(string word) => word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && !NoVerbs.Contains(word);

    /// <summary>"accepted the plan", not "the accepted plan" or "gate disabled by default".</summary>
    private static bool HasObject(ParsedStatement statement, int at)
    {
        if (at + 1 >= statement.Tokens.Count || Parts.Gap(statement, at + 1) is not " ")
        {
            return false;
        }

        var next = statement.Tokens[at + 1];
        return next.Word is "the" or "a" or "an" or "his" or "her" or "its" or "their" or "all" or "no" || char.IsUpper(statement.Text[next.Start]) || char.IsDigit(next.Word[0]) || !Language.IsStopAnywhere(next.Word);
    }

    private static bool IsUnsure(ParsedStatement statement, int at)
    {
        var (text, word) = (statement.Text, statement.Tokens[at].Word);
        if (Unsure.Contains(word) || (word == "give" && at > 0))
        {
            return true;
        }

        if (Writing.Contains(word))
        {
            return (word is not ("written" or "write" or "writing") && Parts.Gap(statement, at).IndexOfAny(",\"”") >= 0 && !Parts.Gap(statement, at).Contains('(')) || (at + 1 < statement.Tokens.Count && statement.Tokens[at + 1].Word is "that" or "dass" or "que") || (at + 1 < statement.Tokens.Count && text[statement.Tokens[at].End] is ':');
        }

        // "wurde" is a past, "würde" a doubt; both are folded to one word.
        return CheckWords.Report.Contains(word) || (CheckWords.Unreal.Contains(word) && !(word == "may" && text[statement.Tokens[at].Start] == 'M') && !(word == "wurde" && text[statement.Tokens[at].Start + 1] is 'u'))
            || IsPlan(statement.Tokens, at) || (word == "true" && at > 0 && statement.Tokens[at - 1].Word == "not");
    }

    /// <summary>"was to be opened", "is to open", "will open".</summary>
    private static bool IsPlan(List<Token> tokens, int at) => tokens[at].Word is "will" or "shall"
        || (tokens[at].Word == "to" && at > 0 && at + 1 < tokens.Count && tokens[at + 1].Word is "be" or "have" && tokens[at - 1].Word is "was" or "were" or "is" or "are");

    private static HashSet<string> Set(string words) => words.Split(' ').ToHashSet(StringComparer.Ordinal);
}
