using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Text;

namespace LlmWiki.Tests.Text;

public sealed class UnifiedDiffTests
{
    private static readonly RelPath Page = new("wiki/a.md");

    [Fact]
    public void A_change_is_shown_with_three_lines_around_it() =>
        UnifiedDiff.Between(Page, "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n").ShouldBe(
            "--- a/wiki/a.md\n+++ b/wiki/a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");

    [Fact]
    public void Changes_far_apart_are_hunks_of_their_own()
    {
        var before = string.Concat(Enumerable.Range(1, 20).Select(i => $"{i}\n"));
        var after = before.Replace("2\n", "two\n", StringComparison.Ordinal).Replace("19\n", "", StringComparison.Ordinal);
        UnifiedDiff.Between(Page, "0\n" + before, "0\n" + after).Split('\n').Count(line => line.StartsWith("@@", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void A_new_file_comes_from_nowhere_and_a_deleted_one_goes_there()
    {
        UnifiedDiff.Between(Page, null, "a\n").ShouldBe("--- /dev/null\n+++ b/wiki/a.md\n@@ -0,0 +1 @@\n+a\n");
        UnifiedDiff.Between(Page, "a\n", null).ShouldBe("--- a/wiki/a.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n");
    }

    [Fact]
    public void A_last_line_without_an_end_is_marked() =>
        UnifiedDiff.Between(Page, "a", "a\n").ShouldBe("--- a/wiki/a.md\n+++ b/wiki/a.md\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");

    [Fact]
    public void Equal_texts_have_no_diff() => UnifiedDiff.Between(Page, "a\n", "a\n").ShouldBe("");

    [Fact]
    public void Applying_it_gives_the_new_text()
    {
        var texts = Gen.ArrayOf(Gen.Elements("a\n", "b\n", "c\n", "d\r\n", "\n", "-\n", "\\ x\n", "@@\n", "end")).Select(string.Concat);
        var pairs = texts.Zip(texts).ToArbitrary();
        Check.One(Properties.Config.WithMaxTest(2_000).WithEndSize(40), Prop.ForAll(pairs, pair =>
            Patched(pair.Item1, UnifiedDiff.Between(Page, pair.Item1, pair.Item2)) == pair.Item2));
    }

    [Fact]
    public void Git_reads_it()
    {
        var folder = Directory.CreateTempSubdirectory("wiki-diff-").FullName;
        try
        {
            var changed = new RelPath("with space.md");
            File.WriteAllText(Path.Combine(folder, changed.Value), "1\r\n2\r\n3");
            var diff = UnifiedDiff.Between(changed, "1\r\n2\r\n3", "1\r\n2\n3\n") + UnifiedDiff.Between(new RelPath("new.md"), null, "é\n");
            File.WriteAllText(Path.Combine(folder, "x.diff"), diff);

            using var git = Process.Start(new ProcessStartInfo("git", ["apply", "--whitespace=nowarn", "x.diff"]) { WorkingDirectory = folder })!;
            git.WaitForExit();

            git.ExitCode.ShouldBe(0);
            File.ReadAllText(Path.Combine(folder, changed.Value)).ShouldBe("1\r\n2\n3\n");
            File.ReadAllText(Path.Combine(folder, "new.md")).ShouldBe("é\n");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A patch program in small: it trusts the counts of the hunks, as git does, and checks every old line.</summary>
    private static string Patched(string text, string diff)
    {
        var old = Lines(text);
        var result = new StringBuilder();
        var at = 0;
        var pieces = diff.Replace("\n\\ No newline at end of file\n", "\0", StringComparison.Ordinal).Split('\n').SelectMany(Unfolded).Skip(2).SkipLast(1);
        foreach (var line in pieces)
        {
            if (line.StartsWith("@@ -", StringComparison.Ordinal) && line.EndsWith("@@\n", StringComparison.Ordinal))
            {
                var range = line.Split(' ')[1][1..].Split(',');
                var start = int.Parse(range[0], System.Globalization.CultureInfo.InvariantCulture) - (range is [_, "0"] ? 0 : 1);
                result.AppendJoin("", old[at..start]);
                at = start;
                continue;
            }

            if (line[0] != '+')
            {
                old[at++].ShouldBe(line[1..]);
            }

            result.Append(line[0] == '-' ? "" : line[1..]);
        }

        return result.AppendJoin("", old[at..]).ToString();
    }

    // A line whose end was marked as missing ends where the mark stands.
    private static IEnumerable<string> Unfolded(string line)
    {
        var parts = line.Split('\0');
        return parts.Select((part, i) => i < parts.Length - 1 ? part : part + "\n");
    }

    private static string[] Lines(string text) =>
        [.. text.Split('\n').SkipLast(1).Select(line => line + "\n"), .. text.EndsWith('\n') || text == "" ? Array.Empty<string>() : [text[(text.LastIndexOf('\n') + 1)..]]];
}
