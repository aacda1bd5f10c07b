using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;
using LlmWiki.Sources;

namespace LlmWiki.Heal.Fixers;

/// <summary>Two pages that become one: what only one of them says is put in where the other has its like, what both say is said once, with the citations of both.</summary>
internal sealed class PageUnion(HealView view, LintPage kept, SnapshotFile keptFile, LintPage gone, SnapshotFile goneFile)
{
    private readonly HashSet<ulong> _said = [.. kept.Sentences];
    private readonly PageNotes _notes = new(gone, goneFile, kept.Path, [.. kept.Citations.Select(each => each.Citation)], kept.Outline.Footnotes.Select(note => note.Label));

    public LintPage Kept => kept;

    public LintPage Gone => gone;

    /// <summary>Both are the tool's pages about something, which ingest knows by their titles.</summary>
    public bool IsTools => keptFile.Page.IsGenerated && goneFile.Page.IsGenerated;

    /// <summary>Names, tags and sources of the page that goes.</summary>
    public IEnumerable<TextEdit> Head()
    {
        if (!kept.Outline.Head.IsThere)
        {
            return [];
        }

        var names = kept.Outline.Head.Aliases.Select(alias => alias.Text).Append(kept.Outline.Title).Select(LinkNames.Key).ToHashSet();
        var aliases = gone.Outline.Head.Aliases.Select(alias => alias.Text).Prepend(gone.Outline.Title).Where(name => names.Add(LinkNames.Key(name))).ToList();
        var tags = gone.Outline.Head.Tags.Select(tag => tag.Text).Except(kept.Outline.Head.Tags.Select(tag => tag.Text)).ToList();
        var sources = SourceEntries.Of(goneFile, kept.Path, gone.NamedSources.Except(kept.NamedSources).ToHashSet());
        return new[]
        {
            aliases.Count == 0 ? null : HeadListEdit.AddAll(keptFile, "aliases", aliases, "description", "title"),
            tags.Count == 0 ? null : HeadListEdit.AddAll(keptFile, "tags", tags, "aliases", "description", "title"),
            sources.Count == 0 ? null : SourceEntries.Add(keptFile, sources),
        }.OfType<TextEdit>();
    }

    /// <summary>Null where a link cannot be written on the other page.</summary>
    public IReadOnlyList<TextEdit>? Body()
    {
        var edits = new List<TextEdit>();
        var others = new List<LintPage>();
        var move = new BlockMove(view, gone, goneFile, kept.Path, keptFile.Page.IsGenerated);
        var place = new UnionPlace(keptFile);
        foreach (var (block, at) in goneFile.Page.Blocks.Select((block, at) => (block, at)).Where(each => !PageSection.IsDefinition(each.block)))
        {
            if (block.Kind == BlockKind.Heading)
            {
                place.Enter(block);
            }
            else if (LinkOnly(block) is { } other)
            {
                others.AddRange(other.Path != kept.Path && !kept.Targets.Any(target => target.File == other.Path) ? [other] : []);
            }
            else if (IsSaid(block))
            {
                edits.AddRange(Cited(block));
            }
            else if (SaidSentences(block) is var said && move.Of(at, _notes.Of, said) is { } moved)
            {
                edits.AddRange(place.Put(moved));
                edits.AddRange(said.Count > 0 ? Cited(block) : []);
            }
            else
            {
                return null;
            }
        }

        edits.AddRange(place.Ends());
        edits.AddRange(Definitions());
        return others.Count > 0 && SeeAlso.Add(view, kept.Path, others.Distinct()) is { } list ? [.. edits, list with { IsItem = true }] : edits;
    }

    /// <summary>Whether every sentence of a block stands on the other page.</summary>
    private bool IsSaid(PageBlock block)
    {
        var texts = TextsOf(gone, goneFile, block).ToList();
        var pieces = texts.SelectMany(text => Pieces.Of(text.Text).Where(piece => !Pieces.IsLink(text, piece))).ToList();
        return block.Kind is BlockKind.Paragraph or BlockKind.ListItem && pieces.Count > 0 ? pieces.TrueForAll(piece => _said.Contains(piece.Hash)) : keptFile.Page.Blocks.Any(other => other.Text == block.Text);
    }

    /// <summary>The sentences of a block that stand on the other page, as cuts; none where their places are not sure.</summary>
    private List<TextEdit> SaidSentences(PageBlock block) => block.Kind is not (BlockKind.Paragraph or BlockKind.ListItem) ? [] :
        [.. TextsOf(gone, goneFile, block).SelectMany(text => Sentences.Split(text.Text).Where(sentence => Pieces.Of(text.Text[sentence.Start..sentence.End]).TrueForAll(piece => _said.Contains(piece.Hash)))
            .Select(sentence => SentencePlace.Of(goneFile.Text, gone.Outline, text, sentence.Start))).OfType<SentencePlace>().Select(place => BlockEdit.Cut(goneFile, place))];

    /// <summary>The page that an item leads to which says nothing else.</summary>
    private LintPage? LinkOnly(PageBlock block)
    {
        var start = goneFile.Page.StartOf(goneFile.Page.Blocks.IndexOf(block));
        var links = gone.Outline.Links.Zip(gone.Targets).Where(pair => pair.First.Start >= start && pair.First.Start < start + block.Raw.Length).ToList();
        return links is [var (link, target)] && target.File is { } file && LinkEdit.IsWholeItem(goneFile, block, link) ? view.Wiki[file] : null;
    }

    /// <summary>The citations of a sentence that both pages have go to the one that stays.</summary>
    private IEnumerable<TextEdit> Cited(PageBlock block)
    {
        foreach (var statement in gone.Statements.Where(statement => statement.Labels.Length > 0 && TextsOf(gone, goneFile, block).Any(text => text.Line == gone.Outline.Texts[statement.Block].Line)))
        {
            var hashes = Pieces.Of(statement.Text).Select(piece => piece.Hash).ToHashSet();
            var same = kept.Statements.FirstOrDefault(other => Pieces.Of(other.Text).Any(piece => hashes.Contains(piece.Hash)));
            var text = same is null ? null : kept.Outline.Texts[same.Block];
            var labels = statement.Labels.Select(_notes.Of).Except(same?.Labels ?? []).ToList();
            var at = text is null ? -1 : text.Text.IndexOf(same!.Text, StringComparison.Ordinal);
            if (labels.Count > 0 && at >= 0 && SentencePlace.Of(keptFile.Text, kept.Outline, text!, at) is { } sentence)
            {
                yield return new TextEdit(kept.Path, sentence.End, 0, string.Concat(labels.Select(label => $"[^{label}]"))) { IsItem = true };
            }
        }
    }

    private IEnumerable<TextEdit> Definitions()
    {
        var blocks = keptFile.Page.Blocks;
        var last = blocks.Select((block, at) => (block, at)).LastOrDefault(each => each.block.Kind == BlockKind.Footnote, (null!, -1)).at;
        var end = last >= 0 ? last : blocks.Length - 1;
        return _notes.Definitions.Select((note, number) => BlockPlace.At(keptFile.Page, end, (number == 0 && last < 0 ? "\n\n" : "\n") + note.Text) with { IsItem = true, IsPersons = true });
    }

    private static IEnumerable<OutlineText> TextsOf(LintPage page, SnapshotFile file, PageBlock block)
    {
        var at = file.Page.Blocks.IndexOf(block);
        var end = at + 1 < file.Page.Blocks.Length ? file.Page.Blocks[at + 1].Line : int.MaxValue;
        return page.Outline.Texts.Where(text => text.Line >= block.Line && text.Line < end && text.Kind != TextKind.Footnote);
    }
}
