using System.Globalization;
using System.Text;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Sources;

namespace LlmWiki.Ingest.Generative;

/// <summary>
/// Passages that are shown to the model together, each on a line of its own with its number in the chunk. What stands before it in the
/// source does not change how a chunk reads, so it is the same question when other parts of the file change.
/// </summary>
internal sealed class Chunk(Source source, IReadOnlyList<Passage> passages)
{
    /// <summary>Letters of a heading that are shown.</summary>
    private const int MostHeading = 80;

    public IReadOnlyList<Passage> Passages => passages;

    /// <summary>The passage of a number in the prompt; null where there is none.</summary>
    public Passage? this[int number] => number >= 1 && number <= passages.Count ? passages[number - 1] : null;

    public string Text()
    {
        var text = new StringBuilder();
        for (var i = 0; i < passages.Count; i++)
        {
            if (i == 0 || passages[i].Heading != passages[i - 1].Heading)
            {
                text.Append(HeadingLine(source, passages[i]));
            }

            text.Append(Line(i + 1, passages[i])).Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    public static string Line(int number, Passage passage) =>
        string.Create(CultureInfo.InvariantCulture, $"[{number}] {(passage.Quoted ? "(quoted) " : "")}{ClaimText.ForPrompt(passage.Text)}");

    /// <summary>The headings above a passage, outermost first, without the title of the file; empty where there are none.</summary>
    public static string HeadingLine(Source source, Passage passage)
    {
        var path = Evidence.HeadingsOf(source, passage).Where(heading => heading.Text != source.Metadata.Title && !Injection.IsMeantForModel(heading.Text))
            .Reverse().Select(heading => TopicPage.Shorten(ClaimText.ForPrompt(heading.Text), MostHeading));
        var line = string.Join(" > ", path);
        return line.Length == 0 ? "" : $"# {line}\n";
    }

    /// <summary>Cuts passages into chunks of a size at most, where that can be at headings and paragraphs.</summary>
    /// <param name="most">Tokens of a chunk's text.</param>
    /// <returns>The chunks, and the passages that are longer than a chunk.</returns>
    public static (List<Chunk> Chunks, List<Passage> TooLong) Cut(Source source, IEnumerable<Passage> passages, int most, Func<string, int> count)
    {
        var chunks = new List<Chunk>();
        var tooLong = new List<Passage>();
        var open = new List<Passage>();
        var size = 0;
        foreach (var passage in passages)
        {
            var isNew = open.Count == 0 || open[^1].Heading != passage.Heading;
            var tokens = count(Line(99, passage)) + 1 + (isNew ? count(HeadingLine(source, passage)) : 0);
            if (tokens > most)
            {
                tooLong.Add(passage);
                continue;
            }

            // A chunk that is well filled ends where a new part begins.
            if (open.Count > 0 && (size + tokens > most || (isNew && size * 3 > most * 2)))
            {
                chunks.Add(new Chunk(source, [.. open]));
                open.Clear();
                tokens += isNew ? 0 : count(HeadingLine(source, passage));
                size = 0;
            }

            open.Add(passage);
            size += tokens;
        }

        if (open.Count > 0)
        {
            chunks.Add(new Chunk(source, [.. open]));
        }

        return (chunks, tooLong);
    }

    public IEnumerable<Chunk> Halves() =>
        passages.Count < 2 ? [] : [new Chunk(source, [.. passages.Take(passages.Count / 2)]), new Chunk(source, [.. passages.Skip(passages.Count / 2)])];
}
