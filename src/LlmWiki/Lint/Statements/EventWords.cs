using System.Collections.Frozen;

namespace LlmWiki.Lint.Statements;

/// <summary>Words that say what kind of thing a sentence tells.</summary>
internal static class EventWords
{
    /// <summary>What happens to one thing once, by its forms: two years for it cannot both be right.</summary>
    private static readonly FrozenDictionary<string, string> Once = Forms(
        "born birth geboren ne nee naissance nacio nacido nacida", "die died death starb gestorben mort morte mourut murio", "found founded founding foundation gegrundet fonde fondee fundado fundada", "establish established establishment",
        "invent invented invention erfunden erfand invente inventee inventa inventado", "patent patented", "build built gebaut erbaut construit construite construido", "open opened opening eroffnet ouvert ouverte inaugurate inaugurated", "cast",
        "publish published publication appeared veroffentlicht publie publiee publicado", "release released", "launch launched", "complete completed completion", "introduce introduced introduction", "discover discovered discovery entdeckt decouvert descubierto",
        "begin began begun", "end ended", "abolish abolished abolition", "form formed", "baptised baptized", "marry married wedding", "write written wrote", "sign signed signing", "create created", "design designed", "erect erected",
        "incorporate incorporated", "dissolve dissolved dissolution", "close closed", "sink sank", "destroy destroyed", "burned burnt", "crowned coronation", "assassinated murdered", "executed", "elected", "demolished", "birthday", "anniversary");

    /// <summary>Of <see cref="Once"/> the nouns.</summary>
    public static readonly FrozenSet<string> Nouns = Set("birth death founding foundation establishment invention patent opening publication completion introduction discovery abolition wedding signing dissolution coronation naissance mort birthday anniversary");

    /// <summary>Verbs of <see cref="Once"/> that need no object.</summary>
    public static readonly FrozenSet<string> Alone = Set("died starb mourut murio nacio appeared began ended sank burned burnt married opened closed");

    public static readonly FrozenSet<string> Auxiliaries = Set("was were been is are wurde wurden ist fut furent est etait ete fue fueron");

    /// <summary>Words that only carry the date: "dates from", "took place", "was held".</summary>
    public static readonly FrozenSet<string> Dating = Set("date dates dated dating place held gave granted took fell falls first-of night year");

    /// <summary>The name of all forms of a word for what happens once; null for other words.</summary>
    public static string? GroupOf(string word) => Once.GetValueOrDefault(word);

    /// <summary>Beside one of these any event is one: "set the first record".</summary>
    public static readonly FrozenSet<string> Firsts = Set("first last erste ersten erster letzte letzten premier premiere dernier derniere primer primera primero ultimo");

    /// <summary>Before a year: it says since or until when something was so, not when it happened.</summary>
    public static readonly FrozenSet<string> Bounds = Set("since until till before after by from between to through seit bis vor nach ab zwischen depuis jusque avant apres entre desde hasta antes despues");

    /// <summary>What one person or few did, by its forms: who did it is told in a sentence of either voice.</summary>
    public static readonly FrozenDictionary<string, string> Deeds = Forms(
        "win won winner", "invent invented inventor", "write wrote written author", "design designed designer architect", "found founded founder", "discover discovered discoverer",
        "build built builder", "compose composed composer", "paint painted painter", "direct directed director", "lead led leader", "edit edited editor", "patent patented",
        "publish published publisher", "isolate isolated", "succeed succeeded", "assassinate assassinated", "conquer conquered", "buy bought buyer", "kill killed killer", "defeat defeated", "translate translated translator", "construct constructed", "own owned owner", "geschrieben", "erfunden", "entdeckt", "inventee invente", "ecrit ecrite", "escrito escrita");

    /// <summary>What a place or body has one of: "the capital of X is Y".</summary>
    public static readonly FrozenSet<string> Offices = Set("capital president mayor director chairman captain king queen owner winner inventor author founder designer builder composer leader hauptstadt capitale presidente");

