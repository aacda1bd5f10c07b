using System.Net;
using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Pages;

public sealed class OutlineReaderTests
{
    private static readonly string[] Pieces =
    [
        .. PageRoundTripTests.Pieces, "[[a]]", "[[ a | b ]]", "![[ c.png|9 ]]", "[[a#b\\|c]]", "[[", "]]", "[", "]", "[d](e.md)", "[d](<e f.md> \"t\")", "![g](  h.png  )", "(", ")", "[l]: m.md\n", "[l]: <m n.md> 't'\n", "[l]:\n  m.md\n",
        "up: \"[[ o |p]]\"\n", " ^id\n", "%%", "$", "$$", "$x$", "<b id=q>", "<a name='r'>", "<!-- lint-disable s -->", "`", "&amp;", "\\[", "{{t}}", "| [[u\\|v]] | [w](x.md) |\n|---|---|\n", "[^y]: [[z]]\n",
    ];

    [Fact]
    public void Whatever_the_text_each_link_stands_where_it_says()
    {
        var texts = Gen.ArrayOf(Gen.Elements(Pieces)).Select(string.Concat).ToArbitrary();
        Check.One(Properties.Config.WithMaxTest(4_000).WithEndSize(40), Prop.ForAll(texts, text =>
        {
            foreach (var dialect in Enum.GetValues<Dialect>())
            {
                var page = OutlineReader.Read(new RelPath("a.md"), text, dialect).Outline;
                var map = new LineMap(text);
                foreach (var link in page.Links)
                {
                    ShouldStandInText(link, text);
                    (link.Line, link.Column).ShouldBe((map.PositionOf(link.Start).Line, map.PositionOf(link.Start).Column));
                }

                page.Links.ShouldBe(page.Links.OrderBy(link => link.Form != LinkForm.Property).ThenBy(link => link.Start));
                page.Headings.ShouldAllBe(heading => heading.Line >= 1 && heading.Line <= map.LineCount);
                page.Texts.ShouldAllBe(part => part.Line >= 1 && part.Line <= map.LineCount);
                page.Footnotes.ShouldAllBe(note => note.Line >= 1 && note.Line <= map.LineCount);
            }
        }));
    }

    private static void ShouldStandInText(OutlineLink link, string text)
    {
        link.Start.ShouldBeGreaterThanOrEqualTo(0);
        link.Length.ShouldBeGreaterThan(0);
        (link.Start + link.Length).ShouldBeLessThanOrEqualTo(text.Length);
        if (link.TargetStart >= 0)
        {
            link.TargetStart.ShouldBeGreaterThanOrEqualTo(link.Start);
            (link.TargetStart + link.TargetLength).ShouldBeLessThanOrEqualTo(link.Start + link.Length);
            var there = text.Substring(link.TargetStart, link.TargetLength);
            var isWritten = link.Form is LinkForm.Wikilink or LinkForm.Property ? there == link.Target : Unescaped(there) == link.Target || Unescaped(there) == $"<{link.Target}>";
            isWritten.ShouldBeTrue($"{link} has '{there}' in '{text}'");
        }
    }

