using System.Collections;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Tests.Ingest;

public sealed class ReadingFormTests
{
    /// <summary>A property that a record of a reading gets, and that its form does not tell of, fails here.</summary>
    [Fact]
    public void EveryValueOfAReadingComesBack()
    {
        var clip = """
            ---
            title: A clip
            description: What it is about
            author: Ida Berg
            url: https://example.org/clip
            date: 2024-05-02T10:00:00+02:00
            tags: [tools]
            aliases: [The clip]
            ---
            # The Marvel Works

            The Marvel Works (MW) was a maker of tools in Bath. It made ~~nine~~ ten kinds of hammer.

            > We never sold a saw.

            ![The yard](yard.png)

            | Name | Year |
            |---|---|
            | Claw hammer | 1901 |

            ```
            code = 1
            ```

            - Is it open?
            - **Mallet**: a hammer of wood, also called beetle
            """;
        Of("raw/clip.md", clip);
        Of("raw/rows.csv", "name,year\nRover,1885\n");
        Of("raw/empty.txt", "One sentence that says enough to be told alone.");
    }

    [Fact]
    public void BytesThatAreNoReadingGiveNone() =>
        ReadingForm.Read(new RelPath("raw/a.md"), ContentHash.Of("a"), [1, 2, 3, 255, 255]).ShouldBeNull();

    private static void Of(string path, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var reading = Reading.Of(SourceReader.Read(new RelPath(path), bytes, pdfToText: null));
        var again = ReadingForm.Read(reading.Source.Path, reading.Source.Hash, ReadingForm.Write(reading));
        Dump(again).ShouldBe(Dump(reading));
    }

    private static string Dump(object? value, int depth = 0) => value switch
    {
        null => "null",
        string or Enum or bool or int or DateTimeOffset => $"{value}",
        Language language => language.Code,
        Passage passage when depth > 2 => $"passage {passage.Number}",
        Source source when depth > 1 => $"{source.Path}",
        IEnumerable items => "[" + string.Join(", ", items.Cast<object>().Select(item => Dump(item, depth + 1))) + "]",
        _ => "{" + string.Join(", ", value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => $"{property.Name}: {Dump(property.GetValue(value), depth + 1)}")) + "}",
    };
}
