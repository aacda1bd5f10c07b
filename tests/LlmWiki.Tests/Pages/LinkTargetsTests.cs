using LlmWiki.Pages;

namespace LlmWiki.Tests.Pages;

public sealed class LinkTargetsTests
{
    private static readonly (string, string)[] Files =
    [
        ("note.md", "# A b c!\n\n### Sub\n\n## Sub two\n\ntext ^blk1\n\n# End\n\n## Sub\n\n<a name='Old'></a><b id=\"x.y\">\n"),
        ("dir/note.md", ""), ("dir/inner/deep.md", "# Deep\n"), ("dir/me.md", "# Mine\n"), ("dir/image.PNG", ""), ("x.svg", ""), ("doc.pdf", ""),
        ("a b.md", ""), ("50% off.md", ""), ("a#b.md", ""), ("hard\u00A0blank.md", ""), ("v1.2.md", ""), ("Figure 1.jpg", ""), ("Figure 1.jpg.md", ""), ("LICENSE", ""), ("one/same.md", ""),
        ("two/same.md", ""), ("two/other.md", ""), ("three/deep/same.md", ""), ("README.MD", ""), ("Ärger.md", ""), ("|x.md", ""), ("CASE.md", ""), ("case.md", ""), ("p/A.md", ""), ("q/a.png", ""), ("q/a.png.md", ""),
    ];

    [Theory]
    // Display and target.
    [InlineData("[[note|shown]]", "note.md")]
    [InlineData("[[note|shown|more]]", "note.md")]
    [InlineData("[[ dir/note |x]]", "dir/note.md")]
    [InlineData("[[|x]]", "|x.md")]
    [InlineData("![[x.svg|100x145]]", "x.svg")]
    [InlineData("| a |\n|---|\n| [[note\\|shown]] |", "note.md")]
    [InlineData("[[#Mine]]", "dir/me.md")]
    [InlineData("[[#]]", "dir/me.md")]
    [InlineData("[[#Nobody's]]", "dir/me.md no heading")]
    // Files.
    [InlineData("[[NOTE]]", "note.md")]
    [InlineData("[[note.md]]", "note.md")]
    [InlineData("[[Dir/NOTE]]", "dir/note.md")]
    [InlineData("[[dir/deep]]", "dir/inner/deep.md")]
    [InlineData("[[inner/dir/deep]]", "no file")]
    [InlineData("[[deep]]", "dir/inner/deep.md")]
    [InlineData("[[missing]]", "no file")]
    [InlineData("[[missing/note]]", "no file")]
    [InlineData("[[same]]", "one/same.md or two/same.md")]
    [InlineData("[[deep/same]]", "three/deep/same.md")]
    [InlineData("[[readme]]", "README.MD")]
    [InlineData("[[ärger]]", "Ärger.md")]
    [InlineData("[[case]]", "case.md")]
    [InlineData("[[CASE]]", "CASE.md")]
    [InlineData("[[./note]]", "dir/note.md")]
    [InlineData("[[../note]]", "note.md")]
    [InlineData("[[./deep]]", "no file")]
    [InlineData("[[../../note]]", "no file")]
    [InlineData("[[/note]]", "note.md")]
    [InlineData("[[/deep]]", "no file")]
    [InlineData("[[dir/]]", "no file")]
    [InlineData("[[///]]", "-")]
    // Extensions.
    [InlineData("[[v1.2]]", "v1.2.md")]
    [InlineData("[[Figure 1.jpg]]", "Figure 1.jpg")]
    [InlineData("[[Figure 1.jpg.md]]", "Figure 1.jpg.md")]
    [InlineData("[[Figure 1]]", "no file")]
    [InlineData("[[p/a.png]]", "no file")]
    [InlineData("![[image.png]]", "dir/image.PNG")]
    [InlineData("![[image]]", "no file")]
    [InlineData("[[LICENSE]]", "no file")]
    [InlineData("![[x.svg#icon]]", "x.svg")]
    [InlineData("![[doc.pdf#page=3&height=400]]", "doc.pdf")]
    // Odd names.
    [InlineData("[[50% off]]", "50% off.md")]
    [InlineData("[[a%20b]]", "no file")]
    [InlineData("[[a\u00A0b]]", "a b.md")]
    [InlineData("[[hard\u00A0blank]]", "hard\u00A0blank.md")]
    [InlineData("[[hard blank]]", "hard\u00A0blank.md")]
    [InlineData("[[a#b]]", "p/A.md no heading")]
    [InlineData("[[<%t%>]]", "-")]
    [InlineData("[[{{title}}]]", "-")]
    [InlineData("[[https://a.b/c]]", "-")]
    // Headings.
    [InlineData("[[note#A b c]]", "note.md")]
    [InlineData("[[note#a  B: c?]]", "note.md")]
    [InlineData("[[note#a-b-c]]", "note.md no heading")]
    [InlineData("[[note#A b c#Sub]]", "note.md")]
    [InlineData("[[note##A b c###Sub]]", "note.md")]
    [InlineData("[[note#Sub#A b c]]", "note.md no heading")]
    [InlineData("[[note#Sub two#Sub]]", "note.md no heading")]
    [InlineData("[[note#End#Sub]]", "note.md")]
    [InlineData("[[note#End#Sub#]]", "note.md")]
    [InlineData("[[note#]]", "note.md")]
    [InlineData("[[note#!]]", "note.md no heading")]
    [InlineData("[[missing#A b c]]", "no file")]
    // Blocks.
    [InlineData("[[note#^blk1]]", "note.md")]
    [InlineData("[[note#^BLK1]]", "note.md")]
    [InlineData("[[note#^blk2]]", "note.md no block")]
    [InlineData("[[note#^End]]", "note.md no block")]
    [InlineData("[[note#^]]", "note.md no block")]
    // Markdown.
    [InlineData("[m](note.md)", "dir/note.md")]
    [InlineData("[m](inner/deep.md)", "dir/inner/deep.md")]
    [InlineData("[m](deep)", "dir/inner/deep.md")]
    [InlineData("[m](a%20b.md)", "a b.md")]
    [InlineData("[m](<a b.md>)", "a b.md")]
    [InlineData("[m](50%25%20off.md)", "50% off.md")]
    [InlineData("[m](<50% off.md>)", "50% off.md")]
    [InlineData("[m](a%23b.md)", "a#b.md")]
    [InlineData("[m](../note.md#A%20b%20c)", "note.md")]
    [InlineData("[m](../note.md#^blk1)", "note.md")]
    [InlineData("![m|100](x.svg)", "x.svg")]
    [InlineData("[m](https://a.b)", "-")]
    [InlineData("[m](mailto:a@b.c)", "-")]
    [InlineData("[m](obsidian://open?vault=x)", "-")]
    [InlineData("[m](%FF%zz%)", "no file")]
    [InlineData("[m]: note.md", "dir/note.md")]
    public void Obsidian_follows(string link, string expected) => new Vault(LinkRules.Obsidian, Files).Where("dir/me.md", Page(link)).ShouldBe(expected);