    private static string Unescaped(string escaped) => WebUtility.HtmlDecode(escaped.Replace("\\", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("---\ntitle: x\n---\n")]
    [InlineData("\uFEFF---\r\ntitle: x\r\n---\r\n")]
    [InlineData("One.\r\n\r\nTwo\r\n")]
    [InlineData("One.\n\n> quote ")]
    [InlineData("- item\n\t- 😀 ")]
    [InlineData("1. a\n\n   ```\n   [[x]]\n   ```\n\n   日本語 ")]
    [InlineData("| a |\n|---|\n| e\u0301 ")]
    [InlineData("[^1]: note ")]
    [InlineData("## ")]
    [InlineData("*emphasis ")]
    [InlineData("\0 \u2028")]
    [InlineData("`code` $math$ %%remark%% &amp; \\* ")]
    public void Lines_columns_and_offsets_are_those_of_the_file(string before)
    {
        foreach (var (link, target) in (ReadOnlySpan<(string, string)>)[("[[t.md]]", "t.md"), ("![[ t.md#h | x ]]", "t.md#h"), ("[a b](t.md)", "t.md"), ("![a](  <t u.md> 'x')", "<t u.md>")])
        {
            var text = before + link + " after";
            var found = Read(text).Links.ShouldHaveSingleItem(text);
            (found.Start, found.Length).ShouldBe((before.Length, link.Length), text);
            text.Substring(found.TargetStart, found.TargetLength).ShouldBe(target, text);
            var lineStart = before.LastIndexOf('\n') + 1;
            (found.Line, found.Column).ShouldBe((before.Count(letter => letter == '\n') + 1, before.Length - lineStart + 1), text);
        }
    }

    [Fact]
    public void Where_the_place_of_a_target_is_not_sure_it_is_not_said() =>
        Read("# \t[[a]] [b](c)").Links.ShouldAllBe(link => link.TargetStart == -1 && link.Line == 1);

    [Theory]
    [InlineData("`[[a]]` ``[[a]] ` [b](c)``")]
    [InlineData("```\n[[a]]\n```")]
    [InlineData("~~~\n[[a]]\n")]
    [InlineData("    [[a]]")]
    [InlineData("- item\n  ```\n  [[a]]\n  ```")]
    [InlineData("> ```\n> [[a]]\n> ```")]
    [InlineData("text <!-- [[a]] [b](c) --> text")]
    [InlineData("<!--\n[[a]]\n\n[b](c)\n-->")]
    [InlineData("<div>\n[[a]]\n</div>")]
    [InlineData("text %%[[a]]%% text")]
    [InlineData("%%\n[[a]]\n\n[b](c)\n%%")]
    [InlineData("%%\n[[a]]")]
    [InlineData("$x [[a]] y$")]
    [InlineData("$$\n[[a]]\n$$")]
    [InlineData("\\[[a]]")]
    [InlineData("[[]]")]
    [InlineData("[[a\nb]]")]
    [InlineData("[[a")]
    [InlineData("[b](c d.md)")]
    [InlineData("[b] (c.md)")]
    [InlineData("[b][c]")]
    [InlineData("[b]: c d")]
    [InlineData("- [b]: c")]
    [InlineData("---\n# up: \"[[a]]\"\nup: x # was \"[[a]]\"\n---\n")]
    [InlineData("---\nup: [[a]]\nin: \"see [[a]]\"\n---\n")]
    public void What_only_looks_like_a_link_is_none(string text) => Read(text).Links.ShouldBeEmpty();

    [Theory]
    [InlineData("%%x%% [[a]]", "a")]
    [InlineData("%%\nx\n%%\n[[a]]", "a")]
    [InlineData("costs $5 and [[a]] $6", "a")]
    [InlineData("- item\n  ```\n  x\n\n[[a]]", "a")]
    [InlineData("\\![[a]]", "a")]
    [InlineData("[[[a]]]", "a")]
    [InlineData("| [[a\\|b]] | [[c\\|d]] |\n|---|---|\n| ![[e\\|9]] | [f](g) |", "a c e g")]
    [InlineData("| [[a|b]] | x |\n|---|---|", "a")]
    [InlineData("> [!note] [[a]]\n> - [b](c)", "a c")]
    [InlineData("text[^1]\n\n[^1]: [[a]]\n    more [[b]]\n\n    [c](d)", "a b d")]
    [InlineData("[![i](a.png)](b.md)", "b.md a.png")]
    [InlineData("[x [[a]]](b)", "b a")]
    [InlineData("# [[a]] [b](c)", "a c")]
    [InlineData("**[[a]]** ~~[b](c)~~", "a c")]
    [InlineData("- [ ] [[a]]", "a")]
    [InlineData("[l] and [l][] and [x][l]\n\n[l]: a.md \"t\"", "a.md")]
    [InlineData("[l]: a.md\n[l]: b.md\n", "a.md b.md")]
    [InlineData("---\nup: \"[[a|A]]\"\nall:\n  - '[[b#c]]'\n  - \"[[d]]\" # x\n---\n[[e]]", "a b#c d e")]
    public void Links_are_found_wherever_they_stand(string text, string targets) =>
        string.Join(' ', Read(text).Links.Select(link => link.Target)).ShouldBe(targets);

    [Theory]
    [InlineData("[[a/b|c]]", LinkForm.Wikilink, false, "a/b", "c")]
    [InlineData("[[a/b#h]]", LinkForm.Wikilink, false, "a/b#h", "b")]
    [InlineData("[[#h]]", LinkForm.Wikilink, false, "#h", "h")]
    [InlineData("![[a.png]]", LinkForm.Wikilink, true, "a.png", "")]
    [InlineData("[*b* `c`](a.md)", LinkForm.Markdown, false, "a.md", "b c")]
    [InlineData("![b](a.png)", LinkForm.Markdown, true, "a.png", "b")]
    [InlineData("[b]: a.md", LinkForm.Definition, false, "a.md", "b")]
    [InlineData("---\nup: \"[[a|b]]\"\n---\n", LinkForm.Property, false, "a", "b")]
    public void A_link_has_a_form_a_target_and_a_text(string text, LinkForm form, bool isEmbed, string target, string shown)
    {
        var link = Read(text).Links.Single();
        (link.Form, link.IsEmbed, link.Target, link.Text).ShouldBe((form, isEmbed, target, shown));
    }

    [Theory]
    [InlineData("text ^a-1", "a-1")]
    [InlineData("text\nmore ^a", "a")]
    [InlineData("- one ^a\n- two ^b", "a b")]
    [InlineData("> quote\n\n^a", "a")]
    [InlineData("| a |\n|---|\n| b |\n\n^a", "a")]
    [InlineData("text ^a  \n", "a")]
    [InlineData("## Heading ^a", "a")]
    [InlineData("text^a", "")]
    [InlineData("text ^a more", "")]
    [InlineData("text ^a_b", "")]
    [InlineData("x ^", "")]
    [InlineData("`^a`", "")]
    [InlineData("```\ntext ^a\n```", "")]
    public void Blocks_are_named_at_their_end(string text, string ids) => string.Join(' ', Read(text).BlockIds).ShouldBe(ids);

    [Theory]
    [InlineData("<a name='x'></a> text", "x")]
    [InlineData("<a id=\"x\" name=\"y\">", "x y")]
    [InlineData("<a\n  class=c NAME = y\n  ID='x'>", "y x")]
    [InlineData("text <span id=x>", "x")]
    [InlineData("<div title=\"a > b\" id=x>\n<p hidden id='y &amp; z'>\n</div>", "x y & z")]
    [InlineData("<br/><img src=a.png id=x/>", "x/")]
    [InlineData("<p name=x>", "")]
    [InlineData("<p data-id=x title='id=y'>", "")]
    [InlineData("<!-- <a id=x> -->", "")]
    [InlineData("<p id= >", "")]
    [InlineData("<p id=\"x>\n<p id=y>", "y")]
    [InlineData("`<a id=x>` a < b id=y", "")]
    public void Ids_of_tags_and_names_of_anchors_are_places(string text, string ids) => string.Join(' ', Read(text).HtmlIds).ShouldBe(ids);

    [Theory]
    [InlineData("<!-- lint-disable broken-link -->", "broken-link")]
    [InlineData("text <!-- lint-disable a, b\tc-d --> text", "a b c-d")]
    [InlineData("<!--lint-disable-->", "*")]
    [InlineData("---\nlint-disable: [a, b]\n---\n<!-- lint-disable b c-->", "b c a")]
    [InlineData("`<!-- lint-disable a -->`", "")]
    [InlineData("<!-- lint-disabled a -->", "")]
    [InlineData("<!-- lint-disable a", "")]
    public void Rules_are_switched_off_in_comments_and_front_matter(string text, string rules) => string.Join(' ', Read(text).Disabled).ShouldBe(rules);

    [Theory]
    [InlineData("a[^1] b[^x-y]\n\n[^1]: note\n    more", "1:1:2 x-y:1:8 1:3:1")]
    [InlineData("---\nt: x\n---\n\na[^1]\r\n[^1]: b", "1:5:2 1:6:1")]
    [InlineData("`[^1]` [^a b] [^](x)", "")]
    public void Footnotes_have_places_too(string text, string notes) =>
        string.Join(' ', Read(text).Footnotes.OrderBy(note => note.Line).ThenBy(note => note.Column).Select(note => $"{note.Label}:{note.Line}:{note.Column}")).ShouldBe(notes);

    [Fact]
    public void Headings_know_their_level_and_line()
    {
        var page = Read("---\ntitle: x\n---\n# A\r\n\r\nB\r\n---\r\n> ### C\n\n- #### D\n\n```\n# no\n```\n");
        page.Headings.Select(heading => (heading.Level, heading.Plain, heading.Line)).ShouldBe([(1, "A", 4), (2, "B", 6), (3, "C", 8), (4, "D", 10)]);
    }

    [Fact]
    public void GitHub_has_no_wikilinks_comments_or_block_ids()
    {
        var page = OutlineReader.Read(new RelPath("a.md"), "---\nup: \"[[a]]\"\n---\n[[a]] %%[b](c)%% ^d\n\n%%\n[e](f)\n", Dialect.GitHub).Outline;
        page.Links.Select(link => link.Target).ShouldBe(["c", "f"]);
        page.BlockIds.ShouldBeEmpty();
    }

    private static PageOutline Read(string text) => OutlineReader.Read(new RelPath("a.md"), text, Dialect.Obsidian).Outline;
}
