using System.Collections.Frozen;

namespace LlmWiki.Words;

/// <summary>
/// Small words that carry a statement's meaning, of all known languages and, for "not" and "perhaps", of some more: a claim may neither put one
/// in nor leave one out. They are folded, as tokens are.
/// </summary>
internal static class CheckWords
{
    /// <summary>Words that turn, order or count: "before" is not "after", "few" is not "many", "one" is not "two".</summary>
    public static readonly FrozenSet<string> Turning = Set(
        "before after until since more less fewer few many most least over under above below up down all every some any everybody everyone everything nobody nothing both neither only never always one once twice "
        + "first second third fourth fifth sixth seventh eighth ninth tenth last earliest latest largest smallest biggest best worst highest lowest longest shortest fastest oldest newest half double between without "
        + "vor nach bis seit mehr weniger wenige wenigen viele vielen meisten uber unter alle jeder einige niemand nichts beide nur nie immer erste ersten zweite zweiten dritte dritten letzte letzten halb doppelt zwischen ohne "
        + "avant apres jusque depuis plus moins peu beaucoup plupart tous toutes chaque personne rien deux seulement jamais toujours premier premiere deuxieme troisieme dernier derniere sans entre "
        + "antes despues hasta desde mas menos pocos muchos todos todas cada nadie nada ambos solo nunca siempre primero primera segundo tercero ultimo ultima sin entre "
        + "none entire entirely sole erster erstes einzige einziger einzigen jede jedes niemals beste besten schlechteste seul seule tout "
        + "toute meilleur meilleure pire unique primer unico unica todo toda mayoria mejor peor");

    public static readonly FrozenSet<string> Negations = Set(
        "not no never none neither nor without cannot nobody nothing hardly rarely seldom scarcely lack lacked lacks lacking deny denied denies refuse refused refuses fail failed fails false falsely acquitted unable "
        + "nicht kein keine keinen keiner keinem keines nie niemals niemand nichts weder ohne kaum verweigerte leugnete bestritt "
        + "pas jamais sans aucun aucune rien personne ni refuse nia sin nunca nadie nada ningun ninguno ninguna tampoco nego "
        + "не нет ни нельзя никто ничто никогда без 不 没 未 无 非 لا لم لن ليس ليست غير بدون");

    /// <summary>What somebody says, not what is.</summary>
    public static readonly FrozenSet<string> Report = Set(
        "said say says claim claimed claims argue argued argues according believe believed believes think thought thinks write wrote writes written tell told tells state stated states deny denied denies accuse accused legend critics "
        + "reportedly allegedly alleged rumour rumor rumoured rumored supposedly insisted report reported opinion suggested recalled remembered admitted complained explained noted "
        + "sagt sagte sagten behauptete behauptet meinte meint laut zufolge glaubte glaubt dachte angeblich berichtete schrieb schreibt erzahlte soll sollen legende "
        + "dit disait affirme selon croit pense pretend raconte ecrit aurait legende dice dijo afirma segun cree piensa cuenta escribio supuestamente leyenda сказал сказала говорит утверждает قال 说 称 "
        + "supposed insist insists reports opinions suggest suggests recall recalls remember remembers denkt berichtet erzahlt "
        + "vermutet vermutete affirmait affirma croyait pensait pretendait racontait ecrivait auraient rapporte decia afirmaba afirmo creia "
        + "pensaba contaba escribe informa");

    /// <summary>What may be, was tried or wanted, or would be.</summary>
    public static readonly FrozenSet<string> Unreal = Set(
        "may might perhaps maybe possibly probably presumably apparently likely unlikely seems seemed seem appears uncertain unclear doubtful suspects suspected if unless would tried try tries intended intends intend attempt attempted hoped hopes wanted wants promised "
        + "vielleicht moglicherweise wahrscheinlich vermutlich wohl wenn falls wurde versuchte wollte hoffte scheint "
        + "peut-etre probablement si voulait esperait semble quizas quiza probablemente queria esperaba parece возможно вероятно может если бы хотел ربما قد إذا 可能 也许 如果 "
        + "supposedly reportedly allegedly angeblich konnte konnten soll sollen scheinbar unklar ungewiss peut sans-doute possiblement "
        + "apparemment semblait aurait pourrait incertain tal-vez posiblemente aparentemente parecia podria supuestamente incierto");

    /// <summary>Words that add nothing: a claim may have them where its passages do not.</summary>
    public static readonly FrozenSet<string> Neutral = Set(
        "according weighs weigh weighed wiegt wog pese pesa called named known located situated include includes including included thing type kind namely also "
        + "genannt bekannt namens gehort befindet sowie appele nomme connu situe llamado conocido situado");

    /// <summary>Function words of Chinese and Japanese that are one character.</summary>
    public const string FunctionCharacters = "的了在于是和与有这那就都而及被从到对为以之其等也还又所年月日个位名の は が を に へ と で も";

    public static bool IsNegation(string word) => Negations.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal);

    private static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Text.Folding.Fold).ToFrozenSet(StringComparer.Ordinal);
}
