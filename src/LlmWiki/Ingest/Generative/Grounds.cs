using LlmWiki.Ingest.Extractive;
using LlmWiki.Sources;

namespace LlmWiki.Ingest.Generative;

/// <summary>
/// Finds what bears a sentence beside the passages that it cites. These say "he" or "the race"; who that is stands in a passage before them,
/// or where the file begins. Such a passage is cited too, so that what the sentence names can be looked up.
/// </summary>
internal sealed class Grounds(Source source, ClaimCheck check)
{
    /// <summary>Passages at the beginning of a file, where it says what it is about.</summary>
    private const int Opening = 16;

    /// <summary>How far back a common word is looked for, in passages; a name is looked for up to the heading.</summary>
    private const int Near = 4;
    private const int MostNaming = 2;
    private const int MostWords = 4;

    /// <summary>The passages that bear a sentence, those that it cites first; null, and why, where they do not.</summary>
    public (IReadOnlyList<Passage>? Passages, string Why) Of(string text, IReadOnlyList<Passage> cited)
    {
        var problem = check.Problem(text, cited);
        for (var naming = 0; problem is not null && naming < MostNaming; naming++)
        {
            if ((Naming(text, cited) ?? Telling(text, cited)) is not { } passage)
            {
                break;
            }

            cited = [.. cited, passage];
            problem = check.Problem(text, cited);
        }

        return problem is null ? (cited, "") : (null, problem);
    }

    /// <summary>The nearest passage above that has the names that are missing, else one at the beginning of the file; of several names as many as can be.</summary>
    private Passage? Naming(string text, IReadOnlyList<Passage> cited)
    {
        var missing = check.MissingNames(text, cited);
        if (missing.Count == 0)
        {
            return null;
        }

        var first = cited[0].Number;
        var above = Before(first).TakeWhile(passage => passage.Number > cited[0].Heading).Where(passage => passage.Heading == cited[0].Heading);
        var opening = source.Passages.Take(Math.Min(Opening, first - 1));
        return above.Concat(opening).Where(MayBear).Select(passage => (passage, Count: CountOf(passage, missing))).Where(pair => pair.Count > 0)
            .OrderByDescending(pair => pair.Count).Select(pair => pair.passage).FirstOrDefault(passage => !cited.Contains(passage));
    }

    /// <summary>A passage just above with all the common words that are missing: "the race" of the next is the race of this one.</summary>
    private Passage? Telling(string text, IReadOnlyList<Passage> cited)
    {
        var missing = check.MissingWords(text, cited);
        return missing.Count is 0 or > MostWords ? null
            : Before(cited[0].Number).Take(Near).Where(passage => passage.Heading == cited[0].Heading && MayBear(passage) && !cited.Contains(passage)).FirstOrDefault(passage => CountOf(passage, missing) == missing.Count);
    }

    private IEnumerable<Passage> Before(int number) => Enumerable.Range(1, number - 1).Reverse().Select(each => source.Passages[each - 1]);

    private static bool MayBear(Passage passage) => passage.Kind is PassageKind.Sentence or PassageKind.ListItem or PassageKind.Caption && !Injection.IsMeantForModel(passage.Text);

    private static int CountOf(Passage passage, IReadOnlyList<string> words)
    {
        var tokens = Tokens.Of(passage.Text);
        return words.Count(word => tokens.Exists(token => token.Key == word || WordForms.AreOneName(token.Key, word)));
    }
}