    [Theory]
    [InlineData("two/other.md", "two/same.md")]
    [InlineData("two/new.md", "two/same.md")]
    [InlineData("three/deep/new.md", "one/same.md or two/same.md")]
    public void Fewest_folders_win_then_the_folder_of_the_page(string from, string expected) =>
        new Vault(LinkRules.Obsidian, Files).Where(from, "[[same]]").ShouldBe(expected);

    [Fact]
    public void A_note_at_the_root_wins_over_one_in_the_same_folder() => new Vault(LinkRules.Obsidian, Files).Where("dir/me.md", "[[note]]").ShouldBe("note.md");

    [Fact]
    public void An_alias_is_no_target() =>
        new Vault(LinkRules.Obsidian, ("a.md", "---\naliases: [AI]\n---\n")).Where("b.md", "[[AI]]").ShouldBe("no file");

    [Theory]
    [InlineData("[m](note.md)", "dir/note.md")]
    [InlineData("[m](./note.md)", "dir/note.md")]
    [InlineData("[m](../note.md#a-b-c)", "note.md")]
    [InlineData("[m](../note.md#A-B-C)", "note.md")]
    [InlineData("[m](../note.md#a%2Db-c)", "note.md")]
    [InlineData("[m](../note.md#sub-1)", "note.md")]
    [InlineData("[m](../note.md#sub-2)", "note.md no heading")]
    [InlineData("[m](../note.md#A%20b%20c)", "note.md no heading")]
    [InlineData("[m](../note.md#old)", "note.md")]
    [InlineData("[m](../note.md#x.y)", "note.md")]
    [InlineData("[m](../note.md#top)", "note.md")]
    [InlineData("[m](../note.md#L20)", "note.md")]
    [InlineData("[m](../note.md#L19C5-L21C11)", "note.md")]
    [InlineData("[m](../note.md#L19x)", "note.md no heading")]
    [InlineData("[m](../note.md#)", "note.md")]
    [InlineData("[m](#mine)", "dir/me.md")]
    [InlineData("[m](#gone)", "dir/me.md no heading")]
    [InlineData("[m](Note.md)", "dir/note.md other case")]
    [InlineData("[m](image.png)", "dir/image.PNG other case")]
    [InlineData("[m](image.PNG?raw=true)", "dir/image.PNG")]
    [InlineData("[m](../readme.md)", "README.MD other case")]
    [InlineData("[m](../LICENSE)", "LICENSE")]
    [InlineData("[m](../x.svg#icon)", "x.svg")]
    [InlineData("[m](inner)", "folder")]
    [InlineData("[m](inner/)", "folder")]
    [InlineData("[m](..)", "folder")]
    [InlineData("[m](note)", "no file")]
    [InlineData("[m](deep.md)", "no file")]
    [InlineData("[m](../../up.md)", "-")]
    [InlineData("[m](/note.md)", "-")]
    [InlineData("[m](//a.b/c)", "-")]
    [InlineData("[m](HTTPS://a.b)", "-")]
    [InlineData("[m]({{site}}/a.md)", "-")]
    [InlineData("[m](*.md)", "-")]
    [InlineData("[m]()", "-")]
    [InlineData("[m](../50%25%20off.md)", "50% off.md")]
    [InlineData("[m](<../50% off.md>)", "50% off.md")]
    [InlineData("[m](../a%23b.md)", "a#b.md")]
    [InlineData("[m](../a#b.md)", "no file")]
    [InlineData("[m](../hard%20blank.md)", "no file")]
    [InlineData("[m](../hard%C2%A0blank.md)", "hard\u00A0blank.md")]
    [InlineData("[m](%00%FF%zz%)", "no file")]
    [InlineData("[m]: ../note.md#gone", "note.md no heading")]
    public void GitHub_follows(string link, string expected) => new Vault(LinkRules.GitHub, Files).Where("dir/me.md", Page(link)).ShouldBe(expected);

