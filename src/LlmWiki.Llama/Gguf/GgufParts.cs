using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LlmWiki.Llama.Gguf;

/// <summary>Models that their makers cut into several files. llama.cpp opens the first and finds the others by their names.</summary>
internal static partial class GgufParts
{
    private const int Most = 999;

    /// <summary>The file, and the parts that belong to it.</summary>
    public static ImmutableArray<GgufPart> Read(string path)
    {
        var first = GgufPart.Read(path);
        var count = first.Metadata.Integer("split.count") ?? 1;
        if (count is < 0 or > Most)
        {
            throw first.Contradicts($"it says that it is one of {count:N0} parts");
        }

        if (count <= 1)
        {
            return [first];
        }

        CheckFirst(first, count);
        ImmutableArray<GgufPart> all = [first, .. Others(path, count).Select(other => GgufPart.Read(other))];
        for (var i = 1; i < all.Length; i++)
        {
            // The type too: llama.cpp ends the process where it is another.
            if (all[i].Metadata.Find("split.no") is not { Type: GgufValueType.U16, Value: long number } || number != i)
            {
                throw all[i].Contradicts($"its name says that it is part {i + 1} of {count}, and it says otherwise");
            }
        }

        var tensors = all.Sum(part => part.Tensors.Length);
        if (tensors != all.SelectMany(part => part.Tensors).Select(tensor => tensor.Name).Distinct().Count())
        {
            throw first.Contradicts("its parts have the same tensors, so they are not of one model");
        }

        return first.Metadata.Integer("split.tensors.count") == tensors
            ? all
            : throw first.Contradicts($"its {count} parts have {tensors:N0} tensors, and {first.Metadata.Integer("split.tensors.count"):N0} are announced");
    }

    private static void CheckFirst(GgufPart part, long count)
    {
        var number = part.Metadata.Integer("split.no") ?? 0;
        var name = PartName().Match(part.Path);
        if (number != 0)
        {
            throw new WikiException($"'{part.Path}' is part {number + 1:N0} of {count} of a model",
                name.Success ? $"name its first part: {name.Groups["stem"].Value}-00001-of-{count:00000}.gguf" : "name its first part, whose name has 00001 in it");
        }

        if (!name.Success || name.Groups["number"].Value != "00001" || name.Groups["count"].Value != $"{count:00000}")
        {
            throw new WikiException($"'{part.Path}' is the first of {count} parts, and its name does not say so",
                $"rename it so that it ends in -00001-of-{count:00000}.gguf, as its maker called it: that is how the others are found");
        }
    }

    private static List<string> Others(string path, long count)
    {
        var stem = PartName().Match(path).Groups["stem"].Value;
        var others = Enumerable.Range(2, (int)count - 1).Select(number => $"{stem}-{number:00000}-of-{count:00000}.gguf").ToList();
        var missing = others.Where(other => !File.Exists(other)).Select(other => $"'{Path.GetFileName(other)}'").ToList();
        return missing.Count == 0 ? others : throw new WikiException(
            $"'{path}' is the first of {count} parts, and {missing.Count} of them are missing beside it: {string.Join(", ", missing.Take(5))}{(missing.Count > 5 ? ", …" : "")}",
            "download all parts into one folder");
    }

    [GeneratedRegex(@"\A(?<stem>.*)-(?<number>[0-9]{5})-of-(?<count>[0-9]{5})\.gguf\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex PartName();
}
