namespace LlmWiki.Evals.Clean;

internal enum FactKind
{
    Count,
    Measure,
    Year,
    Name,
    State,
}

/// <summary>Something that can be said of every topic of a kind.</summary>
/// <param name="Said">With <c>{T}</c> for the topic and <c>{v}</c> for the value.</param>
/// <param name="Others">The same in other words.</param>
/// <param name="Low">Smallest value; for a state: unused.</param>
/// <param name="Against">Of a state: the denials and opposites, which cannot be true beside it.</param>
internal sealed record FactForm(FactKind Kind, string Said, string[] Others, int Low, int High, string[] Against)
{
    public static FactForm Count(string said, int low, int high, params string[] others) => new(FactKind.Count, said, others, low, high, []);

    public static FactForm Measure(string said, int low, int high, params string[] others) => new(FactKind.Measure, said, others, low, high, []);

    public static FactForm Year(string said, params string[] others) => new(FactKind.Year, said, others, 1760, 1949, []);

    public static FactForm Name(string said, params string[] others) => new(FactKind.Name, said, others, 0, 0, []);

    public static FactForm State(string said, params string[] against) => new(FactKind.State, said, [], 0, 0, against);
}

/// <param name="Definition">With <c>{T}</c> for the topic and <c>{P}</c> for its town.</param>
internal sealed record TopicKind(string Word, bool IsEntity, string Title, string Definition, FactForm[] Forms)
{
    public string Language { get; init; } = "en";
}

/// <summary>What one page says of its topic, and the source has in the same words.</summary>
internal sealed record Fact(FactForm Form, string Value, string Text);

/// <summary>One page of the clean wiki.</summary>
internal sealed record Topic(string Path, string Title, TopicKind Kind, Town Town, string Definition, Fact[] Facts)
{
    public bool IsTool { get; init; }

    /// <summary>How the page names the topic within a sentence.</summary>
    public string Name => Title;

    public string Language => Kind.Language;

    public string Folder => Path[..Path.LastIndexOf('/')];

    public string Stem => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The sentence with another value.</summary>
    public string Say(string template, string value) => template.Replace("{T}", Name, StringComparison.Ordinal).Replace("{v}", value, StringComparison.Ordinal);
}

/// <summary>A town, whose topics rest on the same notes.</summary>
internal sealed record Town(string Name, string Slug, string Language)
{
    public List<Topic> Topics { get; } = [];

    /// <summary>Paths of its files below <c>raw/</c>.</summary>
    public List<string> Sources { get; } = [];
}
