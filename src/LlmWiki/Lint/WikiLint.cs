using LlmWiki.Lint.Deep;
using LlmWiki.Models;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>Lints a knowledge base on disk. Reads only, but for the index, which is a cache.</summary>
public sealed class WikiLint(WikiFolder folder, RuleBook book, TimeProvider time)
{
    // What the index holds was made by this code with these rules.
    private readonly string _version = typeof(WikiLint).Module.ModuleVersionId.ToString("N") + " " + book.Hash;

    /// <param name="only">Ids of the rules to run; empty: all that are on.</param>
    /// <param name="isAsked">The pages and sources whose findings are wanted.</param>
    public LintReport Run(IReadOnlySet<string> only, Func<RelPath, bool> isAsked, CancellationToken cancel)
    {
        var look = new Looking(folder, book, _version, time, only, cancel);
        return look.Warm(isAsked) ?? look.All(isAsked).Report;
    }

    /// <summary>The same, and asks a model about what code cannot decide: pairs of statements, and the rules that are questions.</summary>
    /// <exception cref="WikiException">The model cannot be asked, or a prompt of the wiki's own is wrong.</exception>
    public async Task<LintReport> RunDeep(
        IReadOnlySet<string> only, Func<RelPath, bool> isAsked, TextEngine engine, DeepBudget budget, IProgress<DeepProgress>? progress, CancellationToken cancel)
    {
        var look = new Looking(folder, book, _version, time, only, cancel);
        var (report, wiki, linter, _) = look.All(isAsked);
        var prompts = new PromptBook(folder.Prompts());
        prompts.RequireKnown();
        using var desk = new ModelDesk(engine, folder.Replies, time);
        var questions = new DeepQuestions(wiki, linter, isAsked, engine, prompts).All(book.Rules.Where(rule => rule.Check == RuleCheck.Question));
        var (findings, deep) = await new DeepLint(desk, budget, time, progress).Run(questions, cancel);
        return report with { Findings = linter.Told(report.Findings.Concat(findings), wiki, isAsked), Deep = deep };
    }

    /// <summary>All pages with what is wrong on them, for mending it.</summary>
    public LintLook Look(IReadOnlySet<string> only, CancellationToken cancel)
    {
        var (report, wiki, linter, pages) = new Looking(folder, book, _version, time, only, cancel).All(_ => true);
        return new LintLook(linter, wiki, pages.ToDictionary(page => page.Outline.Path), report.Findings);
    }
}
