using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Tests.Sources;

public sealed class HostileSourceTests
{
    /// <summary>What is quadratic takes hours here; how fast it is, benchmarks tell.</summary>
    private static readonly TimeSpan NoHang = TimeSpan.FromSeconds(60);

    private static readonly string[] Extensions = [".md", ".txt", ".html", ".csv", ".tsv", ".json", ".jsonl", ".docx", ".pdf"];

    private static readonly string[] Pieces =
    [
        "a", "Word", "word", " ", " ", "\n", "\n\n", "\t", "    ", "*", "**", "***", "_", "__", "~~", "~", "==", "`", "``", "```", "\n```\n", "[", "]", "(", ")", "[[", "]]", "![", "![[",
        "](http://a.b/c)", "](javascript:alert(1))", "<", ">", "<b>", "</b>", "<script>", "</script>", "<!--", "-->", "<div>\n", "</div>\n", "|", "\n|---|---|\n", "| a | b |\n", "$", "$$", "%%",
        "^", "^id", "[^1]", "\n[^1]: ", "\n[x]: http://a.b\n", "#", "\n# ", "\n## ", "\n- ", "\n  - ", "\n* ", "\n1. ", "\n> ", "\n> [!note] ", "\n---\n", "\n===\n", "\\", "&amp;", "&", "&#x5B;", ";", ":", "://", "http://x.y/z_(a)",
        "www.a.b", "mailto:a@b.c", "<http://a.b>", "<a@b.c>", "!", "?", ".", ". ", "。", "“", "”", "\"", "'", "{", "}", "{#id}", "+", "++", "-", "--", "=", "%", "@", "é", "日本", "中文。", "ع", "؟ ", "😀", "👩‍👩‍👧", "\u200B", "\u202E", "\uFEFF", "\u0301", "\u00A0", "\u0007", "\u2028",
        "e.g. ", "Dr. ", "12. ", "[ ] ", "[x] ", "\r\n", "\r", "~~~\n", "https://a.b/?q=1&c=2;d", "{{x}}", "~~x~~", "H~2~O", "x^2^", ":smile:", "* * *", "Term\n: def",
    ];

    [Fact]
    public void Any_mixture_of_Markdown_is_read_into_safe_passages()
    {
        var texts = Gen.ArrayOf(Gen.Elements(Pieces)).Select(string.Concat).ToArbitrary();
        Check.One(Properties.Config.WithMaxTest(1_000).WithEndSize(60), Prop.ForAll(texts, text =>
        {
            foreach (var extension in (string[])[".md", ".txt", ".html"])
            {
                var source = TryRead("a" + extension, Encoding.UTF8.GetBytes(text));
                source?.ShouldHold(Invariants.LineCount(text));
            }
        }));
    }

    [Fact]
    public void Code_with_two_marks_at_the_head_opens_no_fence() =>
        TryRead("a.md", Encoding.UTF8.GetBytes("` a``b ` and `c`"))!.ShouldHold(1);

    [Fact]
    public void Random_bytes_under_every_extension_are_read_or_refused()
    {
        var random = new System.Random(7);
        foreach (var extension in Extensions)
        {
            for (var i = 0; i < 60; i++)
            {
                var bytes = new byte[random.Next(600)];
                random.NextBytes(bytes);
                if (i % 2 == 0)
                {
                    bytes = [.. bytes.Select(one => (byte)(one % 96 + 32))];
                }

                TryRead("a" + extension, bytes)?.ShouldHold();
            }
        }
    }

    [Theory]
    [InlineData("mixed.md")]
    [InlineData("plain.txt")]
    [InlineData("page.html")]
    [InlineData("table.csv")]
    [InlineData("records.json")]
    [InlineData("lines.jsonl")]
    [InlineData("report.docx")]
    [InlineData("guide.pdf")]
    public void Damaged_files_are_read_or_refused(string name)
    {
        // For a PDF, what pdftotext answers is damaged.
        var bytes = Reading.Fixture(name.Replace(".pdf", ".xhtml", StringComparison.Ordinal));
        var random = new System.Random(11);
        for (var i = 0; i < 120; i++)
        {
            TryRead(name, Damage(bytes, random))?.ShouldHold();
        }
    }

