using static LlmWiki.Evals.Clean.FactForm;

namespace LlmWiki.Evals.Clean;

/// <summary>What the German and French pages of the clean wiki are about.</summary>
internal static class OtherKinds
{
    public static readonly TopicKind[] German = [.. Make("de",
    [
        new("Mühle", true, "{P}er Mühle", "Die {T} ist eine Wassermühle am Wehr von {P}.",
        [
            Count("Die {T} hat {v} Stockwerke.", 3, 9, "Es gibt in der {T} {v} Stockwerke."),
            Year("Die {T} wurde {v} erbaut.", "Im Jahr {v} wurde die {T} erbaut."),
            State("Die {T} ist im Winter geöffnet.", "Die {T} ist im Winter nicht geöffnet.", "Die {T} ist im Winter geschlossen."),
        ]),
        new("Brücke", true, "{P}er Brücke", "Die {T} ist eine steinerne Brücke am Ostrand von {P}.",
        [
            Measure("Die {T} ist {v} m lang.", 40, 290, "Die Länge der {T} beträgt {v} m."),
            Count("Die {T} ruht auf {v} Bögen.", 3, 14),
            Year("Die {T} wurde {v} eröffnet.", "Im Jahr {v} wurde die {T} eröffnet."),
        ]),
        new("Turm", true, "{P}er Turm", "Der {T} ist ein Wachturm über dem Markt von {P}.",
        [
            Measure("Der {T} ist {v} m hoch.", 18, 74, "Die Höhe des Bauwerks {T} beträgt {v} m."),
            Count("Der {T} hat {v} Glocken.", 3, 12),
            Name("Der {T} wurde von {v} entworfen.", "{v} entwarf den {T}."),
        ]),
        new("Bahn", true, "{P}er Bahn", "Die {T} ist eine Schmalspurbahn zwischen {P} und dem Steinbruch.",
        [
            Measure("Die {T} ist {v} km lang.", 4, 60),
            Count("Die {T} hat {v} Bahnhöfe.", 3, 22),
            Year("Die {T} wurde {v} stillgelegt.", "Im Jahr {v} wurde die {T} stillgelegt."),
        ]),
    ])];

    public static readonly TopicKind GermanTown = Make("de", [new("Stadt", true, "{P}", "{P} ist eine Marktstadt am Fluss.",
    [
        Measure("{T} liegt {v} m über dem Meer.", 4, 480),
        Count("{T} hat {v} Brunnen.", 3, 40, "Es gibt {v} Brunnen in {T}."),
    ])]).Single();

    public static readonly TopicKind[] French = [.. Make("fr",
    [
        new("moulin", true, "Moulin de {P}", "Le {T} est un moulin à eau près de {P}.",
        [
            Count("Le {T} compte {v} étages.", 3, 9, "Il y a {v} étages dans le {T}."),
            Year("Le {T} a été construit en {v}.", "En {v} le {T} a été construit."),
            State("Le {T} est ouvert en hiver.", "Le {T} n'est pas ouvert en hiver.", "Le {T} est fermé en hiver."),
        ]),
        new("pont", true, "Pont de {P}", "Le {T} est un pont de pierre à l'est de {P}.",
        [
            Measure("Le {T} mesure {v} m de long.", 40, 290, "La longueur du {T} est de {v} m."),
            Count("Le {T} repose sur {v} arches.", 3, 14),
            Year("Le {T} a été inauguré en {v}.", "En {v} le {T} a été inauguré."),
        ]),
        new("tour", true, "Tour de {P}", "La {T} est une tour de guet au-dessus du marché de {P}.",
        [
            Measure("La {T} mesure {v} m de haut.", 18, 74),
            Count("La {T} abrite {v} cloches.", 3, 12),
            Name("La {T} a été dessinée par {v}.", "{v} a dessiné la {T}."),
        ]),
        new("canal", true, "Canal de {P}", "Le {T} est un canal qui relie {P} à la mer.",
        [
            Measure("Le {T} mesure {v} km de long.", 6, 95),
            Count("Le {T} compte {v} écluses.", 3, 31),
            Year("Le {T} a été achevé en {v}.", "En {v} le {T} a été achevé."),
        ]),
    ])];

    public static readonly TopicKind FrenchTown = Make("fr", [new("ville", true, "{P}", "{P} est une ville de marché au bord du fleuve.",
    [
        Measure("{T} se trouve à {v} m au-dessus de la mer.", 4, 480),
        Count("{T} compte {v} fontaines.", 3, 40, "Il y a {v} fontaines à {T}."),
    ])]).Single();

    private static IEnumerable<TopicKind> Make(string language, TopicKind[] kinds) => kinds.Select(kind => kind with { Language = language });
}