    private static readonly FrozenDictionary<string, string> Opposites = Pairs(
        "valid invalid", "open closed", "legal illegal", "possible impossible", "true false", "alive dead", "strong weak", "stronger weaker", "strongest weakest", "larger smaller", "largest smallest", "bigger smaller",
        "higher lower", "highest lowest", "heavier lighter", "heaviest lightest", "longer shorter", "longest shortest", "faster slower", "fastest slowest", "older younger", "oldest youngest", "oldest newest",
        "increase decrease", "increased decreased", "increases decreases", "rise fall", "rose fell", "rises falls", "grew shrank", "win lose", "won lost", "accept reject", "accepted rejected",
        "allowed forbidden", "permitted prohibited", "required optional", "mandatory optional", "enable disable", "enabled disabled", "succeeded failed", "profitable unprofitable", "successful unsuccessful",
        "hot cold", "hotter colder", "warmer colder", "wide narrow", "wider narrower", "thick thin", "thicker thinner", "rich poor", "safe unsafe", "safe dangerous", "public private", "always never",
        "cheaper dearer", "cheap expensive", "hard soft", "harder softer", "wet dry", "full empty", "present absent", "visible invisible", "stable unstable", "reversible irreversible", "clockwise anticlockwise", "best worst", "better worse",
        "more less", "most least", "inwards outwards", "inward outward", "edible poisonous", "synchronous asynchronous", "hoher niedriger", "ouvert ferme", "ouverte fermee", "abierto cerrado", "abierta cerrada", "gultig ungultig", "offen geschlossen", "erlaubt verboten", "moglich unmoglich", "grosser kleiner", "starker schwacher", "alter junger", "schneller langsamer");

    /// <summary>Whether a word has an opposite.</summary>
    public static bool HasOpposite(string word) => Opposites.ContainsKey(word);

    public static bool AreOpposites(string left, string right) => left != right
        && ((Opposites.TryGetValue(left, out var pair) && (pair == left + " " + right || pair == right + " " + left)) || Listed.Contains(left + " " + right) || Listed.Contains(right + " " + left) || IsDeniedForm(left, right) || IsDeniedForm(right, left));

    /// <summary>One name for a word that has an opposite and its opposites; null for other words.</summary>
    public static string? Opposable(string word) => HasOpposite(word) ? "±" : Prefix(word) is { } length ? word[length..] : null;

    /// <summary>"insoluble" of "soluble".</summary>
    private static bool IsDeniedForm(string denied, string said) => Prefix(denied) is { } length && denied.AsSpan(length).SequenceEqual(said);

    private static int? Prefix(string word) => word.Length > 7 && !word.EndsWith("ing", StringComparison.Ordinal) && !Alike.Contains(word)
        ? word.StartsWith("un", StringComparison.Ordinal) || word.StartsWith("in", StringComparison.Ordinal) || word.StartsWith("im", StringComparison.Ordinal) || word.StartsWith("ir", StringComparison.Ordinal) || word.StartsWith("il", StringComparison.Ordinal) ? 2
        : word.StartsWith("non", StringComparison.Ordinal) ? 3 : null : null;

    /// <summary>They look like opposites of the words in them.</summary>
    private static readonly FrozenSet<string> Alike = Set("inflammable invaluable infamous inhabitable inhabited indifferent information informed informal install installed internal intense increase increased indebted import important impress improve");

    private static FrozenSet<string> Listed { get; } = Opposites.Values.ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Pairs(params string[] pairs) =>
        pairs.SelectMany(pair => pair.Split(' ').Select(word => (word, pair))).DistinctBy(each => each.word).ToFrozenDictionary(each => each.word, each => each.pair, StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Forms(params string[] rows) =>
        rows.SelectMany(row => row.Split(' ').Select(word => (word, row.Split(' ')[0]))).DistinctBy(each => each.word).ToFrozenDictionary(each => each.word, each => each.Item2, StringComparer.Ordinal);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
