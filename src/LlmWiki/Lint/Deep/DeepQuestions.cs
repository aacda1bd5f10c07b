using LlmWiki.Lint.Statements;
using LlmWiki.Models;
using LlmWiki.Text;

namespace LlmWiki.Lint.Deep;

/// <summary>All that a model is asked about a wiki.</summary>
internal sealed class DeepQuestions(LintWiki wiki, Linter linter, Func<RelPath, bool> isAsked, TextEngine engine, PromptBook prompts)
{
    /// <summary>Pairs of statements and questions about pages in turn, so that a small budget reaches both.</summary>
    /// <param name="rules">Rules that are questions.</param>
    public List<DeepQuestion> All(IEnumerable<RuleInfo> rules)
    {
        var pages = Pages(rules).ToList();
        var pairs = Pairs().ToList();
        var all = new List<DeepQuestion>(pairs.Count + pages.Count);
        for (var i = 0; i < Math.Max(pairs.Count, pages.Count); i++)
        {
            if (i < pairs.Count)
            {
                all.Add(pairs[i]);
            }

            if (i < pages.Count)
            {
                all.Add(pages[i]);
            }
        }

        return all;
    }

    private IEnumerable<DeepQuestion> Pairs()
    {
        var prompt = PairQuestion.Load(prompts);
        var alike = PairIndex.Of(wiki.Pages.Where(page => !page.IsBook)).Where(pair => IsWanted(pair.Left.Statement.Page) || IsWanted(pair.Right.Statement.Page));
        return PairCandidates.Of(alike).Select(pair => new PairQuestion(Side(pair.Left), Side(pair.Right), prompt, engine));
    }

    private PairSide Side(ParsedStatement parsed) => new(parsed, wiki[parsed.Statement.Page]!, wiki);

    private bool IsWanted(RelPath page) => isAsked(page) && (IsOn(PairQuestion.Contradiction, page) || IsOn(PairQuestion.Superseded, page));

    private bool IsOn(string rule, RelPath page) => linter.SeverityOn(rule, page, wiki) > Severity.Off;

    private IEnumerable<DeepQuestion> Pages(IEnumerable<RuleInfo> rules)
    {
        var prompt = PageQuestion.Load(prompts);
        return from rule in rules
               let paths = new GlobSet(rule.Paths)
               from page in wiki.Pages
               where !page.IsBook && isAsked(page.Path) && IsOn(rule.Id, page.Path)
                   && (paths.IsEmpty || paths.Matches(page.Path.Value)) && (rule.Types.IsEmpty || rule.Types.Contains(page.Outline.Head.Type ?? ""))
               from part in PagePart.Of(page.Outline, rule.Question!, prompt, engine)
               select new PageQuestion(rule, part, prompt, engine);
    }
}
