using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Storage;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Lint;

/// <summary>A lint that looks only at what changed, and at what depends on it, finds what a lint of everything finds.</summary>
public sealed class WarmLintTests : IDisposable
{
    private static readonly DateTime Long = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TempWiki _wiki = new();

    public WarmLintTests()
    {
        foreach (var folder in (string[])["raw", "wiki"])
        {
            RepositoryFolder.Copy(folder, _wiki.At(folder));
        }

        foreach (var file in Directory.EnumerateFiles(_wiki.Root, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, Long);
        }
    }

    public void Dispose() => _wiki.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void After_changes_of_text_only_what_they_reach_is_looked_at_and_all_is_found(int seed)
    {
        var random = new Random(seed);
        All(_wiki.Folder);
        for (var step = 1; step <= 8; step++)
        {
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                Change(random, step);
            }

            Warm().ShouldNotBeNull().ShouldBe(Fresh(), $"seed {seed}, step {step}");
        }
    }

    [Theory]
    [InlineData("title: ", "title: Old ")]
    [InlineData("# ", "<!-- lint-disable broken-link -->\n\n# ")]
    public void A_page_that_tells_others_something_else_of_itself_needs_a_look_at_all(string before, string after)
    {
        All(_wiki.Folder);
        Write(_wiki.At("wiki/concepts/dish.md"), Replaced(File.ReadAllText(_wiki.At("wiki/concepts/dish.md")), before, after), 1);
        Warm().ShouldBeNull();
    }

    [Fact]
    public void Every_rule_says_where_a_change_reaches() =>
        typeof(WikiRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(WikiRule)) && type.GetMethod(nameof(WikiRule.ReachOf))!.DeclaringType == typeof(WikiRule)).ShouldBeEmpty();

    [Fact]
    public void A_base_that_is_not_whole_is_not_used()
    {
        All(_wiki.Folder);
        File.AppendAllText(_wiki.At("wiki/concepts/dish.md"), "\nText of some words below.\n");
        _wiki.Folder.Index.Save("test", [], [], [], [("Sentences", [1, 2, 3])]);
        Warm().ShouldBeNull();
    }

    [Fact]
    public void Another_source_needs_a_look_at_all()
    {
        All(_wiki.Folder);
        _wiki.Write("raw/new.md", "The chain broke in 1987.\n");
        Warm().ShouldBeNull();
    }

    [Fact]
    public void A_page_that_was_only_touched_is_as_it_was()
    {
        var first = All(_wiki.Folder);
        File.SetLastWriteTimeUtc(_wiki.At("wiki/concepts/dish.md"), Long.AddDays(1));
        Warm().ShouldNotBeNull().ShouldBe(first);
    }

    [Theory]
    [InlineData("wiki/sources/")]
    [InlineData("raw/")]
    [InlineData("wiki/concepts/d")]
    public void Of_some_pages_it_finds_what_a_look_at_them_finds(string asked)
    {
        bool IsAsked(LlmWiki.Text.RelPath path) => path.Value.StartsWith(asked, StringComparison.Ordinal);
        var first = Look(_wiki.Folder).All(IsAsked).Report.Findings;
        All(_wiki.Folder);
        Look(_wiki.Folder).Warm(IsAsked).ShouldNotBeNull().Findings.ShouldBe(first);
    }

    /// <summary>One of the things that people do to the text of a page.</summary>
    private void Change(Random random, int step)
    {
        var pages = Directory.GetFiles(_wiki.At("wiki"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var (page, other) = (pages[random.Next(pages.Length)], pages[random.Next(pages.Length)]);
        var (text, theirs) = (File.ReadAllText(page), Lines(File.ReadAllText(other)));
        var lines = Lines(text);
        var name = Path.GetRelativePath(Path.GetDirectoryName(page)!, other).Replace('\\', '/');
        Write(page, random.Next(10) switch
        {
            0 => text + $"\nSee [that]({name}) and [[Nowhere]] and [a heading]({name}#tuning-{random.Next(2)}).\n",
            1 when lines.Length > 0 => Replaced(text, lines[random.Next(lines.Length)] + "\n", ""),
            2 => text + string.Join('\n', theirs) + "\n",
            3 when theirs.Length > 0 => text + "\n" + string.Concat(theirs[random.Next(theirs.Length)].Select(letter => char.IsDigit(letter) ? '9' : letter)) + "\n",
            4 => text + $"\nThe first Tour de France, in 1903, had {step} stages. It was won by Ada Moreau in Lyon.\n",
            5 => text + "\n## Tuning 1\n\nText below it.\n",
            6 => Replaced(text, "\n## ", "\n## New "),
            7 => Replaced(text, "](", "](gone/"),
            8 => text.Replace("[^", "[^x", StringComparison.Ordinal),
            _ => Replaced(text, "\n\n", "\n\nA new line above.\n\n"),
        }, step);
    }

    /// <summary>The lines of a page below its title.</summary>
    private static string[] Lines(string page) => [.. page.Split('\n').SkipWhile(line => !line.StartsWith("# ", StringComparison.Ordinal)).Skip(1).Where(line => line.Length > 0)];

    /// <summary>With the first place behind the title replaced.</summary>
    private static string Replaced(string page, string text, string with)
    {
        var from = text.StartsWith("title", StringComparison.Ordinal) || text == "# " ? 0 : page.IndexOf("\n# ", StringComparison.Ordinal) + 3;
        var at = page.IndexOf(text, Math.Max(0, from), StringComparison.Ordinal);
        return at < 0 ? page : page[..at] + with + page[(at + text.Length)..];
    }

    private static void Write(string path, string text, int step)
    {
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, Long.AddDays(step));
    }

    private static Looking Look(WikiFolder folder) => new(folder, RuleBook.Default, "test", TimeProvider.System, new HashSet<string>(), CancellationToken.None);

    private static ImmutableArray<Finding> All(WikiFolder folder) => Look(folder).All(_ => true).Report.Findings;

    private ImmutableArray<Finding>? Warm() => Look(_wiki.Folder).Warm(_ => true)?.Findings;

    /// <summary>The same files in another folder.</summary>
    private ImmutableArray<Finding> Fresh()
    {
        using var other = new TempWiki();
        foreach (var file in Directory.EnumerateFiles(_wiki.Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_wiki.Root, file)).Where(file => file.StartsWith("raw", StringComparison.Ordinal) || file.StartsWith("wiki" + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            other.Write(file, File.ReadAllBytes(_wiki.At(file)));
        }

        return All(other.Folder);
    }
}
