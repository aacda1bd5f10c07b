using System.Globalization;
using System.Text;
using LlmWiki.Claims;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Generative;

/// <summary>Tokens that there are for passages.</summary>
/// <param name="Chunk">Of a chunk's text.</param>
/// <param name="Prompt">Of all that is put into the prompt.</param>
/// <param name="Together">Of that and the reply.</param>
internal sealed record Room(int Chunk, int Prompt, int Together)
{
    /// <summary>That of a chunk which leaves room for what is said of the reply before.</summary>
    public Room Smaller => this with { Chunk = Chunk * 2 / 3, Together = Together * 4 / 5 };

    /// <summary>What is left beside a chunk.</summary>
    public int Beside(Chunk chunk, Func<string, int> count)
    {
        var text = count(chunk.Text());
        return Math.Min(Prompt - text, Together - text - chunk.Passages.Sum(passage => Generative.Chunk.ReplyTokens(count(passage.Text))));
    }
}

/// <summary>
/// Passages that are shown to the model together, each on a line of its own with its number in the chunk. What stands before it in the
/// source does not change how a chunk reads, so it is the same question when other parts of the file change.
/// </summary>
/// <param name="isPartial">Other passages of the file stand between these: what stands before each is shown, without a number.</param>
internal sealed class Chunk(Source source, IReadOnlyList<Passage> passages, bool isPartial = false)
{
    /// <summary>Letters of a heading that are shown.</summary>
    private const int MostHeading = 80;

    /// <summary>Letters of a passage that only says what the next is about.</summary>
    private const int MostBefore = 110;

    /// <summary>Tokens of JSON around each claim, its topic among them.</summary>
    private const int AroundClaim = 24;

    /// <summary>What a reply may take for a passage: about the same sentence, and JSON around it.</summary>
    public static int ReplyTokens(int passage) => (passage * 5 / 4) + AroundClaim;

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

            if (isPartial && (i == 0 || passages[i].Number != passages[i - 1].Number + 1))
            {
                text.Append(BeforeLine(source, passages[i]));
            }

            text.Append(Line(i + 1, passages[i])).Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    public static string Line(int number, Passage passage) =>
        string.Create(CultureInfo.InvariantCulture, $"[{number}] {(passage.Quoted ? "(quoted) " : "")}{ClaimText.ForPrompt(passage.Text)}");

    private static string BeforeLine(Source source, Passage passage) =>
        passage.Number > 1 && source.Passages[passage.Number - 2] is { Kind: PassageKind.Sentence or PassageKind.ListItem } before && before.Heading == passage.Heading && !Injection.IsMeantForModel(before.Text)
            ? $"(before: {TopicPage.Shorten(ClaimText.ForPrompt(before.Text), MostBefore)})\n" : "";

    /// <summary>The headings above a passage, outermost first, without the title of the file; empty where there are none.</summary>
    public static string HeadingLine(Source source, Passage passage)
    {
        var path = ClaimEvidence.HeadingsOf(source, passage).Where(heading => heading.Text != source.Metadata.Title && !Injection.IsMeantForModel(heading.Text))
            .Reverse().Select(heading => TopicPage.Shorten(ClaimText.ForPrompt(heading.Text), MostHeading));
        var line = string.Join(" > ", path);
        return line.Length == 0 ? "" : $"# {line}\n";
    }

    /// <summary>Cuts passages into chunks of a size at most, where that can be at headings and paragraphs.</summary>
    /// <returns>The chunks, and the passages that are longer than a chunk.</returns>
    public static (List<Chunk> Chunks, List<Passage> TooLong) Cut(Source source, IEnumerable<Passage> passages, Room room, Func<string, int> count, bool isPartial = false)
    {
        var chunks = new List<Chunk>();
        var tooLong = new List<Passage>();
        var open = new List<Passage>();
        var (size, together) = (0, 0);
        foreach (var passage in passages)
        {
            var isNew = open.Count == 0 || open[^1].Heading != passage.Heading;
            var tokens = count(Line(99, passage)) + 1 + (isNew ? count(HeadingLine(source, passage)) : 0) + (isPartial ? count(BeforeLine(source, passage)) : 0);
            var reply = ReplyTokens(count(passage.Text));
            if (tokens > room.Chunk || tokens + reply > room.Together)
            {
                tooLong.Add(passage);
                continue;
            }

            // A chunk that is well filled ends where a new part begins.
            if (open.Count > 0 && (size + tokens > room.Chunk || together + tokens + reply > room.Together || (isNew && size * 3 > room.Chunk * 2)))
            {
                chunks.Add(new Chunk(source, [.. open], isPartial));
                open.Clear();
                tokens += isNew ? 0 : count(HeadingLine(source, passage));
                (size, together) = (0, 0);
            }

            open.Add(passage);
            size += tokens;
            together += tokens + reply;
        }

        if (open.Count > 0)
        {
            chunks.Add(new Chunk(source, [.. open], isPartial));
        }

        return (chunks, tooLong);
    }

    public IEnumerable<Chunk> Halves() =>
        passages.Count < 2 ? [] : [new Chunk(source, [.. passages.Take(passages.Count / 2)]), new Chunk(source, [.. passages.Skip(passages.Count / 2)])];
}
