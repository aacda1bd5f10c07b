using System.Collections.Immutable;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>
/// Collects the passages of one source in reading order: numbers them, cuts paragraphs into sentences and what is too long
/// at a blank, and keeps the headings under which they stand.
/// </summary>
internal sealed class PassageBuilder(PlaceUnit unit, CancellationToken cancel)
{
    /// <summary>Unit: characters. A sentence of this length is a list or a defect; it's cut so that it fits a prompt.</summary>
    public const int MaxLength = 2_000;

    /// <summary>Unit: characters. Code is cited whole; beyond this it's cut between lines.</summary>
    private const int MaxCode = 8_000;

    private readonly ImmutableArray<Passage>.Builder _passages = ImmutableArray.CreateBuilder<Passage>();
    private readonly int[] _headings = new int[7];
    private int _paragraph;

    public int Count => _passages.Count;

    /// <summary>What was left out on purpose.</summary>
    public List<string> Notes { get; } = [];

    private int CurrentHeading
    {
        get
        {
            for (var level = 6; level > 0; level--)
            {
                if (_headings[level] > 0)
                {
                    return _headings[level];
                }
            }

            return 0;
        }
    }

    public ImmutableArray<Passage> Build() => _passages.ToImmutable();

    public SourceContent Build(SourceMetadata metadata) => new(metadata, Build()) { Notes = [.. Notes] };

    /// <summary>Adds a heading; text too long for one is read as a paragraph.</summary>
    public void Heading(int level, IEnumerable<InlineRun> runs)
    {
        var rich = Read(runs);
        if (rich.Text.Length > MaxLength)
        {
            AddSentences(rich, PassageKind.Sentence, 0, quoted: false);
            return;
        }

        if (rich.Text.Length == 0)
        {
            return;
        }

        level = Math.Clamp(level, 1, 6);
        Array.Clear(_headings, level, _headings.Length - level);
        _paragraph++;
        Add(PassageKind.Heading, rich, 0, rich.Text.Length, level, quoted: false);
        _headings[level] = _passages.Count;
    }

    /// <summary>Ends the section of a heading, where a format says so itself: what follows doesn't belong to it.</summary>
    public void EndSection(int level) => Array.Clear(_headings, level, _headings.Length - level);

    public void Paragraph(IEnumerable<InlineRun> runs, bool quoted = false) =>
        AddSentences(Read(runs), PassageKind.Sentence, 0, quoted);

    public void ListItem(IEnumerable<InlineRun> runs, int level, bool quoted = false, bool isTask = false)
    {
        var first = _passages.Count;
        AddSentences(Read(runs), PassageKind.ListItem, level, quoted);
        for (var i = first; isTask && i < _passages.Count; i++)
        {
            _passages[i] = _passages[i] with { IsTask = true };
        }
    }

    public void Caption(string caption, int line) => Caption([InlineRun.Plain(caption, line)]);

    public void Caption(IEnumerable<InlineRun> runs)
    {
        var rich = Read(runs);
        _paragraph++;
        foreach (var (start, end) in Pieces(rich, 0, rich.Text.Length))
        {
            Add(PassageKind.Caption, rich, start, end, 0, quoted: false);
        }
    }

    /// <summary>Adds a code block; the code's first line is line <paramref name="first"/> of the source.</summary>
    public void Code(string code, int first, int last, bool quoted = false)
    {
        var lines = CleanText.OfCode(code).Split('\n');
        _paragraph++;
        for (var from = 0; from < lines.Length;)
        {
            var to = from;
            var length = 0;
            while (to < lines.Length && (to == from || length + lines[to].Length < MaxCode))
            {
                length += lines[to].Length + 1;
                to++;
            }

            AddCode(lines.AsSpan(from, to - from), new Place(unit, Math.Min(first + from, last), to == lines.Length ? last : Math.Min(first + to - 1, last)), quoted);
            from = to;
        }
    }

    /// <summary>Rows added after this belong to one table, which is told from the others by this number.</summary>
    public int StartTable() => ++_paragraph;

