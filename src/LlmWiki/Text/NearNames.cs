using System.Buffers;
using System.Collections.Concurrent;

namespace LlmWiki.Text;

/// <summary>
/// Finds the paths whose file name is spelled nearly like another one. Names that share most runs of three letters are compared by
/// <see cref="EditDistance"/>, so a look-up costs a fraction of a look at every name. Safe for use from several threads.
/// </summary>
public sealed class NearNames
{
    private const int MostCompared = 8;

    // A run of letters that is in more names than this tells little apart: it counts only where nothing better is shared.
    private const int MostPostings = 400;

    private readonly (string Path, string Name)[] _names;
    private readonly Dictionary<ulong, List<int>> _postings = [];
    private readonly ConcurrentDictionary<string, string?> _known = new(StringComparer.Ordinal);

    public NearNames(IEnumerable<string> paths)
        : this([.. paths.Select(path => (path, NameOf(path)))])
    {
    }

    private NearNames((string Path, string Name)[] names)
    {
        _names = names;
        for (var i = 0; i < _names.Length; i++)
        {
            foreach (var run in Runs(_names[i].Name))
            {
                if (!_postings.TryGetValue(run, out var list))
                {
                    _postings[run] = list = new List<int>(1);
                }

                if (list.Count == 0 || list[^1] != i)
                {
                    list.Add(i);
                }
            }
        }
    }

    /// <param name="names">Paths, each with a name under which it is found, folded; a path may have several.</param>
    public static NearNames Of(IEnumerable<(string Path, string Name)> names) => new([.. names]);

    /// <summary>The path that was most likely meant; null where none is near: more than a third of the letters differ.</summary>
    public string? Nearest(string path) => _known.GetOrAdd(NameOf(path), name => Ranked(name).Select(near => near.Path).FirstOrDefault());

    /// <summary>The few paths whose name is near a folded one, with how many letters differ: nearest first, then in order of paths.</summary>
    public IReadOnlyList<(string Path, string Name, int Distance)> Ranked(string name)
    {
        var counts = ArrayPool<byte>.Shared.Rent(_names.Length);
        Array.Clear(counts, 0, _names.Length);
        var touched = new List<int>();
        foreach (var run in Runs(name).Distinct())
        {
            if (_postings.TryGetValue(run, out var list) && list.Count <= MostPostings)
            {
                foreach (var i in list)
                {
                    if (counts[i] == 0)
                    {
                        touched.Add(i);
                    }

                    counts[i] += counts[i] < byte.MaxValue ? (byte)1 : (byte)0;
                }
            }
        }

        var most = Math.Max(1, name.Length / 3);
        touched.RemoveAll(i => Far(i, name) > most);
        touched.Sort((left, right) => counts[left] != counts[right] ? counts[right] - counts[left] : Far(left, name) != Far(right, name) ? Far(left, name) - Far(right, name) : left - right);
        var near = touched.Take(MostCompared).Select(i => (_names[i].Path, _names[i].Name, Distance: EditDistance.Between(name, _names[i].Name)))
            .Where(each => each.Distance <= most)
            .OrderBy(each => each.Distance).ThenBy(each => each.Path, StringComparer.Ordinal).ToList();
        ArrayPool<byte>.Shared.Return(counts);
        return near;
    }

    private int Far(int at, string name) => Math.Abs(_names[at].Name.Length - name.Length);

    /// <summary>The last part without its extension, folded.</summary>
    private static string NameOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return Folding.Fold(dot > 0 && name.Length - dot <= 6 ? name[..dot] : name);
    }

    private static IEnumerable<ulong> Runs(string name)
    {
        var padded = " " + name + " ";
        for (var i = 0; i + 2 < padded.Length; i++)
        {
            yield return ((ulong)padded[i] << 32) | ((ulong)padded[i + 1] << 16) | padded[i + 2];
        }
    }
}
