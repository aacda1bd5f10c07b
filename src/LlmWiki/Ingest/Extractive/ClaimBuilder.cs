using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmWiki.Sources;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Makes claims of passages, verbatim. Sentences that lean on the one before are told together with it; a short list is
/// told with the line that leads into it; what is no statement is set aside with its reason.
/// </summary>
internal sealed partial class ClaimBuilder(Source source, Language language)
{
    /// <summary>Sentences told together at most.</summary>
    private const int MaxParts = 6;

    /// <summary>Words told together at most, so that a page does not swallow whole paragraphs.</summary>
    private const int MaxWords = 120;

    private readonly List<Claim> _claims = [];
    private readonly List<UnusedPassage> _unused = [];
    private readonly Dictionary<int, Passage> _headings = source.Passages
        .Where(passage => passage.Kind == PassageKind.Heading).ToDictionary(passage => passage.Number);

    private List<Passage> _open = [];
    private ClaimKind _openKind;
    private string? _openSubject;

    public (ImmutableArray<Claim> Claims, ImmutableArray<UnusedPassage> Unused) Run()
    {
        foreach (var group in Groups())
        {
            switch (group[0].Kind)
            {
                case PassageKind.Heading:
                    Close();
                    SetAside(group, "heading");
                    break;
                case PassageKind.Code:
                    Close();
                    SetAside(group, "code");
                    break;
                case PassageKind.TableRow:
                    Close();
                    group.ForEach(Row);
                    break;
                case PassageKind.Caption:
                    Close();
                    Caption(group);
                    break;
                case PassageKind.ListItem:
                    List(group);
                    break;
                default:
                    Paragraph(group);
                    break;
            }
        }

        Close();
        return ([.. _claims.OrderBy(claim => claim.First.Number)], [.. _unused.OrderBy(item => item.Passage.Number)]);
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

    private bool InTodo(Passage passage) =>
        passage.Heading > 0 && _headings.TryGetValue(passage.Heading, out var heading) && Language.IsTodoHeading(heading.Text);

    private void Paragraph(List<Passage> sentences)
    {
        var first = sentences[0];
        if (DefinedTerm(first) is { } term)
        {
            Close();
            Begin(first, ClaimKind.Definition, term);
            foreach (var sentence in sentences.Skip(1))
            {
                if (Sentence.Judge(sentence, language).Standing is Standing.NoStatement or Standing.Self || !Fits(sentence))
                {
                    _unused.Add(new UnusedPassage(sentence, "does not belong to the definition before it"));
                }
                else
                {
                    _open.Add(sentence);
                }
            }

            Close();
            return;
        }

        if (InTodo(first) || TodoLabel().IsMatch(first.Text))
        {
            Close();
            SetAside(sentences, "under a heading of questions or tasks");
            return;
        }

        foreach (var sentence in sentences)
        {
            Place(sentence, mayLean: sentence != first || (_open.Count > 0 && _open[^1].Kind == PassageKind.Sentence && _open[^1].Heading == sentence.Heading));
        }
    }

    private void Place(Passage sentence, bool mayLean)
    {
        var (standing, reason) = Sentence.Judge(sentence, language);
        switch (standing)
        {
            case Standing.NoStatement:
                Close();
                _unused.Add(new UnusedPassage(sentence, reason));
                break;
            case Standing.LeadsIn:
                Close();
                Begin(sentence, ClaimKind.Statement, null);
                break;
            case Standing.Self:
            case var _ when sentence.Quoted:
                Quote(sentence);
                break;
            case Standing.Leans or Standing.Brief when mayLean && _open.Count > 0 && Fits(sentence):
                _open.Add(sentence);
                break;
            case Standing.Leans:
                Close();
                _unused.Add(new UnusedPassage(sentence, reason));
                break;
            default:
                Close();
                Begin(sentence, ClaimKind.Statement, null);
                break;
        }
    }

    /// <summary>Words in the first person are told as what the source says, which names the speaker.</summary>
    private void Quote(Passage sentence)
    {
        if (_open.Count > 0 && _openKind == ClaimKind.Quote && _open[^1].Paragraph == sentence.Paragraph && Fits(sentence))
        {
            _open.Add(sentence);
            return;
        }

        Close();
        if (Sentence.IsFragment(sentence.Text) || Tokens.Of(sentence.Text) is { Count: < 6 })
        {
            _unused.Add(new UnusedPassage(sentence, "first person"));
            return;
        }

        Begin(sentence, ClaimKind.Quote, null);
    }

    private void List(List<Passage> items)
    {
        var byItem = items.GroupBy(item => item.Paragraph).Select(group => group.ToList()).ToList();
        var leadIn = _open is [.., { } last] && last.Text.EndsWith(':') && last.Heading == items[0].Heading ? _open : null;
        if (InTodo(items[0]))
        {
            Close();
            SetAside(items, "under a heading of questions or tasks");
        }
        else if (byItem.TrueForAll(IsShort) && byItem.Count is > 1 and <= 12 && (leadIn ?? Heading(items[0])) is { } lead)
        {
            Enumerate(leadIn is null, lead, items);
        }
        else
        {
            if (leadIn is not null)
            {
                SetAside(_open, "leads into a list");
                _open = [];
            }

            byItem.ForEach(Item);
        }
    }

    private static bool IsShort(List<Passage> item) =>
        item.Count == 1 && item[0].Level <= 1 && !item[0].IsTask && !item[0].Text.Contains('?', StringComparison.Ordinal)
        && Tokens.Of(item[0].Text).Count <= 12 && !item[0].Text.Contains(". ", StringComparison.Ordinal);

    private List<Passage>? Heading(Passage item) => item.Heading > 0 && _headings.TryGetValue(item.Heading, out var heading)
        && !Language.IsGenericHeading(heading.Text) ? [heading] : null;

    private void Enumerate(bool underHeading, List<Passage> lead, List<Passage> items)
    {
        if (items.Exists(item => Sentence.Judge(item, language).Standing is Standing.NoStatement or Standing.Self))
        {
            if (!underHeading)
            {
                SetAside(_open, "leads into a list");
                _open = [];
            }

            items.GroupBy(item => item.Paragraph).Select(group => group.ToList()).ToList().ForEach(Item);
            return;
        }

        if (underHeading)
        {
            Close();
            _open = [.. lead];
            _openKind = ClaimKind.Statement;
        }

        _open.AddRange(items);
        Flush();
    }

    private void Item(List<Passage> sentences)
    {
        Close();
        if (DefinedTerm(sentences[0]) is not null || sentences.Count > 1)
        {
            Paragraph(sentences);
            Close();
            return;
        }

        var item = sentences[0];
        var (standing, reason) = Sentence.Judge(item, language);
        var fragment = Sentence.IsFragment(item.Text);
        if (standing is Standing.Self && !fragment)
        {
            Quote(item);
        }
        else if (standing is not (Standing.Alone or Standing.Brief) || fragment)
        {
            _unused.Add(new UnusedPassage(item, standing is Standing.Alone or Standing.Brief ? "too short to stand alone" : reason));
        }
        else
        {
            Begin(item, ClaimKind.Statement, null);
        }

        Close();
    }

    private void Row(Passage row)
    {
        var cells = row.Cells.Where(cell => cell.Value.Length > 0).ToList();
        if (cells.Count < 2)
        {
            _unused.Add(new UnusedPassage(row, "a row with a single cell"));
            return;
        }

        _claims.Add(new Claim(source, ClaimKind.Row, [row]) { Subject = RowName.Of(row.Cells) });
    }

    private void Caption(List<Passage> captions)
    {
        foreach (var caption in captions)
        {
            if (Sentence.IsFragment(caption.Text) || Sentence.Judge(caption, language).Standing is not (Standing.Alone or Standing.Brief))
            {
                _unused.Add(new UnusedPassage(caption, "caption"));
            }
            else
            {
                _claims.Add(new Claim(source, ClaimKind.Statement, [caption]));
            }
        }
    }

    [GeneratedRegex(@"^(?:actions?|action items?|to-?dos?|next steps?|aufgaben|tâches)\s*[:：]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TodoLabel();

    /// <summary>The term of <c>**Term** — what it is</c> or <c>**Term**: what it is</c>.</summary>
    private string? DefinedTerm(Passage passage)
    {
        var match = BoldTerm().Match(passage.Markdown);
        if (!match.Success)
        {
            return null;
        }

        var term = match.Groups["term"].Value.Trim(' ', ':', '.', '*', '_');
        var words = Tokens.Of(term).Count;
        return words is > 0 and <= 6 && !Language.IsGenericHeading(term) && !Tokens.Of(term).Exists(token => language.IsSelf(token.Word)) ? term : null;
    }

    private bool Fits(Passage next) =>
        _open.Count < MaxParts && _open.Sum(part => Tokens.Of(part.Text).Count) + Tokens.Of(next.Text).Count <= MaxWords;

    private void Begin(Passage passage, ClaimKind kind, string? subject)
    {
        _open = [passage];
        _openKind = kind;
        _openSubject = subject;
    }

    private void Close()
    {
        if (_open.Count == 0)
        {
            return;
        }

        var onlyLeadIn = _open.Count == 1 && _open[0].Text[^1] is ':' or '：';
        var fragment = _openKind == ClaimKind.Statement && _open.Count == 1 && Sentence.IsFragment(_open[0].Text);
        if (onlyLeadIn || fragment)
        {
            SetAside(_open, onlyLeadIn ? "leads into something that is not told" : "too short to stand alone");
            _open = [];
            return;
        }

        Flush();
    }

    private void Flush()
    {
        var subject = _openSubject ?? (_openKind == ClaimKind.Statement ? Definition.SubjectOf(_open[0].Text, language) : null);
        var kind = subject is not null && _openKind == ClaimKind.Statement ? ClaimKind.Definition : _openKind;
        _claims.Add(new Claim(source, kind, [.. _open]) { Subject = subject });
        if (_open[0].Kind == PassageKind.Heading)
        {
            _unused.RemoveAll(item => item.Passage == _open[0]);
        }

        _open = [];
    }

    private void SetAside(IEnumerable<Passage> passages, string reason) =>
        _unused.AddRange(passages.Select(passage => new UnusedPassage(passage, reason)));

    [GeneratedRegex(@"^(?:\*\*|__)(?<term>[^*_]{1,60})(?:\*\*|__)(?: \([^)]{1,60}\))?\s*(?:[—–:]|-\s|\\-\s|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex BoldTerm();
}

/// <summary>Which cell of a row names what the row is about.</summary>
internal static partial class RowName
{
    /// <summary>The first cell under a column called name, title, term or the like, else the first that is words and no number, date or code.</summary>
    public static string? Of(IReadOnlyList<KeyValuePair<string, string>> cells)
    {
        var named = cells.FirstOrDefault(cell => NameColumn().IsMatch(cell.Key) && cell.Value.Length is > 1 and <= 80);
        return named.Value ?? cells.FirstOrDefault(cell => cell.Value.Length is > 1 and <= 60 && Words().IsMatch(cell.Value)).Value;
    }

    [GeneratedRegex(@"^(?:name|title|term|titel|nom|nombre|titre|type|model|product|item)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NameColumn();

    [GeneratedRegex(@"^[^\d]*\p{L}{3,}[^\d]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
