using System.Collections.Immutable;

namespace LlmWiki.Llama.Grammar;

/// <summary>The places of a schema with links followed: each has one or more shapes, none of them a link.</summary>
internal sealed class SchemaTable
{
    private readonly List<(string Pointer, ImmutableArray<Shape> Shapes)> _places = [];

    public int Count => _places.Count;

    public ImmutableArray<Shape> this[int place] => _places[place].Shapes;

    public static SchemaTable Of(IReadOnlyList<(string Pointer, ImmutableArray<Shape> Shapes)> linked)
    {
        var table = new SchemaTable();
        for (var place = 0; place < linked.Count; place++)
        {
            var shapes = Followed(linked, place);
            if (shapes.IsEmpty)
                throw SchemaProblem.At(linked[place].Pointer, "refers only to itself");
            table._places.Add((linked[place].Pointer, shapes));
        }

        return table;
    }

    public string Pointer(int place) => _places[place].Pointer;

    /// <summary>A link back to where one has been adds nothing: a value that is this or itself is this.</summary>
    private static ImmutableArray<Shape> Followed(IReadOnlyList<(string Pointer, ImmutableArray<Shape> Shapes)> linked, int start)
    {
        var shapes = ImmutableArray.CreateBuilder<Shape>();
        var seen = new HashSet<int> { start };
        var open = new Stack<int>([start]);
        while (open.TryPop(out var place))
        {
            // A place has links only or none. The first is followed first, so that alternatives keep the order of the schema.
            var here = linked[place].Shapes;
            shapes.AddRange(here.Where(shape => shape is not LinkShape));
            foreach (var link in here.OfType<LinkShape>().Reverse().Where(link => seen.Add(link.Target)))
                open.Push(link.Target);
        }

        return shapes.ToImmutable();
    }
}
