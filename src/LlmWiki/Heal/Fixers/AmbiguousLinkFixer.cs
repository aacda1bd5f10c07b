using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>
/// ambiguous-link: the path written out of the file whose words are most like those around the link. Which one is meant only the writer
/// knows, so it is always a question.
/// </summary>
internal sealed class AmbiguousLinkFixer : Fixer
{
    private const int TextsRead = 3;

    /// <summary>One word in common is chance.</summary>
    private const int FewestShared = 2;

    public override IReadOnlyCollection<string> Rules => ["ambiguous-link"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.LinkAt(finding) is not ({ TargetStart: >= 0 } link, { File: { } file } target))
        {
            return Proposal.None("the place of its target is not sure");
        }

        var around = WordsOf(view.Wiki[finding.Path]!.Outline.Texts.Where(text => text.Line <= link.Line).MaxBy(text => text.Line)?.Text ?? "");

        // The name is that of all of them.
        around.ExceptWith(WordsOf(file.Stem));
        var ranked = target.Others.Prepend(file).Select(path => (Path: path, Shared: Shared(around, Words(view.Wiki, path))))
            .OrderByDescending(each => each.Shared).ThenBy(each => each.Path).ToList();
        if (ranked[0].Shared < FewestShared || ranked[0].Shared == ranked[1].Shared)
        {
            return Chosen.Of(finding, view, link, target.Others.Prepend(file), "the words around it do not tell which of them is meant");
        }

        return LinkEdit.Retarget(view, finding.Path, link, ranked[0].Path) is { } edit
            ? new Fix(finding, FixTier.Review, $"write the path of '{ranked[0].Path}'", [edit]) { Reason = "it shares most words with the text around the link" }
            : Proposal.None("its path cannot be written in this form");
    }

    /// <summary>How many of the words are there, in this form or with another ending.</summary>
    private static int Shared(HashSet<string> around, HashSet<string> words) => around.Count(word => words.Contains(word) || words.Any(other => WordForms.AreOne(word, other)));

    /// <summary>What a page calls itself, how it begins, and the names of the pages that it links to.</summary>
    private static HashSet<string> Words(LintWiki wiki, RelPath path)
    {
        if (wiki[path] is not { } page)
        {
            return WordsOf(path.Value);
        }

        var texts = page.Outline.Head.Aliases.Select(alias => alias.Text).Append(page.Outline.Title).Append(page.Outline.Head.Description ?? "").Append(path.Folder?.Value ?? "")
            .Concat(page.Outline.Texts.Where(text => text.Kind is not (TextKind.Heading or TextKind.Footnote)).Take(TextsRead).Select(text => text.Text))
            .Concat(page.Targets.Select(target => target.File).OfType<RelPath>().Select(file => file.Stem));
        return WordsOf(string.Join(" \n", texts));
    }

    private static HashSet<string> WordsOf(string text) => [.. Tokens.Of(text).Where(token => !Language.IsStopAnywhere(token.Word)).Select(token => token.Key)];
}
