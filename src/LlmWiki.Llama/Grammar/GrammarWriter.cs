namespace LlmWiki.Llama.Grammar;

/// <summary>
/// Writes the rules of a schema from the inside out. A value is written for the room it has, the arrays and objects that may still lie within
/// each other, so no rule names itself and every sentence ends.
/// </summary>
internal sealed class GrammarWriter
{
    private readonly SchemaTable _schema;
    private readonly Heights _heights;
    private readonly RuleBook _rules = new();
    private readonly Dictionary<(int Place, int Room), Part> _written = [];

    private GrammarWriter(SchemaTable schema, Heights heights) => (_schema, _heights) = (schema, heights);

    public static string Write(SchemaTable schema, Heights heights)
    {
        var writer = new GrammarWriter(schema, heights);
        return writer._rules.Print(writer.Value(0, JsonSchemaGrammar.MaxDepth));
    }

    private Part Value(int place, int room)
    {
        var key = (place, Math.Min(room, _heights.Most(place)));
        if (!_written.TryGetValue(key, out var part))
            _written[key] = part = Chosen(place, key.Item2);
        return part;
    }

    private Part Chosen(int place, int room)
    {
        var fitting = _schema[place].Where(shape => _heights.Least(shape) <= room).ToList();
        var constants = fitting.OfType<LiteralShape>().Select(literal => literal.Json).Distinct().ToList();
        var others = fitting.Where(shape => shape is not LiteralShape).Select(shape => Shaped(place, shape, room)).Distinct().ToList();
        return (constants.Count, others.Count) switch
        {
            (1, 0) => Gbnf.Text(constants[0]),
            (0, 1) => others[0],
            (_, 0) => Gbnf.Code(_rules.Define(NameOf(place), Constants.Choice(constants))),
            (0, _) => Gbnf.Code(_rules.Define(NameOf(place), Either(others))),
            _ => Gbnf.Code(_rules.Define(NameOf(place), Either(others) + " | " + Constants.Choice(constants))),
        };
    }

    private static string Either(IEnumerable<Part> parts) => string.Join(" | ", parts.Select(part => Gbnf.Sequence(part)));

    private Part Shaped(int place, Shape shape, int room) => shape switch
    {
        StringShape { Max: 0 } => Gbnf.Text("\"\""),
        StringShape text => Gbnf.Code(Scalars.Text(_rules, text.Min, text.Max)),
        IntegerShape integer => Gbnf.Code(Scalars.Integer(_rules, integer)),
        ArrayShape array => List(place, array, room - 1),
        ObjectShape value => Object(place, value, room - 1),
        _ => Gbnf.Code(Scalars.Number(_rules)),
    };

    private Part List(int place, ArrayShape array, int room)
    {
        if (array.Max == 0 || _heights.Least(array.Item) > room)
            return Gbnf.Text("[]");

        var name = NameOf(place);
        var item = Value(array.Item, room);
        var more = "";
        if (array.Max > 1)
        {
            var next = _rules.Define(name + "-next", Gbnf.Sequence(Gbnf.Text(","), item));
            more = _rules.Repeated(next, Math.Max(array.Min - 1, 0), array.Max - 1);
        }

        Part[] items = [item, Gbnf.Code(more)];
        Part[] inside = array.Min > 0 ? items : [Gbnf.Code(_rules.Define(name + "-items", Gbnf.Sequence(items)) + "?")];
        return Gbnf.Code(_rules.Define(name, Gbnf.Sequence([Gbnf.Text("["), .. inside, Gbnf.Text("]")])));
    }

    private Part Object(int place, ObjectShape value, int room)
    {
        var members = value.Members.Where(member => member.Required || _heights.Least(member.Target) <= room)
            .Select(member => new Pair(member.Required, Gbnf.Text(CompactJson.Quoted(member.Name) + ":"), Value(member.Target, room))).ToList();
        if (members.Count == 0)
            return Gbnf.Text("{}");

        var name = NameOf(place);
        IEnumerable<Part> inside = members[0].Required
            ? [members[0].Name, members[0].Value, .. members.Skip(1).SelectMany(WithComma)]
            : [Gbnf.Code(FirstOptional(name, members))];
        return Gbnf.Code(_rules.Define(name, Gbnf.Sequence([Gbnf.Text("{"), .. inside, Gbnf.Text("}")])));
    }

    /// <summary>Any of the leading optional members may be the first, the one without a comma; the rules share what may follow.</summary>
    private string FirstOptional(string name, List<Pair> members)
    {
        var rest = new string[members.Count + 1];
        rest[members.Count] = "";
        for (var i = members.Count - 1; i > 0; i--)
            rest[i] = _rules.Define(name + "-rest", Gbnf.Sequence([.. WithComma(members[i]), Gbnf.Code(rest[i + 1])]));

        var required = members.FindIndex(member => member.Required);
        var first = members.Take(required < 0 ? members.Count : required + 1)
            .Select((member, i) => Gbnf.Sequence(member.Name, member.Value, Gbnf.Code(rest[i + 1])));
        return _rules.Define(name + "-members", string.Join(" | ", first)) + (required < 0 ? "?" : "");
    }

    private static Part[] WithComma(Pair member) => member.Required
        ? [Gbnf.Text(","), member.Name, member.Value]
        : [Gbnf.Code($"({Gbnf.Sequence(Gbnf.Text(","), member.Name, member.Value)})?")];

    /// <summary>The last two names on the way there: a person reads these in an error of llama.cpp.</summary>
    private string NameOf(int place)
    {
        var steps = _schema.Pointer(place).Split('/').Skip(1).Where(step => step is not ("properties" or "$defs" or "anyOf" or "oneOf")).Select(step => step == "items" ? "item" : step);
        return string.Join('-', steps.TakeLast(2));
    }

    private readonly record struct Pair(bool Required, Part Name, Part Value);
}
