namespace LlmWiki.Evals.Clean;

/// <summary>Names that nobody bears, each given out once.</summary>
internal sealed class Names(Random random)
{
    private static readonly string[] FirstNames = ["Ada", "Albert", "Agnes", "Arthur", "Bertha", "Bruno", "Clara", "Conrad", "Dora", "Edgar", "Edith", "Elias", "Emma", "Ernest", "Flora", "Frida", "Gideon", "Greta", "Hanna", "Hector", "Hugo", "Ida", "Irma", "Jakob", "Johan", "Karla", "Lena", "Ludvig", "Magnus", "Martha", "Nora", "Oscar", "Otto", "Paula", "Rosa", "Rufus", "Selma", "Silas", "Thea", "Ursula", "Viktor", "Wilma"];
    private static readonly string[] SurnameHeads = ["Ald", "Brand", "Cald", "Dren", "Ether", "Fal", "Gras", "Hald", "Ing", "Kvar", "Lind", "Mor", "Nor", "Oster", "Pell", "Quar", "Ruth", "Sand", "Tor", "Ulv", "Ven", "Wes"];
    private static readonly string[] SurnameTails = ["beck", "dahl", "gren", "holm", "ing", "kvist", "mark", "ning", "qvist", "rup", "stad", "vang", "wick"];
    private static readonly string[] TownHeads = ["Ash", "Birk", "Crag", "Dun", "Elm", "Fern", "Gorse", "Hazel", "Iver", "Kirk", "Larch", "Moss", "Nether", "Oak", "Pike", "Rook", "Stan", "Thorn", "Under", "Whin"];
    private static readonly string[] TownTails = ["by", "combe", "dale", "ford", "ham", "hurst", "ley", "mere", "stow", "thwaite", "ton", "worth"];
    private static readonly string[] GermanHeads = ["Ahl", "Buchen", "Dorn", "Eber", "Falken", "Grün", "Hirsch", "Linden"];
    private static readonly string[] GermanTails = ["bach", "berg", "feld", "hausen", "rode", "stein"];
    private static readonly string[] FrenchHeads = ["Aubr", "Bell", "Chant", "Doul", "Font", "Garr", "Mont", "Vaubr"];
    private static readonly string[] FrenchTails = ["ac", "erive", "esson", "ignan", "ille", "onne"];

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Town(string language) => language switch
    {
        "de" => New(GermanHeads, GermanTails, ""),
        "fr" => New(FrenchHeads, FrenchTails, ""),
        _ => New(TownHeads, TownTails, ""),
    };

    public string Person()
    {
        for (; ; )
        {
            var name = $"{Of(FirstNames)} {Of(SurnameHeads)}{Of(SurnameTails)}";
            if (_taken.Add(name))
            {
                return name;
            }
        }
    }

    private string New(string[] heads, string[] tails, string joint)
    {
        for (; ; )
        {
            var name = Of(heads) + joint + Of(tails);
            if (_taken.Add(name))
            {
                return name;
            }
        }
    }

    private string Of(string[] words) => words[random.Next(words.Length)];
}
