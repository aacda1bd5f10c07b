using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Storage;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Lint;

/// <summary>The index saves work and decides nothing: with it, without it and after any change the findings are the same.</summary>
public sealed class LintIndexTests : IDisposable
{
    private static readonly DateTime Long = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TempWiki _wiki = new();

    public LintIndexTests()
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

    [Fact]
    public void Lint_again_and_without_the_index_finds_the_same()
    {
        var first = Lint();
        first.ShouldNotBeEmpty();
        Lint().ShouldBe(first);
        _wiki.Folder.Dispose();
        Directory.Delete(_wiki.At(".wiki"), recursive: true);
        _wiki.Reopen();
        Lint().ShouldBe(first);
        File.SetLastWriteTimeUtc(_wiki.At("wiki/concepts/dish.md"), Long.AddDays(1));
        Lint().ShouldBe(first);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void After_any_change_the_index_finds_what_a_fresh_look_finds(int seed)
    {
        var random = new Random(seed);
        Lint();
        for (var step = 1; step <= 12; step++)
        {
            Change(random, step);
            var kept = Lint();
            kept.ShouldBe(Fresh(), $"seed {seed}, step {step}");
        }
    }

    [Fact]
    public void An_index_of_nonsense_is_made_anew()
    {
        var first = Lint();
        _wiki.Folder.Dispose();
        File.WriteAllText(_wiki.At(".wiki/lint.db"), "this is no database");
        _wiki.Reopen();
        Lint().ShouldBe(first);
    }

    /// <summary>One of the things that people do to a wiki.</summary>
    private void Change(Random random, int step)
    {
        var pages = Directory.GetFiles(_wiki.At("wiki"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var page = pages[random.Next(pages.Length)];
        switch (random.Next(7))
        {
            case 0:
                File.AppendAllText(page, $"\nSee [[Nowhere {step}]] and [a page](gone-{step}.md).\n");
                break;
            case 1:
                File.Delete(page);
                break;
            case 2:
                File.WriteAllText(page, File.ReadAllText(page).Replace("title: ", "title: New ", StringComparison.Ordinal));
                break;
            case 3:
                File.Move(page, page[..^3] + $"-{step}.md");
                break;
            case 4:
                File.AppendAllText(_wiki.At("raw/workshop/workshop_notebook.txt"), $"\nThe chain of stand {step} broke in 1987.\n");
                page = _wiki.At("raw/workshop/workshop_notebook.txt");
                break;
            case 5:
                File.AppendAllText(page, $"\nThe first Tour de France, in 1903, had {step} stages.\n");
                break;
            default:
                page = _wiki.At($"wiki/concepts/of-step-{step}.md");
                File.WriteAllText(page, $"# Of step {step}\n\nHenri Desgrange lived in Paris. The Tour de France is long.\n");
                break;
        }

        // As if it had been some time ago: the index does not trust what was written a moment before it was read.
        if (File.Exists(page))
        {
            File.SetLastWriteTimeUtc(page, Long.AddDays(step));
        }
    }

    private ImmutableArray<Finding> Lint() => Lint(_wiki.Folder);

    /// <summary>The same files in another folder.</summary>
    private ImmutableArray<Finding> Fresh()
    {
        using var other = new TempWiki();
        foreach (var file in Directory.EnumerateFiles(_wiki.Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_wiki.Root, file)).Where(file => file.StartsWith("raw", StringComparison.Ordinal) || file.StartsWith("wiki" + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            other.Write(file, File.ReadAllBytes(_wiki.At(file)));
        }

        return Lint(other.Folder);
    }

    private static ImmutableArray<Finding> Lint(WikiFolder folder) =>
        new WikiLint(folder, RuleBook.Default, TimeProvider.System).Run(new HashSet<string>(), _ => true, CancellationToken.None).Findings;
}
