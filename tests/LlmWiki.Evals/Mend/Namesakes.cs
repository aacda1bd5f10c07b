namespace LlmWiki.Evals.Mend;

/// <summary>Two things of one name, and sentences that can be about one of them only.</summary>
/// <param name="Texts">What the page of each says.</param>
/// <param name="Says">Sentences with <c>{0}</c> for the link, in the same order.</param>
internal sealed record Namesake(string Name, (string One, string Other) Texts, (string One, string Other) Says)
{
    public static readonly Namesake[] All =
    [
        new("crane", ("A grey wading bird with long legs. It nests among the reeds of marshes and flies south in autumn.", "A machine with a jib and a hook. It lifts crates and other loads from ships to the quay."),
            ("Every spring a pair of {0} birds nests in the reeds behind the dam.", "Crates were lifted to the roof with a {0} that stood on the quay.")),
        new("mole", ("A small animal with black fur that digs tunnels under meadows and eats worms.", "A wall of stone that keeps the waves out of a harbour. Ships moor on its inner side."),
            ("A {0} has dug its tunnels right under the meadow beside it.", "Ships moored at the {0} when the harbour was full.")),
        new("lock", ("A chamber with two gates by which boats are raised and lowered on a canal.", "A device of iron with a bolt that is opened with a key. It keeps doors and chests shut."),
            ("Boats wait at the {0} until its gates open.", "The door has a {0} whose key hangs in the hall.")),
        new("seal", ("An animal of the sea with flippers. It feeds on fish and rests on sandbanks.", "A stamp pressed into wax. It shows that a charter or letter is genuine."),
            ("Now and then a {0} rests on the sandbank and waits for fish.", "The charter bears a {0} in red wax.")),
        new("bark", ("The outer skin of a tree. That of oak is used for tanning leather.", "A sailing ship with three masts, of which the last has no square sails."),
            ("Tanners bought the oak {0} for their leather.", "A {0} with three masts brought the timber under sail.")),
        new("pitch", ("A black sticky stuff boiled from tar. It makes the seams of boats watertight.", "How high or low a tone of a bell or string sounds to the ear."),
            ("The seams of the boats were filled with {0} and tar.", "Each bell sounds a tone of another {0}.")),
        new("organ", ("An instrument with pipes, bellows and keys that is played in churches.", "A part of the body, such as the heart or the liver, that does one task."),
            ("In the church an {0} with forty pipes is played on Sundays.", "The surgeon showed how each {0} of the body works, the heart first.")),
        new("jaeger", ("A soldier on foot who was recruited from hunters and carried a rifle.", "A sea bird of the north that robs gulls of their prey in flight."),
            ("Two soldiers, each a {0} with a rifle, guarded it at night.", "Over the cliff a {0} chases the gulls and takes their prey.")),
        new("schloss", ("Ein Bauwerk aus Stein mit Türmen, in dem Fürsten wohnten.", "Eine Vorrichtung aus Eisen mit Riegel und Schlüssel, die Türen verschließt."),
            ("Der Fürst wohnte damals im {0} mit den zwei Türmen.", "Der Schlüssel dreht sich im {0} nur schwer, der Riegel klemmt.")),
        new("hahn", ("Ein Vogel, der auf dem Hof die Hennen anführt und morgens kräht.", "Ein Ventil aus Messing, mit dem man Wasser aus einem Rohr fließen lässt."),
            ("Morgens kräht auf dem Hof der {0} und weckt die Hennen.", "Aus dem Rohr tropft Wasser, weil der {0} undicht ist.")),
        new("grue", ("Un oiseau migrateur aux longues pattes qui niche dans les marais.", "Une machine de levage qui charge les bateaux sur le quai."),
            ("Au printemps une {0} niche dans les marais, comme d'autres oiseaux.", "Sur le quai une {0} charge les bateaux.")),
        new("vol", ("Le déplacement d'un oiseau ou d'un avion dans les airs.", "Un crime : prendre le bien d'un autre. Le juge le punit de prison."),
            ("On admire le {0} des oiseaux dans les airs.", "Le juge condamna ce {0} comme un crime.")),
    ];
}
