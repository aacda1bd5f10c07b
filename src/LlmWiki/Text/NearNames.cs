namespace LlmWiki.Text;

/// <summary>
/// Finds the paths whose file name is spelled nearly like another one. Names that share most runs of three letters are compared by
/// <see cref="EditDistance"/>, so a look-up costs a fraction of a look at every name. Safe for use from several threads.
/// </summary>
public sealed class NearNames
{
    private const int MostCompared = 12;

    // A run of letters that is in more names than this tells nothing apart.
    private const int MostPostings = 2_000;

    private readonly (string Path, string Name)[] _names;
    private readonly Dictionary<long, List<int>> _postings = [];

    public NearNames(IEnumerable<string> paths)
    {
        _names = [.. paths.Select(path => (path, NameOf(path)))];
        for (var i = 0; i < _names.Length; i++)
        {
            foreach (var run in Runs(_names[i].Name))
            {
                if (!_postings.TryGetValue(run, out var list))
                {
                    _postings[run] = list = [];
                }

                if (list.Count == 0 || list[^1] != i)
                {
                    list.Add(i);
                }
            }
        }
    }

    /// <summary>The path that was most likely meant; null where none is near: more than a third of the letters differ.</summary>
    public string? Nearest(string path)
    {
        var name = NameOf(path);
        var counts = new Dictionary<int, int>();
        foreach (var run in Runs(name).Distinct())
        {
            if (_postings.TryGetValue(run, out var list) && list.Count <= MostPostings)
            {
                foreach (var i in list)
                {
                    counts[i] = counts.GetValueOrDefault(i) + 1;
                }
            }
        }

        var most = Math.Max(1, name.Length / 3);
        return counts.Where(pair => Math.Abs(_names[pair.Key].Name.Length - name.Length) <= most)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => Math.Abs(_names[pair.Key].Name.Length - name.Length)).ThenBy(pair => pair.Key).Take(MostCompared)
            .Select(pair => (_names[pair.Key].Path, Distance: EditDistance.Between(name, _names[pair.Key].Name)))
            .Where(pair => pair.Distance <= most)
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Path, StringComparer.Ordinal)
            .Select(pair => pair.Path).FirstOrDefault();
    }

    /// <summary>The last part without its extension, folded.</summary>
    private static string NameOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return Folding.Fold(dot > 0 && name.Length - dot <= 6 ? name[..dot] : name);
    }

    private static IEnumerable<long> Runs(string name)
    {
        var padded = " " + name + " ";
        for (var i = 0; i + 2 < padded.Length; i++)
        {
            yield return ((long)padded[i] << 32) | ((long)padded[i + 1] << 16) | padded[i + 2];
        }
    }
}
