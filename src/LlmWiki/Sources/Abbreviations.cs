using System.Collections.Frozen;

namespace LlmWiki.Sources;

/// <summary>
/// Words that keep their full stop. English, German, French, Spanish, Italian, Portuguese and Dutch; those with stops inside
/// (<c>e.g.</c>, <c>z.B.</c>) and single letters are known by their form, not listed.
/// </summary>
internal static class Abbreviations
{
    /// <summary>Something always follows these, also in upper case: a name or an example.</summary>
    public static readonly FrozenSet<string> Open = Set("""
        dr mr mrs ms mx prof rev fr gen col maj sgt cpl capt cmdr lt adm gov sen pres hon st ste mt messrs mme mmes mlle mgr
        sr sra srta dra doña lic arq herr hr frl dipl phil med nat jur habil avv dott
        vs cf approx viz resp bzw vgl sog evtl ggf inkl exkl hrsg anm ausg bes ebd geb gest jhd lfd mio mrd tsd tel verh versch
        env ej tel dpto ud uds vd vds bijv dhr mevr mw enz incl excl bv plm
        """);

    /// <summary>These are abbreviations only before a number; otherwise they are words that may well end a sentence.</summary>
    public static readonly FrozenSet<string> BeforeNumber = Set("""
        no nos nr fig figs eq eqs eqn tab vol vols pp pg ch chap sec sect art arts para paras par app thm lem ver max min ca circa
        bd bde kap abb abs aufl núm num pág págs cap tít blz str par item ex def cor prop av avda
        """);

    /// <summary>These may end a sentence; whether they do is told by the word that follows.</summary>
    public static readonly FrozenSet<string> MayEnd = Set("""
        etc inc ltd co corp llc plc jr sr bros dept univ assn al esq est ext usw u.s u.k u.n e.u u.s.a a.m p.m a.d b.c b.c.e c.e
        ph.d m.d b.a m.a b.sc m.sc d.c l.a n.y u.a u.v.m o.ä u.ä jan feb apr jun jul aug sep sept oct nov dec
        tue tues wed thu thur thurs fri ed eds trans ave blvd rd sq 
        cía cia s.a s.l bldg apt
        """);

    /// <summary>Words that start sentences far more often than they follow an abbreviation inside one.</summary>
    public static readonly FrozenSet<string> Starters = Set("""
        the a an this that these those it its he she they we you i his her their our my there here in on at by for from with
        without after before when while where who what why how if although because since as and but or so yet however
        therefore moreover meanwhile later then now today most many some all each every no not one two both is are was were
        der die das ein eine einer es er sie wir ihr ich dies diese dieser dieses im in am an auf mit nach vor bei von zu und
        aber oder doch so wenn als da dann dort hier jedoch auch nur seit für
        le la les l un une des il elle ils elles nous vous je ce cette ces dans en au aux pour par avec sans mais et ou
        el los las una unos unas ella ellos este esta esto estos en con sin para por pero y o se al del
        il lo gli uno una questo questa nel nella per con ma e o si o os as um uma ele ela no na em
        de het een hij zij wij dit dat deze
        """);

    /// <summary>Months and other words before which a number with a stop is an ordinal: <c>12. Juni</c>, <c>19. Jahrhundert</c>.</summary>
    public static readonly FrozenSet<string> AfterOrdinal = Set("""
        januar jänner februar märz april mai juni juli august september oktober november dezember jan feb mär apr jun jul aug
        sep sept okt nov dez jahrhundert jahrhunderts jh jhd jahrtausend auflage ausgabe klasse stock etage platz rang band
        kapitel geburtstag jahrestag weltkrieg bundestag lebensjahr semester tag woche monat mal
        januari februari maart mei juni juli augustus oktober december marts maj tammikuuta
        """);

    /// <summary>German and Nordic words after which a number with a stop is an ordinal: <c>am 3.</c>, <c>der 2.</c></summary>
    public static readonly FrozenSet<string> BeforeOrdinal = Set(
        "am der die das dem den des vom zum zur im ins beim bis ab seit jeder jede jedes jedem jeden den det til fra");

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
