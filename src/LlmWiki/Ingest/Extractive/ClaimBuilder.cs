using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Makes claims of passages, verbatim. Sentences that lean on the one before are told together with it; a short list is
/// told with the line that leads into it; what is no statement is set aside with its reason.
/// </summary>
internal sealed partial class ClaimBuilder(Source source, Language language)
{
    private readonly ClaimChain _chain = new(source, language);

    public (ImmutableArray<Claim> Claims, ImmutableArray<UnusedPassage> Unused) Run()
    {
        foreach (var group in Groups())
        {
            switch (group[0].Kind)
            {
                case PassageKind.Heading:
                    _chain.Close();
                    _chain.SetAside(group, "heading");
                    break;
                case PassageKind.Code:
                    _chain.Close();
                    _chain.SetAside(group, "code");
                    break;
                case PassageKind.TableRow:
                    _chain.Close();
                    group.ForEach(Row);
                    break;
                case PassageKind.Caption:
                    _chain.Close();
                    group.ForEach(Caption);
                    break;
                case PassageKind.ListItem:
                    List(group);
                    break;
                default:
                    Paragraph(group);
                    break;
            }
        }

        _chain.Close();
        return ([.. _chain.Claims.OrderBy(claim => claim.First.Number)], [.. _chain.Unused.OrderBy(item => item.Passage.Number)]);
    }

    /// <summary>Passages in runs: a paragraph's sentences, or all items of one list.</summary>
    private IEnumerable<List<Passage>> Groups()
    {
        var group = new List<Passage>();
        foreach (var passage in source.Passages)
        {
            var together = group.Count > 0 && group[0].Kind == passage.Kind && group[0].Heading == passage.Heading
                && (passage.Kind == PassageKind.ListItem || group[^1].Paragraph == passage.Paragraph);
            if (!together && group.Count > 0)
            {
                yield return group;
                group = [];
            }

            group.Add(passage);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private bool InTodo(Passage passage) => _chain.HeadingOf(passage) is { } heading && Language.IsTodoHeading(heading.Text);

    private void Paragraph(List<Passage> sentences)
    {
        if (DefinedTerm(sentences[0]) is { } term)
        {
            Define(sentences, term);
        }
        else if (InTodo(sentences[0]) || TodoLabel().IsMatch(sentences[0].Text))
        {
            _chain.Close();
            _chain.SetAside(sentences, "under a heading of questions or tasks");
        }
        else
        {
            sentences.ForEach(_chain.Place);
        }
    }

    private void Define(List<Passage> sentences, string term)
    {
        _chain.Begin([sentences[0]], ClaimKind.Definition, term);
        foreach (var sentence in sentences.Skip(1))
        {
            if (Sentence.Judge(sentence.Text, language, sentence.IsTask).Standing is Standing.NoStatement or Standing.Self || !_chain.Fits(sentence))
            {
                _chain.SetAside([sentence], "does not belong to the definition before it");
            }
            else
            {
                _chain.Add(sentence);
            }
        }

        _chain.Close();
    }

    private void List(List<Passage> items)
    {
        var byItem = items.GroupBy(item => item.Paragraph).Select(group => group.ToList()).ToList();
        var leadIn = _chain.LeadIn(items[0]);
        if (InTodo(items[0]))
        {
            _chain.Close();
            _chain.SetAside(items, "under a heading of questions or tasks");
            return;
        }

        var told = byItem.Count is > 1 and <= 12 && byItem.TrueForAll(IsShort)
            && !items.Exists(item => Sentence.Judge(item.Text, language, item.IsTask).Standing is Standing.NoStatement or Standing.Self);
        if (told && leadIn is not null)
        {
            _chain.AddAll(items);
            _chain.Flush();
        }
        else if (told && NamingHeading(items[0]) is { } heading)
        {
            _chain.Begin([heading, .. items], ClaimKind.Statement);
            _chain.Flush();
        }
        else
        {
            if (leadIn is not null)
            {
                _chain.DropOpen("leads into a list");
            }

            byItem.ForEach(Item);
        }
    }

    private static bool IsShort(List<Passage> item) =>
        item.Count == 1 && item[0].Level <= 1 && !item[0].IsTask && !item[0].Text.Contains('?', StringComparison.Ordinal)
        && Tokens.Of(item[0].Text).Count <= 12 && !item[0].Text.Contains(". ", StringComparison.Ordinal);

    private Passage? NamingHeading(Passage item) =>
        _chain.HeadingOf(item) is { Level: > 1 } heading && !Language.IsGenericHeading(heading.Text) && !Dates.IsDate(heading.Text) ? heading : null;

    private void Item(List<Passage> sentences)
    {
        _chain.Close();
        var item = sentences[0];
        var (standing, reason) = Sentence.Judge(item.Text, language, item.IsTask);
        if (sentences.Count > 1 || DefinedTerm(item) is not null)
        {
            Paragraph(sentences);
        }
        else if (standing is Standing.Alone or Standing.Soft && !Sentence.IsFragment(item.Text))
        {
            _chain.Begin([item], ClaimKind.Statement);
        }
        else if (standing is Standing.Self || item.Quoted)
        {
            _chain.Place(item);
        }
        else
        {
            _chain.SetAside([item], standing is Standing.Alone or Standing.Soft ? "too short to stand alone" : reason);
        }

        _chain.Close();
    }

    private void Row(Passage row)
    {
        if (row.Cells.Count(cell => cell.Value.Length > 0) < 2)
        {
            _chain.SetAside([row], "a row with a single cell");
            return;
        }

        _chain.Claims.Add(new Claim(source, ClaimKind.Row, [row]) { Subject = RowName.Of(row.Cells)?.Value });
    }

    private void Caption(Passage caption)
    {
        if (Sentence.IsFragment(caption.Text) || Sentence.Judge(caption.Text, language, caption.IsTask).Standing is not (Standing.Alone or Standing.Soft))
        {
            _chain.SetAside([caption], "caption");
        }
        else
        {
            _chain.Claims.Add(new Claim(source, ClaimKind.Statement, [caption]));
        }
    }

    /// <summary>The term of <c>**Term** — what it is</c> or <c>**Term**: what it is</c>.</summary>
    private string? DefinedTerm(Passage passage)
    {
        var match = BoldTerm().Match(passage.Markdown);
        if (!match.Success)
        {
            return null;
        }

        var term = match.Groups["term"].Value.Trim(' ', ':', '.', '*', '_');
        var words = Tokens.Of(term);
        return words.Count is > 0 and <= 6 && !Language.IsGenericHeading(term) && !words.Exists(token => language.IsSelf(token.Word)) ? term : null;
    }

    [GeneratedRegex(@"^(?:\*\*|__)(?<term>[^*_]{1,60})(?:\*\*|__)(?: \([^)]{1,60}\))?\s*(?:[—–:]|-\s|\\-\s|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex BoldTerm();

    [GeneratedRegex(@"^(?:actions?|action items?|to-?dos?|next steps?|aufgaben|tâches)\s*[:：]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TodoLabel();
}
