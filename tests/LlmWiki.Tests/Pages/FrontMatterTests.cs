using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Pages;

namespace LlmWiki.Tests.Pages;

public sealed class FrontMatterTests
{
    private static FrontMatter Head(string text) => FrontMatter.Split(text).Head;

    private static FrontMatter With(FrontMatter head, string key, string value) => head.With([KeyValuePair.Create(key, value)]);

    [Fact]
    public void Setting_a_key_keeps_all_other_bytes()
    {
        const string Before = "---\n# a remark\ntype:   concept   # why\n\ntitle: Old\ntags:\n# inside\n- a\n-   b\nnote: |\n  # text\n\n  more\n# end\n---\n";
        With(Head(Before), "title", "New").Raw.ShouldBe(Before.Replace("title: Old", "title: New", StringComparison.Ordinal));
        With(Head(Before), "tags", "[c]").Raw.ShouldBe(Before.Replace("tags:\n# inside\n- a\n-   b\n", "tags: [c]\n", StringComparison.Ordinal));
        With(Head(Before), "note", "").Raw.ShouldBe(Before.Replace("note: |\n  # text\n\n  more\n", "", StringComparison.Ordinal));
        With(Head(Before), "added", "x").Raw.ShouldBe(Before.Replace("# end\n", "# end\nadded: x\n", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_says_the_same_in_other_words_is_kept_as_written()
    {
        const string Before = "---\ntitle: 'Old'  # mine\ntags:\n  - a\n  - b\n---\n";
        With(With(Head(Before), "title", "Old"), "tags", "[a, b]").Raw.ShouldBe(Before);
        With(Head("---\ntitle: \"null\"\n---\n"), "title", "null").Raw.ShouldBe("---\ntitle: null\n---\n");
    }

    [Fact]
    public void CRLF_stays_CRLF()
    {
        var set = With(With(Head("---\r\na: b\r\n---\r\n"), "c", "\n  - d\n  - e"), "a", "x");
        set.Raw.ShouldBe("---\r\na: x\r\nc:\r\n  - d\r\n  - e\r\n---\r\n");
    }

    [Theory]
    [InlineData("---\na: b\n---\n", true)]
    [InlineData("---\n---\n", true)]
    [InlineData("---\n# nothing but a remark\n---\n", true)]
    [InlineData("no front matter", true)]
    [InlineData("---\n\"a\": b\n'c d': e\n---\n", true)]
    [InlineData("---\na: b\n c\n---\n", true)]
    [InlineData("---\na: b\na: c\n---\n", false)]
    [InlineData("---\n{ a: b }\n---\n", false)]
    [InlineData("---\na: [b\n---\n", false)]
    [InlineData("---\na: *b\n---\n", false)]
    [InlineData("---\na: {\nb: c\n}\n---\n", false)]
    [InlineData("---\na: b\n--- x\nc: d\n---\n", false)]
    public void It_says_whether_it_can_be_set_key_by_key(string text, bool can) => Head(text).CanSet.ShouldBe(can);

    [Fact]
    public void Broken_front_matter_is_an_empty_map_with_a_reason()
    {
        var head = Head("---\ntitle: ok\nbroken: [\n---\n");
        head.MapOrEmpty.Entries.ShouldBeEmpty();
        Should.Throw<WikiException>(() => head.Map).Message.ShouldMatch(@"line [34]");
    }

    [Fact]
    public void What_is_set_is_read_back_and_the_rest_keeps_its_bytes()
    {
        var texts = Gen.ArrayOf(Gen.Elements(PageRoundTripTests.Pieces[..20])).Select(parts => "---\n" + string.Concat(parts) + "\n---\nbody").ToArbitrary();
        Check.One(Properties.Config.WithMaxTest(3_000).WithEndSize(12), Prop.ForAll(texts, text =>
        {
            var head = Head(text);
            if (!head.CanSet || head.Raw.Length == 0)
            {
                return;
            }

            var set = With(head, "title", "\"set\"");
            set.Map.Text("title").ShouldBe("set");
            set.CanSet.ShouldBeTrue();
            var others = head.Entries.Where(entry => entry.Key != "title").ToList();
            set.Entries.Where(entry => entry.Key != "title").ShouldBe(others);
            Head(set.Raw + "body").Raw.ShouldBe(set.Raw);
        }));
    }

    [Fact]
    public void Any_characters_in_YAML_are_read_or_refused()
    {
        var parts = Gen.Elements("a", ":", ": ", "-", "- ", "\n", " ", "  ", "\t", "[", "]", "{", "}", ",", "#", "&a ", "*a", "!", "!!str ", "|", ">", "|2-\n", "'", "\"", "\\", "%", "@", "`", "? ", "<<: ", "---\n", "...\n", "\0", "\uFEFF", "\u0085", "😀", "\uD83D", "~", "\r", "%YAML 9.9\n", "!<tag:x> ", "\\u12", "\\UFFFFFFFF");
        Check.One(Properties.Config.WithMaxTest(6_000).WithEndSize(30), Prop.ForAll(Gen.ArrayOf(parts).Select(string.Concat).ToArbitrary(), text =>
        {
            try
            {
                Yaml.Parse(text);
            }
            catch (WikiException error)
            {
                error.Message.ShouldStartWith("line ");
            }
        }));
    }

    [Theory]
    [InlineData("[", 200_000)]
    [InlineData("{a: ", 100_000)]
    [InlineData("- ", 100_000)]
    [InlineData("? ", 100_000)]
    [InlineData("a:\n", 50_000)]
    [InlineData("a: &a b\n", 50_000)]
    [InlineData("[a, ", 50_000)]
    [InlineData("\"", 200_000)]
    [InlineData("x", 500_000)]
    [InlineData("# c\n", 100_000)]
    public void Hostile_YAML_costs_little(string part, int times)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        try
        {
            Yaml.Parse(string.Concat(Enumerable.Repeat(part, times)));
        }
        catch (WikiException)
        {
            // Refused is fine.
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }
}