    [Theory]
    [InlineData(".md", ">", 10_000)]
    [InlineData(".md", "> ", 10_000)]
    [InlineData(".md", "- ", 1_000)]
    [InlineData(".md", "1. ", 20_000)]
    [InlineData(".md", "[", 50_000)]
    [InlineData(".md", "![", 50_000)]
    [InlineData(".md", "[[a|", 50_000)]
    [InlineData(".md", "*a **b ", 20_000)]
    [InlineData(".md", "**a*", 20_000)]
    [InlineData(".md", "`a``", 50_000)]
    [InlineData(".md", "<div>", 50_000)]
    [InlineData(".md", "<a ", 20_000)]
    [InlineData(".md", "%%", 50_000)]
    [InlineData(".md", "$a", 50_000)]
    [InlineData(".md", "|", 50_000)]
    [InlineData(".md", "a|b\n-|-\n", 5_000)]
    [InlineData(".md", "[a]: b\n", 20_000)]
    [InlineData(".md", "[^a]: b\n", 20_000)]
    [InlineData(".md", "[^1]", 50_000)]
    [InlineData(".md", "http://a.b ", 50_000)]
    [InlineData(".md", "a\n", 100_000)]
    [InlineData(".md", "`", 100_000)]
    [InlineData(".md", "\\", 100_000)]
    [InlineData(".md", "&", 100_000)]
    [InlineData(".md", "%%\n", 50_000)]
    [InlineData(".md", "```\n", 50_000)]
    [InlineData(".md", "<!--", 50_000)]
    [InlineData(".txt", "a. ", 200_000)]
    [InlineData(".txt", "(", 200_000)]
    [InlineData(".txt", ".", 500_000)]
    [InlineData(".txt", "- a\n", 100_000)]
    [InlineData(".txt", "a\n", 300_000)]
    [InlineData(".txt", "a", 2_000_000)]
    [InlineData(".html", "<div>", 100_000)]
    [InlineData(".html", "<b>a", 30_000)]
    [InlineData(".html", "<table><tr><td>", 10_000)]
    [InlineData(".html", "<p>a", 100_000)]
    [InlineData(".html", "<ul><li>a", 10_000)]
    [InlineData(".html", "<a href=x>", 30_000)]
    [InlineData(".csv", "\"a,\n", 100_001)]
    [InlineData(".csv", "a,", 200_000)]
    [InlineData(".csv", "\"\n", 100_001)]
    [InlineData(".json", "[", 100_000)]
    [InlineData(".json", "{\"a\":", 100_000)]
    public void Repetition_without_end_does_not_hang(string extension, string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        var watch = Stopwatch.StartNew();
        var source = TryRead("a" + extension, Encoding.UTF8.GetBytes(text));
        watch.Elapsed.ShouldBeLessThan(NoHang, $"{extension} {piece}");
        source?.Passages.Select((passage, i) => passage.Number == i + 1).ShouldAllBe(right => right);
    }

    [Fact]
    public void A_list_a_thousand_levels_deep_is_read()
    {
        var text = string.Concat(Enumerable.Range(0, 1_000).Select(level => new string(' ', level * 2) + "- item " + level + "\n"));
        var source = Reading.Markdown(text);
        source.Passages.Length.ShouldBeGreaterThanOrEqualTo(1_000);
        source.Texts().ShouldContain(line => line.Contains("item 999"));
    }

    [Fact]
    public void Ten_thousand_quotes_in_a_row_lose_no_word()
    {
        var source = Reading.Markdown(new string('>', 10_000) + " deep words\n\nAfter.");
        source.Texts().ShouldContain(text => text.Contains("deep words"));
        source.Texts().ShouldContain("After.");
    }

    [Fact]
    public void A_line_of_ten_megabytes_does_not_hang()
    {
        var line = string.Concat(Enumerable.Repeat("The *quick* brown fox [jumps](http://a.b) over `it`. ", 200_000));
        var watch = Stopwatch.StartNew();
        var source = Reading.Markdown(line);
        watch.Elapsed.ShouldBeLessThan(NoHang);
        source.Passages.Length.ShouldBeGreaterThan(100_000);
    }

    [Fact]
    public void A_cancelled_reading_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        foreach (var extension in Extensions)
        {
            Should.Throw<OperationCanceledException>(() => SourceReader.Read(new RelPath("raw/a" + extension), "a b."u8.ToArray(), null, cancelled.Token));
        }
    }

    /// <summary>Every file is read or refused in words for a person; any other exception is a defect.</summary>
    private static Source? TryRead(string name, byte[] bytes)
    {
        try
        {
            return Reading.Read(name, bytes, (pdf, _) => pdf);
        }
        catch (WikiException refused)
        {
            refused.Message.ShouldNotBeNullOrWhiteSpace();
            return null;
        }
    }

    private static byte[] Damage(byte[] bytes, System.Random random)
    {
        var damaged = bytes.ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(4))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(at, Math.Min(random.Next(1, 40), damaged.Count - at));
                    break;
                case 2:
                    damaged.InsertRange(at, damaged.GetRange(at, Math.Min(random.Next(1, 60), damaged.Count - at)));
                    break;
                default:
                    damaged.RemoveRange(at + 1, damaged.Count - at - 1);
                    break;
            }
        }

        return [.. damaged];
    }
}
