using LlmWiki.Pages;

namespace LlmWiki.Ingest;

/// <summary>Two names, as written.</summary>
public sealed record NamePair(string Left, string Right);

/// <summary>
/// What was decided of names that are alike: which are names of one thing, and which are not. The index keeps it in its front matter, so
/// that it is decided once, and a person may change it there: <c>same: [JK Starley = John Kemp Starley]</c>,
/// <c>apart: [Rover ≠ Rover Company]</c>.
/// </summary>
public sealed record NameDecisions(IReadOnlyList<NamePair> Same, IReadOnlyList<NamePair> Apart)
{
    private const string IsSame = " = ";
    private const string IsApart = " ≠ ";

    public static NameDecisions None { get; } = new([], []);

    public static NameDecisions Of(WikiSnapshot wiki) => wiki[IndexPage.Path]?.Head.MapOrEmpty["generated"] is YamlMap generated
        ? new(Read(generated, "same", IsSame), Read(generated, "apart", IsApart))
        : None;

    public NameDecisions With(IEnumerable<NamePair> same, IEnumerable<NamePair> apart) =>
        new([.. Same.Concat(same).Distinct()], [.. Apart.Concat(apart).Distinct()]);

    /// <summary>The values for the index, in an order that does not depend on when they were decided.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values() => Value("same", Same, IsSame).Concat(Value("apart", Apart, IsApart));

    private static IEnumerable<KeyValuePair<string, string>> Value(string key, IReadOnlyList<NamePair> pairs, string mark) => pairs.Count == 0
        ? []
        : [KeyValuePair.Create(key, YamlText.List([.. pairs.Select(pair => pair.Left + mark + pair.Right).Order(StringComparer.Ordinal)]))];

    private static List<NamePair> Read(YamlMap generated, string key, string mark) =>
        [.. generated.Texts(key).Select(text => text.Split(mark)).Where(parts => parts.Length == 2).Select(parts => new NamePair(parts[0].Trim(), parts[1].Trim()))];
}
