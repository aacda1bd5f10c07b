using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>
/// dropped-passage: the passage in its own words, cited: on the page of the thing that it names, else under "Also says" of its source's
/// page. Where a page says it already, its citation there. What is no statement is listed as not used.
/// </summary>
internal sealed class DroppedPassageFixer : Fixer
{
    private const string AlsoSays = "Also says";

    /// <summary>What a passage is, seen by its form alone.</summary>
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal) { "heading", "question", "to-do", "tags", "link", "a row with a single cell" };

    public override IReadOnlyCollection<string> Rules => ["dropped-passage"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (DroppedPassage.PassageOf(view.Wiki, finding) is not ({ } own, { } passage))
        {
            return Proposal.None("the passage is gone");
        }

        var task = new Task(finding, view, own, passage);
        if (TakenOff.By(view, finding.Path, passage) is { } page)
        {
            return Proposal.None($"a person took it off '{page}'");
        }

        var (standing, reason) = PassageText.Judge(view.Wiki.Sources!.Read(finding.Path)!.Source, passage);
        return standing switch
        {
            Standing.NoStatement => Unused(task, reason),
            _ when PassageHome.Saying(view.Wiki, passage.Text, finding.Path) is { } said => Put(task, said.Page, said.Statement, "", $"cite it in '{said.Page.Path}', which says the same"),
            Standing.Leans or Standing.LeansOnPerson => Behind(task) ?? Unused(task, reason),
            _ => Told(task, standing == Standing.Self || passage.Quoted),
        };
    }

    private sealed record Task(Finding Finding, HealView View, LintPage Own, Passage Passage)
    {
        public RelPath Source => Finding.Path;

        public Citation Cite => PassageText.Cite(View.Wiki, Source, Passage);
    }

    /// <summary>As a statement of its own.</summary>
    private static Proposal Told(Task task, bool isQuote)
    {
        var home = isQuote ? null : PassageHome.Of(task.View.Wiki, task.Passage, task.Source);
        var page = home?.Page ?? task.Own;
        if (task.View.PageAt(page.Path) is not { } file)
        {
            return Proposal.None("the page is gone");
        }

        var labels = new CitationLabels(file, page);
        var text = PassageText.Of(task.Passage, isQuote);
        var statement = $"{(home is null ? text : PassageText.Linked(task.View, page, text))}[^{labels.Of(task.Cite)}]";
        if ((home is null ? UnderAlsoSays(file, page, task, statement) : Among(file, page, task, statement)) is not { } put)
        {
            return Proposal.None($"'{page.Path}' has no place for it");
        }

        var isSure = (home is null || home.IsSure) && !TakenOff.MayBe(task.View, task.Source);
        return Made(task, isSure, home is null ? $"say it under \"{AlsoSays}\" of '{page.Path}'" : $"say it in '{page.Path}'", [put, .. Definitions(labels)]);
    }

    /// <summary>Behind the sentence before it, where a page says that: what it leans on stands there as in the source.</summary>
    private static Proposal? Behind(Task task)
    {
        var before = task.Passage.Number < 2 ? null : task.View.Wiki.Sources!.Read(task.Source)!.Source.Passages[task.Passage.Number - 2];
        return before is { Kind: not PassageKind.Heading } && before.Heading == task.Passage.Heading && PassageHome.Saying(task.View.Wiki, before.Text, task.Source) is { } said
            && said.Page.Citations.Any(each => each.Citation.Source == task.Source && each.Citation.IsOf(before.Text) && said.Statement.Labels.Contains(each.Citation.Label))
            ? Put(task, said.Page, said.Statement, " " + PassageText.Linked(task.View, said.Page, task.Passage.Markdown), $"say it in '{said.Page.Path}', behind what it leans on") : (Proposal?)null;
    }

    /// <summary>Behind a statement.</summary>
    private static Proposal Put(Task task, LintPage page, Statement behind, string text, string title)
    {
        if (task.View.PageAt(page.Path) is not { } file || SentencePlace.Of(file.Text, page.Outline, behind) is not { } place)
        {
            return Proposal.None($"the sentence of '{page.Path}' that it belongs to has marks that go beyond it");
        }

        var labels = new CitationLabels(file, page);
        var put = new TextEdit(file.Path, place.End, 0, $"{text}[^{labels.Of(task.Cite)}]");
        return Made(task, text.Length == 0 || !TakenOff.MayBe(task.View, task.Source), title, [put, .. Definitions(labels)]);
    }

    /// <summary>With all others of its source that are not used for the same reason.</summary>
    private static Proposal Unused(Task task, string reason)
    {
        var source = task.View.Wiki.Sources!.Read(task.Source)!.Source;
        var others = task.View.Look.Findings.Where(other => other.Rule == task.Finding.Rule && other.Path == task.Source)
            .Select(other => DroppedPassage.PassageOf(task.View.Wiki, other)?.Passage).OfType<Passage>().Select(passage => (Passage: passage, PassageText.Judge(source, passage).Reason)).ToList();
        var same = others.Where(each => each.Reason == reason).Select(each => each.Passage).Distinct().ToList();
        if (same.Count == 0 || task.View.PageAt(task.Own.Path) is not { } file || UnusedList.Add(file, same, reason) is not { } edit)
        {
            return Proposal.None($"'{task.Own.Path}' has no list of what is not used");
        }

        // The list names lines: others that stand there would count as listed too, so they are told first.
        var isAlone = !others.Exists(other => other.Reason != reason && same.Exists(passage => passage.Place == other.Passage.Place));
        return Made(task, isAlone && Plain.Contains(reason), $"list it as not used: {reason}", [edit]) with { Takes = Taking.Sentences };
    }

    private static Fix Made(Task task, bool isSure, string title, TextEdit[] edits) =>
        new Fix(task.Finding, isSure ? FixTier.Proven : FixTier.Review, title, [.. edits]) { Reason = $"'{task.Source}' says: {task.Passage.Text.ReplaceLineEndings(" ")}" };

    private static TextEdit[] Definitions(CitationLabels labels) => labels.Definitions() is { } edit ? [edit] : [];

    private static TextEdit? Among(SnapshotFile file, LintPage page, Task task, string statement)
    {
        var at = TextPlaces.Nearest(file, page, task.Source, task.Passage.Place) ?? TextPlaces.LastOfText(file.Page);
        return at is { } block ? TextPlaces.Put(file.Page, block, statement, task.Passage.Kind is PassageKind.ListItem or PassageKind.TableRow) : null;
    }

    private static TextEdit? UnderAlsoSays(SnapshotFile file, LintPage page, Task task, string statement)
    {
        if (TextPlaces.Heading(file.Page, AlsoSays) is not { } heading)
        {
            var coverage = TextPlaces.Heading(file.Page, "Coverage") ?? file.Page.Blocks.Length;
            return TextPlaces.LastOf(file.Page, 0, coverage) is { } last ? BlockPlace.AddBehind(file.Page, last, $"\n\n## {AlsoSays}\n\n- {MarkdownText.GuardStart(statement)}") : null;
        }

        var end = TextPlaces.EndOfSection(file.Page, heading);
        var at = TextPlaces.Nearest(file, page, task.Source, task.Passage.Place) is { } near && near > heading && near < end ? near : TextPlaces.LastOf(file.Page, heading, end);
        return at is { } block ? TextPlaces.Put(file.Page, block, statement, isItem: true) : null;
    }
}
