using System.Collections.Immutable;
using System.Text;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint;

/// <summary>A tag that is spelled otherwise on more pages.</summary>
/// <param name="Pages">How many spell it <paramref name="Better"/>.</param>
internal sealed record TagDriftAt(RelPath Page, int Line, string Tag, string Better, int Pages)
{
    public string Message => $"the tag '{Tag}' is spelled '{Better}' on {Pages} other pages";
}

/// <summary>The forms in which the tags of a wiki are spelled.</summary>
internal sealed class TagForms
{
    private const int FewestLetters = 6;

    private sealed record Form(string Tag, string Key, HashSet<RelPath> Pages, List<(RelPath Path, int Line)> Places);

    private TagForms(IEnumerable<TagDriftAt> drifts) => Drifts = [.. drifts];

    /// <summary>Each place at which a tag has the rarer form.</summary>
    public ImmutableArray<TagDriftAt> Drifts { get; }

    /// <summary>The tag that a value of front matter is; empty where it is none.</summary>
    public static string TagOf(string text) => text.Contains("{{", StringComparison.Ordinal) ? "" : text.Trim().TrimStart('#');

    public static TagForms Of(IEnumerable<LintPage> pages)
    {
        var forms = FormsOf(pages);
        var better = new Dictionary<string, Form>(StringComparer.Ordinal);
        foreach (var alike in Neighbours(forms))
        {
            var best = alike.OrderByDescending(form => form.Pages.Count).ThenBy(form => form.Tag, StringComparer.Ordinal).First();
            foreach (var rare in alike.Where(form => form.Pages.Count < best.Pages.Count))
            {
                better[rare.Tag] = better.TryGetValue(rare.Tag, out var other) && other.Pages.Count >= best.Pages.Count ? other : best;
            }
        }

        return new TagForms(forms.Where(form => better.ContainsKey(form.Tag)).SelectMany(form => form.Places.Select(place => new TagDriftAt(place.Path, place.Line, form.Tag, better[form.Tag].Tag, better[form.Tag].Pages.Count))));
    }

    private static List<Form> FormsOf(IEnumerable<LintPage> pages)
    {
        var forms = new Dictionary<string, Form>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            foreach (var (text, line) in page.Outline.Head.Tags)
            {
                var tag = TagOf(text);
                if (tag.Length > 0)
                {
                    if (!forms.TryGetValue(tag, out var form))
                    {
                        forms[tag] = form = new Form(tag, KeyOf(tag), [], []);
                    }

                    form.Pages.Add(page.Path);
                    form.Places.Add((page.Path, line));
                }
            }
        }

        return [.. forms.Values];
    }

    /// <summary>Groups of forms of one tag: those of the same key, and pairs of which one letter differs.</summary>
    private static IEnumerable<IReadOnlyCollection<Form>> Neighbours(List<Form> forms)
    {
        foreach (var same in forms.GroupBy(form => form.Key).Where(group => group.Count() > 1))
        {
            yield return [.. same];
        }

        // Two keys that differ in one letter are the same once a letter is taken out of one or both.
        var cut = forms.Where(form => form.Key.Count(char.IsLetter) >= FewestLetters)
            .SelectMany(form => Enumerable.Range(0, form.Key.Length).Select(at => (Cut: form.Key.Remove(at, 1), form)).Append((form.Key, form)))
            .GroupBy(pair => pair.Item1, pair => pair.form, StringComparer.Ordinal);
        foreach (var near in cut)
        {
            var some = near.Distinct().ToList();
            for (var i = 0; i < some.Count; i++)
            {
                for (var j = i + 1; j < some.Count; j++)
                {
                    if (IsSlip(some[i].Key, some[j].Key))
                    {
                        yield return [some[i], some[j]];
                    }
                }
            }
        }
    }

    /// <summary>One letter too many, missing, wrong or swapped; a digit is never a slip, and the first letter hardly ever.</summary>
    private static bool IsSlip(string left, string right) =>
        left[0] == right[0] && EditDistance.Between(left, right) == 1 && DigitsOf(left) == DigitsOf(right);

    private static string DigitsOf(string key) => string.Concat(key.Where(char.IsDigit));

    /// <summary>Small letters without what joins words and without the ending of a plural.</summary>
    private static string KeyOf(string tag)
    {
        var key = new StringBuilder(tag.Length);
        foreach (var part in tag.Split('/'))
        {
            var word = Folding.Fold(part).Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            var tokens = Tokens.Of(word);
            var hasPlural = tokens.Count == 1 && tokens[0].Length == word.Length && word.Length > 4 && !word.EndsWith("ics", StringComparison.Ordinal);
            key.Append(key.Length > 0 ? "/" : "").Append(hasPlural ? tokens[0].Key : word);
        }

        return key.Length == 0 ? tag : key.ToString();
    }
}
