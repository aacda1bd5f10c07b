using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>Collects the images of a source: those that lie below <c>raw/</c>, and the captions that say something.</summary>
internal sealed class SourceImages(RelPath source)
{
    private readonly ImmutableArray<SourceImage>.Builder _images = ImmutableArray.CreateBuilder<SourceImage>();
    private readonly HashSet<RelPath> _seen = [];

    public ImmutableArray<SourceImage> Found => _images.ToImmutable();

    /// <summary>Takes up an image as it is written, and adds its caption as a passage where it is a phrase.</summary>
    public void Add(string target, string alt, string title, int line, PassageBuilder builder)
    {
        var caption = Phrase(alt, target) ?? Phrase(title, target);
        if (caption is not null)
        {
            builder.Caption(caption, line);
        }

        if (Resolve(target) is { } path && _seen.Add(path))
        {
            _images.Add(new SourceImage(path, caption ?? ""));
        }
    }

    private RelPath? Resolve(string target)
    {
        if (target.Length is 0 or > 1_000 || target[0] is '/' or '#' || target.Contains(':'))
        {
            return null;
        }

        var end = target.AsSpan().IndexOfAny('?', '#');
        var path = source.Follow(Uri.UnescapeDataString(end < 0 ? target : target[..end]));
        return path is { } found && found.IsUnder("raw") && SourceReader.IsImage(found) ? found : null;
    }

    /// <summary>The text where it is a phrase: not a file name, a size or a word like "image".</summary>
    private static string? Phrase(string text, string target)
    {
        var phrase = CleanText.Of(text);
        var isName = phrase.Contains('.') && !phrase.Contains(' ') || (phrase.Length > 0 && target.Contains(phrase, StringComparison.OrdinalIgnoreCase));
        var words = phrase.Split(' ').Count(word => word.Any(char.IsLetter));
        var oneWord = words == 1 && phrase.Count(letter => letter >= '\u2E80' && char.IsLetter(letter)) >= 4;
        return !isName && (words >= 2 || oneWord) ? phrase : null;
    }
}
