using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmWiki.Text;

namespace LlmWiki.Llama.Hub;

/// <param name="Path">In the repository.</param>
/// <param name="Size">In bytes; null where the hub does not list it.</param>
internal sealed record HubFile(string Path, long? Size, Checksum? Checksum)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>A model of a repository: one file, or all its parts in order.</summary>
/// <param name="Quantization">Upper case, as <c>Q4_K_M</c>; null where its name says none.</param>
internal sealed record HubModel(string Name, string? Quantization, ImmutableArray<HubFile> Parts);

/// <summary>Picks one model of those that a repository offers.</summary>
internal static partial class Quantization
{
    private const int MostListed = 20;

    /// <summary>
    /// From the best trade of quality for size that is usual for small models, on to more precise ones and then to coarser ones.
    /// </summary>
    private static readonly string[] Preferred =
    [
        "Q4_K_M", "Q4_K_S", "Q4_0", "Q4_K_XL", "IQ4_NL", "IQ4_XS", "MXFP4", "MXFP4_MOE", "Q4_1", "Q5_K_M", "Q5_K_S", "Q5_0", "Q5_1", "Q6_K", "Q8_0",
        "Q3_K_L", "Q3_K_M", "Q3_K_S", "IQ3_M", "IQ3_S", "BF16", "F16", "Q2_K", "F32",
    ];

    /// <summary>The quantization that a file's name tells; null where it tells none.</summary>
    public static string? Of(string name) =>
        Tag().Matches(name) is { Count: > 0 } tags ? tags[^1].Value.ToUpperInvariant() : null;

    /// <summary>False for files that only go with a model: projectors for images, importance matrices.</summary>
    public static bool IsModel(string name) => name.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) && !Companion().IsMatch(name);

    /// <summary>False for the second and later parts of a model that was split.</summary>
    public static bool IsFirst(string name) => Part().Match(name) is not { Success: true } match || match.Groups["part"].ValueSpan is "00001";

    /// <summary>All models that files of a repository make.</summary>
    public static ImmutableArray<HubModel> Models(IEnumerable<HubFile> files) =>
    [
        .. files.Where(file => IsModel(file.Name))
            .GroupBy(file => Part().Replace(file.Path, ""))
            .Select(group => new HubModel(group.Key, Of(group.First().Name), [.. group.OrderBy(file => file.Path, StringComparer.Ordinal)]))
            .OrderBy(model => model.Name, StringComparer.Ordinal),
    ];

    /// <param name="wanted">A file's path or name, or a quantization; null for the one that suits most.</param>
    /// <exception cref="WikiException">There is none, or more than one; the hint lists what there is.</exception>
    public static HubModel Choose(string repo, IEnumerable<HubFile> files, string? wanted)
    {
        var models = Models(files);
        if (models.IsEmpty)
        {
            throw new WikiException($"'{repo}' has no GGUF files", "look for a repository of the same model whose name ends in GGUF");
        }

        var fitting = wanted is null ? Best(models) : [.. models.Where(model => Is(model, wanted))];
        return fitting switch
        {
            [var one] => Whole(repo, one),
            [] => throw new WikiException($"'{repo}' has no model '{wanted}'{Near(models, wanted!)}", Listed(models)),
            _ => throw new WikiException(
                wanted is null ? $"'{repo}' has several models" : $"'{repo}' has several models '{wanted}'",
                "name one: " + string.Join(", ", fitting.Take(MostListed).Select(Shown))),
        };
    }

    private static ImmutableArray<HubModel> Best(ImmutableArray<HubModel> models)
    {
        var best = Preferred.FirstOrDefault(tag => models.Any(model => model.Quantization == tag));
        return best is null ? models : [.. models.Where(model => model.Quantization == best)];
    }

    private static bool Is(HubModel model, string wanted) =>
        wanted.Equals(model.Quantization, StringComparison.OrdinalIgnoreCase)
        || model.Parts.Any(part => Same(part.Path, wanted) || Same(part.Name, wanted));

    private static bool Same(string name, string wanted) =>
        name.Equals(wanted, StringComparison.OrdinalIgnoreCase) || name.Equals(wanted + ".gguf", StringComparison.OrdinalIgnoreCase);

    private static HubModel Whole(string repo, HubModel model)
    {
        var part = Part().Match(model.Parts[0].Path);
        var count = part.Success ? int.Parse(part.Groups["count"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 1;
        return count == model.Parts.Length
            ? model
            : throw new WikiException($"'{repo}' has only {model.Parts.Length} of the {count} parts of '{model.Name}'", "choose another");
    }

    private static string Near(ImmutableArray<HubModel> models, string wanted)
    {
        var names = models.SelectMany(model => model.Parts.Select(part => part.Name).Append(model.Quantization ?? ""));
        return EditDistance.Nearest(wanted.ToUpperInvariant(), names.Select(name => name.ToUpperInvariant())) is { } near
            ? $" (did you mean '{names.First(name => name.Equals(near, StringComparison.OrdinalIgnoreCase))}'?)"
            : "";
    }

    private static string Listed(ImmutableArray<HubModel> models) =>
        "it has " + string.Join(", ", models.Take(MostListed).Select(Shown)) + (models.Length > MostListed ? $" and {models.Length - MostListed} more" : "");

    private static string Shown(HubModel model) => model.Parts.Length == 1 ? model.Parts[0].Path : $"{model.Parts[0].Path} (1 of {model.Parts.Length})";

    [GeneratedRegex(@"(?<![a-z0-9])((IQ|TQ|Q)[1-8](_[a-z0-9]+)*|BF16|F16|F32|MXFP4(_MOE)?)(?![a-z0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"-(?<part>\d{5})-of-(?<count>\d{5})(?=\.gguf$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"(^|[-_.])(mmproj|imatrix)([-_.]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Companion();
}
