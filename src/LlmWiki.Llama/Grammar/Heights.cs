namespace LlmWiki.Llama.Grammar;

/// <summary>
/// How many arrays and objects lie within each other in a value of a place, at least and at most. A grammar has rules for each height that is
/// left, so that a schema that refers to itself ends; the least height says what still fits.
/// </summary>
internal sealed class Heights
{
    private readonly int[] _least;
    private readonly int[] _most;

    /// <summary>No value without recursion is higher than there are places with children.</summary>
    private readonly int _endless;

    private Heights(SchemaTable table)
    {
        _endless = Enumerable.Range(0, table.Count).Sum(place => table[place].Max(Own)) + 1;
        _least = [.. Enumerable.Repeat(_endless, table.Count)];
        _most = new int[table.Count];
    }

    public static Heights Of(SchemaTable table)
    {
        var heights = new Heights(table);
        Settle(heights._least, place => table[place].Min(heights.Least));
        Settle(heights._most, place => table[place].Max(heights.Most));
        heights.Check(table);
        return heights;
    }

    public int Least(int place) => _least[place];

    public int Least(Shape shape) => Height(shape, _least, shape is ArrayShape { Min: 0 }, requiredOnly: true);

    /// <summary>Larger than <see cref="JsonSchemaGrammar.MaxDepth"/> where a place refers to itself.</summary>
    public int Most(int place) => _most[place] == _endless ? int.MaxValue : _most[place];

    private int Most(Shape shape) => Height(shape, _most, shape is ArrayShape { Max: 0 }, requiredOnly: false);

    private int Height(Shape shape, int[] known, bool withoutItems, bool requiredOnly) => Math.Min(_endless, shape switch
    {
        LiteralShape literal => literal.Height,
        ArrayShape array => 1 + (withoutItems ? 0 : known[array.Item]),
        ObjectShape value => 1 + value.Members.Where(member => member.Required || !requiredOnly).Select(member => known[member.Target]).DefaultIfEmpty().Max(),
        _ => 0,
    });

    private static int Own(Shape shape) => shape switch
    {
        LiteralShape literal => literal.Height,
        ArrayShape or ObjectShape => 1,
        _ => 0,
    };

    private static void Settle(int[] known, Func<int, int> height)
    {
        bool changed;
        do
        {
            changed = false;
            for (var place = 0; place < known.Length; place++)
            {
                var now = height(place);
                changed |= now != known[place];
                known[place] = now;
            }
        }
        while (changed);
    }

    private void Check(SchemaTable table)
    {
        for (var place = 0; place < table.Count; place++)
        {
            if (_least[place] == _endless)
                throw SchemaProblem.At(table.Pointer(place), "has no end: every value of it holds another of its kind", "Make the part that refers back optional, nullable or a list.");
            if (_least[place] > JsonSchemaGrammar.MaxDepth || (_most[place] < _endless && _most[place] > JsonSchemaGrammar.MaxDepth))
                throw SchemaProblem.At(table.Pointer(place), $"is nested deeper than {JsonSchemaGrammar.MaxDepth} levels");
        }
    }
}
