using System.Collections.Frozen;

namespace LlmWiki.Lint.Statements;

/// <summary>Words that say what kind of thing a sentence tells.</summary>
internal static class EventWords
{
    /// <summary>What happens to one thing once: two years for it cannot both be right.</summary>
    public static readonly FrozenSet<string> Once = Set(
        "born die died found founded establish established invent invented patent patented build built open opened cast publish published release released launch launched "
        + "complete completed introduce introduced discover discovered begin began begun end ended abolish abolished form formed baptised baptized baptise marry married write written wrote "
        + "sign signed create created design designed erect erected inaugurate inaugurated incorporate incorporated dissolve dissolved close closed sink sank destroy destroyed "
        + "geboren starb gestorben gegrundet erfunden erfand gebaut erbaut eroffnet veroffentlicht entdeckt fonde fondee invente inventa ne nee mort morte construit construite ouvert publie fundado fundada inventado nacio murio construido");

    /// <summary>Beside one of these any event is one: "set the first record".</summary>
    public static readonly FrozenSet<string> Firsts = Set("first last erste ersten erster letzte letzten premier premiere dernier derniere primer primera primero ultimo");

    /// <summary>Before a year: it says since or until when something was so, not when it happened.</summary>
    public static readonly FrozenSet<string> Bounds = Set("since until till before after by from between to through seit bis vor nach ab zwischen depuis jusque avant apres entre desde hasta antes despues");

    /// <summary>What one person or few did, by its forms: who did it is told in a sentence of either voice.</summary>
    public static readonly FrozenDictionary<string, string> Deeds = Forms(
        "win won winner", "invent invented inventor", "write wrote written author", "design designed designer", "found founded founder", "discover discovered discoverer",
        "build built builder", "compose composed composer", "paint painted painter", "direct directed director", "lead led leader", "edit edited editor", "patent patented",
        "publish published publisher", "buy bought buyer", "kill killed killer", "defeat defeated", "translate translated translator", "construct constructed", "name named", "own owned owner");

    /// <summary>What a place or body has one of: "the capital of X is Y".</summary>
    public static readonly FrozenSet<string> Offices = Set("capital president mayor director chairman captain king queen owner winner inventor author founder designer builder composer leader hauptstadt capitale presidente");

    private static readonly FrozenDictionary<string, string> Opposites = Pairs(
        "valid invalid", "open closed", "legal illegal", "possible impossible", "true false", "alive dead", "strong weak", "stronger weaker", "strongest weakest", "larger smaller", "largest smallest", "bigger smaller",
        "higher lower", "highest lowest", "heavier lighter", "heaviest lightest", "longer shorter", "longest shortest", "faster slower", "fastest slowest", "older younger", "oldest youngest", "oldest newest", "earlier later",
        "before after", "above below", "increase decrease", "increased decreased", "increases decreases", "rise fall", "rose fell", "rises falls", "grew shrank", "win lose", "won lost", "accept reject", "accepted rejected",
        "allowed forbidden", "permitted prohibited", "required optional", "mandatory optional", "enable disable", "enabled disabled", "succeeded failed", "profitable unprofitable", "successful unsuccessful", "left right", "north south",
        "hot cold", "hotter colder", "warmer colder", "wide narrow", "wider narrower", "thick thin", "thicker thinner", "rich poor", "safe unsafe", "safe dangerous", "male female", "inside outside", "public private", "always never",
        "cheaper dearer", "cheap expensive", "hard soft", "harder softer", "wet dry", "full empty", "present absent", "visible invisible", "stable unstable", "reversible irreversible", "clockwise anticlockwise", "upper lower", "best worst", "better worse",
        "more less", "most least", "gultig ungultig", "offen geschlossen", "erlaubt verboten", "moglich unmoglich", "grosser kleiner", "starker schwacher", "alter junger", "schneller langsamer");

    /// <summary>Whether a word has an opposite.</summary>
    public static bool HasOpposite(string word) => Opposites.ContainsKey(word);

    public static bool AreOpposites(string left, string right) => left != right && Opposites.TryGetValue(left, out var pair) && (pair == left + " " + right || pair == right + " " + left || Listed.Contains(left + " " + right) || Listed.Contains(right + " " + left));

    private static FrozenSet<string> Listed { get; } = Opposites.Values.ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Pairs(params string[] pairs) =>
        pairs.SelectMany(pair => pair.Split(' ').Select(word => (word, pair))).DistinctBy(each => each.word).ToFrozenDictionary(each => each.word, each => each.pair, StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Forms(params string[] rows) =>
        rows.SelectMany(row => row.Split(' ').Select(word => (word, row[..row.IndexOf(' ', StringComparison.Ordinal)]))).DistinctBy(each => each.word).ToFrozenDictionary(each => each.word, each => each.Item2, StringComparer.Ordinal);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
