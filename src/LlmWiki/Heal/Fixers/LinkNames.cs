using System.Runtime.CompilerServices;
using System.Text;
using LlmWiki.Lint;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>The files of a wiki by the names that a dead link may have meant. Made once for each state of the wiki.</summary>
internal sealed class LinkNames
{
    private static readonly ConditionalWeakTable<LintWiki, LinkNames> Known = [];

    private readonly ILookup<string, RelPath> _byName;
    private readonly ILookup<string, RelPath> _byTitle;
    private readonly Lazy<NearNames> _near;

    private LinkNames(LintWiki wiki)
    {
        _byName = wiki.Files.ToLookup(file => Key(NameOf(file.Name)));
        var titles = wiki.Pages.Where(page => !page.IsBook)
            .SelectMany(page => page.Outline.Head.Aliases.Select(alias => alias.Text).Append(page.Outline.Title).Select(name => (Key: Key(name), page.Path)))
            .Where(pair => pair.Key.Length > 0).Distinct().ToList();
        _byTitle = titles.ToLookup(pair => pair.Key, pair => pair.Path);
        _near = new(() => NearNames.Of(wiki.Files.Select(file => (file.Value, Key(NameOf(file.Name)))).Concat(titles.Select(pair => (pair.Path.Value, pair.Key))).Distinct()));
    }

    public static LinkNames Of(LintWiki wiki) => Known.GetValue(wiki, key => new LinkNames(key));

    /// <summary>Files of that name but for capitals, accents and what parts its words.</summary>
    public IEnumerable<RelPath> Named(string name) => _byName[Key(NameOf(name))];

    /// <summary>Pages with that title or alias.</summary>
    public IEnumerable<RelPath> Titled(string name) => _byTitle[Key(name)];

    /// <summary>Files whose name, title or alias is spelled nearly so, nearest first.</summary>
    public IEnumerable<(RelPath File, string Name, int Distance)> Near(string name) =>
        _near.Value.Ranked(Key(NameOf(name))).Select(near => (new RelPath(near.Path), near.Name, near.Distance));

    /// <summary>The last part of a path, without the ending of a page.</summary>
    public static string NameOf(string path)
    {
        var name = path.TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..];
        return name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
    }

    /// <summary>Under what names are the same: "Rim brake", "rim-brake" and "rim_brake"; "Help &amp; support" and "Help and support". Signs that make a name, as in "C#", count.</summary>
    public static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var letter in Folding.Fold(name.Trim()))
        {
            if (letter == '&')
            {
                key.Append(key.Length > 0 && key[^1] != ' ' ? " and " : "and ");
            }
            else if (Folding.IsWordPart(letter) || letter is '#' or '+' or '*' or '=' or '%' or '$' or '@' or '§' or '°' || (letter == '.' && (key.Length == 0 || key[^1] == ' ')))
            {
                key.Append(letter);
            }
            else if (letter != '\'' && key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        return key.ToString().TrimEnd(' ', '.');
    }

    /// <summary>The digits of a name, each run by itself: "part 1" is not "part 2".</summary>
    public static bool HaveSameNumbers(string left, string right) => Numbers(left).SequenceEqual(Numbers(right));

    private static IEnumerable<string> Numbers(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsDigit(name[i]))
            {
                var start = i;
                while (i + 1 < name.Length && char.IsDigit(name[i + 1]))
                {
                    i++;
                }

                yield return name[start..(i + 1)];
            }
        }
    }

    /// <summary>
    /// Whether two keys are one name with a slip of the pen: a letter in one of some length, two in a long one. Numbers, Roman ones too, and
    /// words of a letter or two tell things apart, so they are never slips.
    /// </summary>
    public static bool IsSlip(string left, string right, int distance)
    {
        var most = Math.Min(left.Length, right.Length) switch { < 5 => 0, < 10 => 1, _ => 2 };
        return distance > 0 && distance <= most && HaveSameNumbers(left, right) && !DifferInSmallWords(left, right);
    }

    private static bool DifferInSmallWords(string left, string right)
    {
        var (one, two) = (Tokens.Of(left).Select(token => token.Word).ToList(), Tokens.Of(right).Select(token => token.Word).ToList());
        return one.Except(two).Concat(two.Except(one)).Any(word => word.Length <= 2 || word.All(letter => letter is 'i' or 'v' or 'x'));
    }
}
