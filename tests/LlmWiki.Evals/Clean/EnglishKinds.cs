using static LlmWiki.Evals.Clean.FactForm;

namespace LlmWiki.Evals.Clean;

/// <summary>What the English pages of the clean wiki are about.</summary>
internal static class EnglishKinds
{
    public static readonly TopicKind[] All =
    [
        new("mill", true, "{P} Mill", "{T} is a water mill on the weir of {P}.",
        [
            Count("{T} has {v} floors.", 3, 9, "There are {v} floors in {T}.", "Visitors to {T} climb through {v} floors."),
            Measure("The wheel of {T} is {v} m wide.", 3, 9, "The width of the wheel of {T} is {v} m.", "The wheel of {T} measures {v} m across."),
            Year("{T} was built in {v}.", "In {v} {T} was built.", "The building of {T} dates from {v}.", "Masons put up {T} in {v}."),
            Name("{T} was designed by {v}.", "{v} designed {T}.", "The designer of {T} was {v}.", "{T} is a work of {v}."),
            State("{T} is open in winter.", "{T} is not open in winter.", "{T} is closed in winter.", "In winter the doors of {T} stay shut."),
        ]),
        new("bridge", true, "{P} Bridge", "{T} is a stone bridge at the eastern end of {P}.",
        [
            Count("{T} rests on {v} arches.", 3, 14, "{v} arches carry {T}.", "The number of arches under {T} is {v}."),
            Measure("{T} is {v} m long.", 40, 290, "The length of {T} is {v} m.", "{T} measures {v} m from bank to bank."),
            Measure("A cart on {T} may weigh {v} kg.", 800, 4000, "{T} bears carts of {v} kg."),
            Year("{T} was opened in {v}.", "In {v} {T} was opened.", "The opening of {T} took place in {v}.", "The first carts crossed {T} in {v}."),
            State("{T} is narrower than the road that leads to it.", "{T} is not narrower than the road that leads to it.", "{T} is wider than the road that leads to it.", "The road to {T} has less room than the bridge itself."),
        ]),
        new("lighthouse", true, "{P} Light", "{T} is a lighthouse on the mole of {P}.",
        [
            Measure("{T} is {v} m high.", 18, 70, "The height of {T} is {v} m.", "{T} rises {v} m above its base."),
            Count("{T} has {v} steps.", 80, 340, "There are {v} steps in {T}.", "A climb of {v} steps leads up {T}."),
            Year("{T} was lit in {v}.", "In {v} {T} was lit.", "The lamp of {T} first burned in {v}."),
            Name("{T} was drawn by {v}.", "{v} drew {T}.", "The plans of {T} came from {v}."),
            State("{T} is visible from the moor.", "{T} is not visible from the moor.", "{T} is invisible from the moor.", "Nobody on the moor can see {T}."),
        ]),
        new("canal", true, "{P} Canal", "{T} is a canal that joins {P} to the sea.",
        [
            Measure("{T} is {v} km long.", 6, 95, "The length of {T} is {v} km.", "Barges cover {v} km from one end of {T} to the other."),
            Count("{T} has {v} locks.", 3, 31, "There are {v} locks on {T}.", "Barges on {T} pass {v} locks."),
            Measure("The bed of {T} lies {v} m deep.", 2, 6, "The depth of {T} is {v} m."),
            Year("{T} was finished in {v}.", "In {v} {T} was finished.", "Work on {T} ended in {v}."),
            Name("{T} was surveyed by {v}.", "{v} surveyed {T}.", "The surveyor of {T} was {v}."),
        ]),
        new("museum", true, "{P} Museum", "{T} is a museum of tools in the old school of {P}.",
        [
            Count("{T} owns {v} looms.", 6, 40, "There are {v} looms in {T}.", "The collection of {T} includes {v} looms."),
            Count("{T} has {v} rooms.", 4, 19, "There are {v} rooms in {T}.", "{T} fills {v} rooms."),
            Year("{T} was founded in {v}.", "In {v} {T} was founded.", "The founding of {T} goes back to {v}."),
            Name("{T} was founded by {v}.", "{v} founded {T}.", "The founder of {T} was {v}.", "{T} owes its beginnings to {v}."),
            State("Entry to {T} is free.", "Entry to {T} is not free.", "Visitors of {T} pay at the door."),
        ]),
        new("tower", true, "{P} Tower", "{T} is a watch tower above the market of {P}.",
        [
            Measure("{T} is {v} m high.", 18, 74, "The height of {T} is {v} m.", "{T} stands {v} m tall."),
            Count("{T} holds {v} bells.", 3, 12, "There are {v} bells in {T}.", "{v} bells hang in {T}."),
            Measure("The largest bell of {T} weighs {v} kg.", 300, 2900, "The weight of the largest bell of {T} is {v} kg."),
            Year("{T} was repaired in {v}.", "In {v} {T} was repaired.", "Masons repaired {T} in {v}."),
            State("The clock of {T} is fast.", "The clock of {T} is not fast.", "The clock of {T} is slow."),
        ]),
        new("ferry", true, "{P} Ferry", "{T} is a chain ferry below the harbour of {P}.",
        [
            Count("{T} carries {v} passengers.", 20, 140, "There is room for {v} passengers on {T}.", "{v} passengers fit on {T}."),
            Measure("{T} is {v} m long.", 11, 38, "The length of {T} is {v} m."),
            Year("{T} was launched in {v}.", "In {v} {T} was launched.", "The launch of {T} fell in {v}."),
            Name("{T} was built by {v}.", "{v} built {T}.", "The builder of {T} was {v}."),
            State("{T} runs at night.", "{T} does not run at night.", "{T} never runs at night.", "After dusk {T} lies at its chain."),
        ]),
        new("railway", true, "{P} Railway", "{T} is a narrow railway between {P} and its quarry.",
        [
            Measure("{T} is {v} km long.", 4, 60, "The length of {T} is {v} km.", "The track of {T} runs for {v} km."),
            Count("{T} has {v} stations.", 3, 22, "There are {v} stations on {T}.", "Trains of {T} call at {v} stations."),
            Measure("The gauge of {T} is {v} mm.", 600, 1067, "{T} has a gauge of {v} mm."),
            Year("{T} was closed in {v}.", "In {v} {T} was closed.", "The last train left {T} in {v}."),
            State("{T} is cheaper than the coach.", "{T} is not cheaper than the coach.", "{T} is dearer than the coach.", "The coach costs less than {T}."),
        ]),
        new("school", true, "{P} School", "{T} is a school of weaving in {P}.",
        [
            Count("{T} has {v} classrooms.", 4, 30, "There are {v} classrooms in {T}.", "Lessons at {T} fill {v} classrooms."),
            Year("{T} was founded in {v}.", "In {v} {T} was founded.", "The founding of {T} dates to {v}."),
            Name("The first head of {T} was {v}.", "{v} was the first head of {T}.", "At its beginning {v} led {T}."),
            State("{T} is heated with coal.", "{T} is not heated with coal.", "No coal burns at {T}."),
        ]),
        new("brewery", true, "{P} Brewery", "{T} is a brewery behind the church of {P}.",
        [
            Count("{T} runs {v} kettles.", 3, 16, "There are {v} kettles in {T}.", "Beer boils in {v} kettles at {T}."),
            Measure("The great vat of {T} holds {v} litres.", 900, 8800, "The great vat of {T} has a volume of {v} litres."),
            Year("{T} was founded in {v}.", "In {v} {T} was founded."),
            Name("{T} is owned by {v}.", "{v} owns {T}.", "The owner of {T} is {v}."),
            State("The beer of {T} is stronger than that of the monks.", "The beer of {T} is not stronger than that of the monks.", "The beer of {T} is weaker than that of the monks."),
        ]),
        new("library", true, "{P} Library", "{T} is a lending library on the square of {P}.",
        [
            Count("{T} lends {v} books a day.", 30, 300, "Readers borrow {v} books a day from {T}."),
            Count("{T} keeps {v} maps.", 40, 900, "There are {v} maps in {T}.", "The shelves of {T} hold {v} maps."),
            Year("{T} burned down in {v}.", "In {v} {T} burned down.", "A fire destroyed {T} in {v}."),
            Name("{T} was endowed by {v}.", "{v} endowed {T}.", "The money for {T} came from {v}."),
        ]),
        new("quarry", true, "{P} Quarry", "{T} is a slate quarry in the hills north of {P}.",
        [
            Measure("{T} is {v} m deep.", 20, 180, "The depth of {T} is {v} m.", "{T} goes down {v} m."),
            Count("{T} employs {v} workers.", 20, 400, "There are {v} workers at {T}.", "{v} workers earn their bread at {T}."),
            Year("{T} was flooded in {v}.", "In {v} {T} was flooded.", "Water filled {T} in {v}."),
            State("The slate of {T} is darker than that of the coast.", "The slate of {T} is not darker than that of the coast.", "The slate of {T} is lighter than that of the coast."),
        ]),
        new("observatory", true, "{P} Observatory", "{T} is an observatory on the hill above {P}.",
        [
            Measure("The main telescope of {T} is {v} cm wide.", 12, 95, "The width of the main telescope of {T} is {v} cm."),
            Count("{T} has {v} domes.", 2, 9, "There are {v} domes at {T}.", "{v} domes crown {T}."),
            Year("{T} was completed in {v}.", "In {v} {T} was completed.", "Builders completed {T} in {v}."),
            Name("{T} is directed by {v}.", "{v} directs {T}.", "The director of {T} is {v}."),
        ]),
        new("knot", false, "{P} knot", "The {T} is a knot that sailors of {P} tie in wet rope.",
        [
            Count("The {T} takes {v} turns.", 3, 11, "Tying the {T} needs {v} turns.", "There are {v} turns in the {T}."),
            Measure("The {T} uses {v} cm of rope.", 20, 190, "A length of {v} cm of rope goes into the {T}."),
            State("The {T} is weaker than a plain splice.", "The {T} is not weaker than a plain splice.", "The {T} is stronger than a plain splice.", "A plain splice breaks before the {T} does."),
            Year("The {T} was first described in {v}.", "In {v} the {T} was first described."),
        ]),
        new("cheese", false, "{P} cheese", "The {T} is a hard cheese made on the farms around {P}.",
        [
            Measure("A wheel of the {T} weighs {v} kg.", 2, 38, "The weight of a wheel of the {T} is {v} kg."),
            Count("The {T} ripens for {v} weeks.", 6, 60, "Dairies let the {T} ripen for {v} weeks."),
            State("The {T} is salted before pressing.", "The {T} is not salted before pressing.", "No salt touches the {T} before pressing."),
            Name("The {T} was first sold by {v}.", "{v} first sold the {T}."),
        ]),
        new("weave", false, "{P} weave", "The {T} is a way to weave wool that began in {P}.",
        [
            Count("The {T} needs {v} shafts.", 4, 24, "A loom for the {T} has {v} shafts."),
            Measure("Cloth of the {T} is {v} cm wide.", 60, 180, "The width of cloth of the {T} is {v} cm."),
            Year("The {T} was patented in {v}.", "In {v} the {T} was patented.", "A patent on the {T} was granted in {v}."),
            State("The {T} is warmer than felt.", "The {T} is not warmer than felt.", "The {T} is colder than felt."),
        ]),
    ];

    public static readonly TopicKind Town = new("town", true, "{P}", "{P} is a market town on the river.",
    [
        Measure("{T} lies {v} m above the sea.", 4, 480, "The height of {T} above the sea is {v} m."),
        Count("{T} has {v} wells.", 3, 40, "There are {v} wells in {T}.", "{v} wells give {T} its water."),
        Count("In 1911 {T} had {v} inhabitants.", 900, 9900, "In 1911 there were {v} inhabitants in {T}."),
        Year("{T} received its charter in {v}.", "In {v} {T} received its charter."),
        Name("The mayor of {T} is {v}.", "{v} is the mayor of {T}.", "{v} serves as mayor of {T}."),
    ]);
}
