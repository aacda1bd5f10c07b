using System.Text;

namespace LlmWiki.Tests.Sources;

public sealed class TextEncodingTests
{
    private const string Sample = "Größe – 5 €\n\nZweite Zeile für Ada";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16le", "utf-16be", "utf-16le-bom", "utf-16be-bom", "utf-32-bom", "utf-32be-bom", "windows-1252"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Text_is_read_in_every_usual_encoding(string name)
    {
        var source = Reading.Read("a.txt", Encode(name));
        source.Lines().ShouldBe(["Sentence [1] Größe – 5 €", "Sentence [3] Zweite Zeile für Ada"]);
    }

    [Theory]
    [InlineData(".txt")]
    [InlineData(".md")]
    [InlineData(".csv")]
    [InlineData(".json")]
    [InlineData(".html")]
    public void Binary_files_are_refused(string extension)
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 1, 2, 3];
        Should.Throw<WikiException>(() => Reading.Read("a" + extension, png)).Message.ShouldContain("is binary, not text");
    }

    [Theory]
    [InlineData(".txt")]
    [InlineData(".md")]
    [InlineData(".csv")]
    [InlineData(".json")]
    [InlineData(".jsonl")]
    [InlineData(".html")]
    public void An_empty_file_has_no_passages(string extension) => Reading.Read("a" + extension, []).Passages.ShouldBeEmpty();

    private static byte[] Encode(string name)
    {
        Encoding encoding = name.Split("-bom")[0] switch
        {
            "utf-16le" => new UnicodeEncoding(false, true),
            "utf-16be" => new UnicodeEncoding(true, true),
            "utf-32" => new UTF32Encoding(false, true),
            "utf-32be" => new UTF32Encoding(true, true),
            "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252).ShouldNotBeNull(),
            _ => new UTF8Encoding(true),
        };
        var bytes = encoding.GetBytes(Sample);
        return name.EndsWith("-bom", StringComparison.Ordinal) ? [.. encoding.GetPreamble(), .. bytes] : bytes;
    }
}