    /// <summary>Adds a row of a table: <c>column: cell; column: cell</c>, empty cells left out.</summary>
    public void Row(int table, IEnumerable<TableCell> cells, bool quoted = false)
    {
        foreach (var row in TableRows.Fit(cells))
        {
            var rich = Read(row.Runs);
            if (rich.Text.Length > 0)
            {
                Add(PassageKind.TableRow, rich, 0, rich.Text.Length, 0, quoted, row.Cells, table);
            }
        }
    }

    /// <summary>
    /// Joins runs. What is struck out inside a text has been replaced by its author and is noted, not read; a block that
    /// is struck out as a whole is done, and stays.
    /// </summary>
    private RichText Read(IEnumerable<InlineRun> runs)
    {
        var all = runs as IReadOnlyCollection<InlineRun> ?? [.. runs];
        var struck = all.Where(run => run.Style.HasFlag(InlineStyle.Struck)).ToList();
        if (struck.Count == 0 || all.All(run => run.Style.HasFlag(InlineStyle.Struck) || string.IsNullOrWhiteSpace(run.Text)))
        {
            return new RichText(all);
        }

        var text = new RichText(struck).Text;
        Notes.Add($"{unit.ToString().ToLowerInvariant()} {struck[0].FirstLine}: struck out, so not read: {(text.Length > 80 ? text[..80] + "…" : text)}");
        return new RichText(all.Where(run => !run.Style.HasFlag(InlineStyle.Struck)));
    }

    private void AddCode(ReadOnlySpan<string> lines, Place place, bool quoted)
    {
        var code = string.Join('\n', lines!).TrimEnd();
        code = code.TrimStart('\n');
        var text = CleanText.Of(code);
        if (text.Length > 0)
        {
            _passages.Add(new Passage
            {
                Number = _passages.Count + 1,
                Kind = PassageKind.Code,
                Text = text,
                Markdown = code,
                Place = place,
                Heading = CurrentHeading,
                Paragraph = _paragraph,
                Quoted = quoted,
            });
        }
    }

    private void AddSentences(RichText rich, PassageKind kind, int level, bool quoted)
    {
        if (rich.Text.Length == 0)
        {
            return;
        }

        _paragraph++;
        foreach (var (start, end) in Sentences.Split(rich.Text, rich.Wholes()))
        {
            foreach (var piece in Pieces(rich, start, end))
            {
                Add(kind, rich, piece.Start, piece.End, level, quoted);
            }
        }
    }

    /// <summary>Cuts a range at blanks into pieces of the greatest length; where there is no blank, between characters.</summary>
    private static IEnumerable<(int Start, int End)> Pieces(RichText rich, int start, int end)
    {
        while (end - start > MaxLength)
        {
            var blank = rich.Text.LastIndexOf(' ', start + MaxLength - 1, MaxLength / 2);
            var cut = blank > start ? blank : start + MaxLength;
            cut -= blank <= start && char.IsLowSurrogate(rich.Text[cut]) ? 1 : 0;
            yield return (start, cut);
            start = cut + (rich.Text[cut] == ' ' ? 1 : 0);
        }

        if (end > start)
        {
            yield return (start, end);
        }
    }

    private void Add(PassageKind kind, RichText rich, int start, int end, int level, bool quoted, IReadOnlyList<KeyValuePair<string, string>>? cells = null, int? table = null)
    {
        cancel.ThrowIfCancellationRequested();
        var spans = rich.Slice(start, end);
        _passages.Add(new Passage
        {
            Number = _passages.Count + 1,
            Kind = kind,
            Text = rich.Text[start..end],
            Markdown = SafeMarkdown.Write(rich, start, end),
            Place = new Place(unit, spans.Min(span => span.FirstLine), spans.Max(span => span.LastLine)),
            Level = level,
            Heading = CurrentHeading,
            Paragraph = table ?? _paragraph,
            Quoted = quoted,
            Cells = cells ?? [],
        });
    }
}
