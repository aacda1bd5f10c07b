using LlmWiki.Ingest.Extractive;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Generative;

/// <summary>Which passages of a source are shown to the model. Tables and code are told as they are; questions, tasks and links not at all.</summary>
internal sealed class AskedPassages
{
    /// <summary>Reasons of the extractive engine for leaving a passage out that do not hold for a model, which can say what a passage leans on.</summary>
    private static readonly HashSet<string> NoReason = new(StringComparer.Ordinal)
    {
        "leans on the text before it", "too short to stand alone", "first person", "leads into a list", "leads into something that is not told",
        "does not belong to the definition before it", "caption",
    };

    private const int EnoughWords = 5;

    private readonly HashSet<Passage> _facts = new(ReferenceEqualityComparer.Instance);

    public AskedPassages(Reading reading)
    {
        var source = reading.Source;
        var reasons = reading.Unused.ToDictionary(unused => unused.Passage.Number, unused => unused.Reason);
        ForModel = [.. source.Passages.Where(passage => passage.Kind != PassageKind.Code && Injection.IsMeantForModel(passage.Text)).Select(passage => new UnusedPassage(passage, Injection.Reason))];
        var barred = ForModel.Select(unused => unused.Passage.Number).ToHashSet();
        Asked = [.. source.Passages.Where(passage => passage.Kind is PassageKind.Sentence or PassageKind.ListItem or PassageKind.Caption && !barred.Contains(passage.Number)
            && (!reasons.TryGetValue(passage.Number, out var reason) || NoReason.Contains(reason)))];
        _facts.UnionWith(Asked.Where(passage => (!reasons.TryGetValue(passage.Number, out var reason) || reason == "leans on the text before it") && SaysSomething(passage, reading.Language)));
    }

    /// <summary>In reading order.</summary>
    public IReadOnlyList<Passage> Asked { get; }

    /// <summary>Passages that are withheld from the model.</summary>
    public IReadOnlyList<UnusedPassage> ForModel { get; }

    /// <summary>Whether a passage has a fact, as far as code can tell: a model that says nothing of it is asked once more.</summary>
    public bool IsFact(Passage passage) => _facts.Contains(passage);

    /// <summary>A number, a name inside the sentence, what something is, or enough words that are no function words; "Quite so." has none of these.</summary>
    private static bool SaysSomething(Passage passage, Language language)
    {
        var tokens = Tokens.Of(passage.Text);
        var names = language.Code == "de" ? 0 : tokens.Skip(1).Count(token => char.IsUpper(passage.Text[token.Start]) && token.Length > 1 && !language.IsStop(token.Word));
        var words = tokens.Sum(token => Tokens.IsIdeograph(passage.Text[token.Start]) ? 1 : token.Length > 2 && !Language.IsStopAnywhere(token.Word) ? 2 : 0) / 2;
        return !Sentence.IsFragment(passage.Text) && (words >= EnoughWords || names > 0 || passage.Text.Any(char.IsDigit) || Definition.SubjectOf(passage.Text, language) is not null);
    }
}