    [Fact]
    public void To_GitHub_double_brackets_are_text() => new Vault(LinkRules.GitHub, Files).All("dir/me.md", "[[note]] ![[x.svg]]").ShouldBeEmpty();

    [Theory]
    [InlineData("[[adam]]", "wiki/concepts/adam.md")]
    [InlineData("[[concepts/adam]]", "wiki/concepts/adam.md")]
    [InlineData("[[/index]]", "wiki/index.md")]
    [InlineData("[[index]]", "wiki/index.md")]
    [InlineData("[[wiki/index]]", "wiki/index.md")]
    [InlineData("[[/raw/notes.txt]]", "raw/notes.txt")]
    [InlineData("[[adam#big-idea]]", "wiki/concepts/adam.md")]
    [InlineData("[[adam#Big idea]]", "wiki/concepts/adam.md")]
    [InlineData("[[adam#^b]]", "wiki/concepts/adam.md")]
    [InlineData("[m](concepts/adam.md#big-idea)", "wiki/concepts/adam.md")]
    [InlineData("[m](concepts/adam.md#Big%20idea)", "wiki/concepts/adam.md")]
    [InlineData("[m](concepts/adam.md#^c)", "wiki/concepts/adam.md no block")]
    [InlineData("[m](adam.md)", "no file")]
    [InlineData("[m](Concepts/adam.md)", "wiki/concepts/adam.md other case")]
    [InlineData("[m](../raw/notes.txt#L3)", "raw/notes.txt")]
    [InlineData("[m](/wiki/index.md)", "wiki/index.md")]
    [InlineData("[m](../../x.md)", "-")]
    public void In_a_wiki_either_form_and_either_anchor_will_do(string link, string expected) => new Vault(LinkRules.Wiki,
        ("wiki/index.md", ""), ("index.md", ""), ("wiki/concepts/adam.md", "# Adam\n\n## Big idea!\n\ntext ^b\n"), ("raw/notes.txt", "")).Where("wiki/log.md", Page(link)).ShouldBe(expected);

    [Fact]
    public void The_parts_of_a_target_are_told_apart_and_decoded()
    {
        var target = new Vault(LinkRules.GitHub, Files).Follow("dir/me.md", "[m](../no%20such%25.md#a%20b#c)");
        (target.State, target.Path, target.Fragment).ShouldBe((LinkState.MissingFile, "../no such%.md", "a b#c"));
    }

    [Theory]
    [InlineData(LinkRules.Obsidian, "[[index]] ")]
    [InlineData(LinkRules.Obsidian, "[[f/index]] ")]
    [InlineData(LinkRules.Obsidian, "[[big#h 19999]] ")]
    [InlineData(LinkRules.Obsidian, "[[big#same#same]] ")]
    [InlineData(LinkRules.GitHub, "[m](f1/index.md#x) ")]
    [InlineData(LinkRules.GitHub, "[m](big.md#same-20000) ")]
    public void Thousands_of_files_or_headings_of_one_name_cost_no_square(LinkRules rules, string link)
    {
        var big = ("big.md", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"# h {i}\n# same\n")));
        var vault = new Vault(rules, [big, .. Enumerable.Range(0, 20_000).Select(i => ($"f{i}/f/index.md", "# x"))]);
        var page = string.Concat(Enumerable.Repeat(link + "\n\n", 20_000));

        // Well under a second each; minutes where each link looks at each file. The limit leaves room for a busy machine.
        Vault.Time(() => vault.All("me.md", page)).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    private static string Page(string link) => "# Mine\n\n" + link + "\n";
}
