using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>One thing, under all its names, that statements may be about.</summary>
internal sealed class Topic
{
    private readonly Dictionary<string, int> _surfaces = [];

    /// <summary>The main name's key: the best known name, which a count of mentions may still change.</summary>
    public required string Key { get; set; }

    /// <summary>The keys of all names, the main one first.</summary>
    public required List<string> Keys { get; init; }

    /// <summary>Names as the candidates had them, with counts.</summary>
    public required Dictionary<string, int> Names { get; init; }

    public required TermKinds Kinds { get; init; }

    /// <summary>Of the mentions inside sentences, where a capital means something: how many have one.</summary>
    public int Capitals { get; private set; }

    public int Lowers { get; private set; }

    /// <summary>Number of claims that mention it.</summary>
    public int Frequency { get; set; }

    /// <summary>A proper name: a person, place, maker, product, body; otherwise a concept.</summary>
    public bool IsEntity => Capitals + Lowers > 0
        ? Capitals > 2 * Lowers
        : Names.Keys.All(name => name.Contains(' ', StringComparison.Ordinal) && name.Split(' ').All(word => word.Length == 0 || !char.IsLower(word[0]) || NamePart.IsConnector(word)));

    /// <summary>
    /// A single word that texts write small and nobody defines: "wheel" on a wiki about bicycles. A page for it would
    /// gather whatever has the word in it.
    /// </summary>
    public bool IsCommonWord => !IsEntity && Lowers > 0 && (Kinds & (TermKinds.Definition | TermKinds.Subject)) == TermKinds.None && Keys.TrueForAll(key => !key.Contains(' ', StringComparison.Ordinal));

    /// <summary>All its long names are two to four words with capitals, without a dash: the last may stand for the whole.</summary>
    public bool IsPersonLike => Names.Keys.Any(name => name.Contains(' ', StringComparison.Ordinal)) && Names.Keys.Where(name => name.Contains(' ', StringComparison.Ordinal))
        .All(name => name.AsSpan().IndexOfAny("-–&,") < 0 && name.Split(' ').All(word => word.Length > 0 && char.IsUpper(word[0])));

    public string Title => _title ??= ChooseTitle();

    private string? _title;

    /// <summary>How much speaks for a name as the title, before mentions are counted.</summary>
    public required Dictionary<string, double> Weights { get; init; }

    /// <summary>Makes the best known name the main one.</summary>
    public void ChooseMain()
    {
        var mentions = _surfaces.GroupBy(pair => Tokens.NameKey(pair.Key)).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
        Key = Keys.OrderByDescending(key => Weights.GetValueOrDefault(key) + (2 * Math.Log2(1 + mentions.GetValueOrDefault(key)))).ThenBy(key => key, StringComparer.Ordinal).First();
        Keys.Remove(Key);
        Keys.Insert(0, Key);
    }

    public void Count(string surface, bool capitalCounts)
    {
        _surfaces[surface] = _surfaces.GetValueOrDefault(surface) + 1;
        if (capitalCounts)
        {
            Capitals += char.IsUpper(surface[0]) ? 1 : 0;
            Lowers += char.IsLower(surface[0]) ? 1 : 0;
        }
    }

    /// <summary>Its other names, as they would be written in a sentence.</summary>
    public IEnumerable<string> Aliases() => Keys
        .Select(key => Surface(key))
        .OfType<string>()
        .Where(name => Folding.Fold(name) != Folding.Fold(Title))
        .DistinctBy(Folding.Fold)
        .Order(StringComparer.OrdinalIgnoreCase);

    private string ChooseTitle()
    {
        var surface = Surface(Key) ?? Names.Keys.First();
        return char.IsLower(surface[0]) ? char.ToUpperInvariant(surface[0]) + surface[1..] : surface;
    }

    /// <summary>The usual way to write a name: singular if it is ever seen so, then the most frequent, in sentence case.</summary>
    private string? Surface(string key) => _surfaces.Concat(Names)
        .Where(pair => Tokens.NameKey(pair.Key) == key)
        .OrderByDescending(pair => IsSingular(pair.Key, key))
        .ThenBy(pair => !IsEntity && HasInnerCapital(pair.Key))
        .ThenBy(pair => IsEntity && char.IsLower(pair.Key[0]))
        .ThenByDescending(pair => pair.Value)
        .ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => pair.Key)
        .FirstOrDefault();

    private static bool IsSingular(string surface, string key) => Tokens.Of(surface) is var tokens
        && string.Join(' ', tokens.Select(token => Spelling.American(token.Word))) == key;

    private static bool HasInnerCapital(string name) => name.Contains(' ', StringComparison.Ordinal) && name.AsSpan(1).ContainsAnyInRange('A', 'Z');
}
