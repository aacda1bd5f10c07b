using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Puts sentences together that need each other. A sentence that leans on what stands before it joins the statement before;
/// where it turns on "he" or "she" and that statement names nobody, the statement before that one joins too. What finds
/// nothing to lean on is set aside.
/// </summary>
internal sealed class ClaimChain(Source source, Language language)
{
    /// <summary>Sentences told together at most.</summary>
    private const int MaxParts = 8;

    /// <summary>Words told together at most, so that a page does not swallow whole paragraphs.</summary>
    private const int MaxWords = 150;

    private readonly Dictionary<int, Passage> _headings = source.Passages
        .Where(passage => passage.Kind == PassageKind.Heading).ToDictionary(passage => passage.Number);

    private List<Passage> _open = [];
    private ClaimKind _kind;
    private string? _subject;

    public List<Claim> Claims { get; } = [];

    public List<UnusedPassage> Unused { get; } = [];

    /// <summary>The line that leads into a list, where the last thing told was one.</summary>
    public List<Passage>? LeadIn(Passage item) => _open is [.., { } last] && last.Text[^1] is ':' or '：' && last.Heading == item.Heading ? _open : null;

    public Passage? HeadingOf(Passage passage) => passage.Heading > 0 ? _headings.GetValueOrDefault(passage.Heading) : null;

    public void SetAside(IEnumerable<Passage> passages, string reason) =>
        Unused.AddRange(passages.Select(passage => new UnusedPassage(passage, reason)));

    /// <summary>Takes the open line back as the lead of a list, or as not used.</summary>
    public void DropOpen(string reason)
    {
        SetAside(_open, reason);
        _open = [];
    }

    public void Begin(IEnumerable<Passage> passages, ClaimKind kind, string? subject = null)
    {
        Close();
        (_open, _kind, _subject) = ([.. passages], kind, subject);
    }

    public bool Fits(Passage next) => _open.Count > 0 && _open.Count < MaxParts
        && _open.Sum(part => Tokens.Of(part.Text).Count) + Tokens.Of(next.Text).Count <= MaxWords;

    public void Add(Passage passage) => _open.Add(passage);

    public void AddAll(IEnumerable<Passage> passages) => _open.AddRange(passages);

    /// <summary>A sentence in reading order.</summary>
    public void Place(Passage sentence)
    {
        var (standing, reason) = Sentence.Judge(sentence.Text, language, sentence.IsTask);
        if (standing == Standing.NoStatement)
        {
            Close();
            Unused.Add(new UnusedPassage(sentence, reason));
        }
        else if (sentence.Quoted || standing == Standing.Self)
        {
            Quote(sentence);
        }
        else if (!Joins(sentence, standing))
        {
            Start(sentence, standing, reason);
        }
    }

    /// <summary>Ends the open statement.</summary>
    public void Close()
    {
        if (_open.Count == 0)
        {
            return;
        }

        var onlyLeadIn = _open.Count == 1 && _open[0].Text[^1] is ':' or '：';
        var fragment = _kind == ClaimKind.Statement && _open.Count == 1 && Sentence.IsFragment(_open[0].Text);
        if (onlyLeadIn || fragment)
        {
            DropOpen(onlyLeadIn ? "leads into something that is not told" : "too short to stand alone");
            return;
        }

        Flush();
    }

    /// <summary>Ends the open statement whatever it is.</summary>
    public void Flush()
    {
        var first = _open[0].Kind == PassageKind.Heading && _open.Count > 1 ? _open[1] : _open[0];
        if (HeadingOf(first) is { } heading && _open[0] != heading && Dates.IsDate(heading.Text))
        {
            // In a log the date stands above what it dates.
            _open.Insert(0, heading);
        }

        var subject = _subject ?? (_kind == ClaimKind.Statement ? Definition.SubjectOf(first.Text, language) : null);
        var kind = subject is not null && _kind == ClaimKind.Statement ? ClaimKind.Definition : _kind;
        Claims.Add(new Claim(source, kind, [.. _open]) { Subject = subject });
        if (_open[0].Kind == PassageKind.Heading)
        {
            Unused.RemoveAll(item => item.Passage == _open[0]);
        }

        _open = [];
    }

    private bool Joins(Passage sentence, Standing standing)
    {
        if (standing is Standing.Alone or Standing.LeadsIn || !CanJoin(sentence))
        {
            return false;
        }

        var sameParagraph = _open[^1].Paragraph == sentence.Paragraph;
        if (standing is Standing.Soft or Standing.LeansOnPerson && !sameParagraph)
        {
            return standing == Standing.LeansOnPerson && NamesSomebody() && AddOpen(sentence);
        }

        return (standing != Standing.LeansOnPerson || NamesSomebody() || Reopen()) && AddOpen(sentence);
    }

    private bool AddOpen(Passage sentence)
    {
        _open.Add(sentence);
        return true;
    }

    private bool CanJoin(Passage sentence) => Fits(sentence) && _open[^1].Kind == sentence.Kind && _open[^1].Heading == sentence.Heading
        && _open[^1].Quoted == sentence.Quoted && _kind != ClaimKind.Quote && Sentence.EndsSentence(_open[^1].Text);

    private bool NamesSomebody() => _open.Exists(part => part.Kind == PassageKind.Heading || Sentence.NamesSomebody(part.Text, language));

    /// <summary>Takes the statement before back, where it stands in the same paragraph and names somebody.</summary>
    private bool Reopen()
    {
        if (Claims.Count == 0 || Claims[^1] is not { Kind: ClaimKind.Statement or ClaimKind.Definition } before
            || before.Parts[^1].Paragraph != _open[0].Paragraph || before.Parts.Length + _open.Count >= MaxParts
            || !before.Parts.Any(part => Sentence.NamesSomebody(part.Text, language)))
        {
            return false;
        }

        Claims.RemoveAt(Claims.Count - 1);
        _open.InsertRange(0, before.Parts);
        _subject = before.Kind == ClaimKind.Definition ? before.Subject : null;
        _kind = before.Kind;
        return true;
    }

    private void Start(Passage sentence, Standing standing, string reason)
    {
        Close();
        if (standing == Standing.LeansOnPerson && PersonAbove(sentence) is { } person)
        {
            // "He was born …" under the heading of a person: the heading says who.
            Begin([person, sentence], ClaimKind.Statement);
        }
        else if (standing is Standing.Leans or Standing.LeansOnPerson)
        {
            Unused.Add(new UnusedPassage(sentence, reason));
        }
        else
        {
            Begin([sentence], ClaimKind.Statement);
        }
    }

    private Passage? PersonAbove(Passage sentence)
    {
        for (var heading = HeadingOf(sentence); heading is not null; heading = HeadingOf(heading))
        {
            if (Sentence.IsPersonName(heading.Text))
            {
                return heading;
            }
        }

        return null;
    }

    /// <summary>Words in the first person, or in a block quote, are told as what the source says.</summary>
    private void Quote(Passage sentence)
    {
        if (_open.Count > 0 && _kind == ClaimKind.Quote && _open[^1].Paragraph == sentence.Paragraph && _open[^1].Quoted == sentence.Quoted && Fits(sentence))
        {
            _open.Add(sentence);
            return;
        }

        Close();
        if (Sentence.IsFragment(sentence.Text) || Tokens.Of(sentence.Text).Count < 6)
        {
            Unused.Add(new UnusedPassage(sentence, sentence.Quoted ? "too short to stand alone" : "first person"));
        }
        else if (Sentence.LeansAtHead(sentence.Text, language))
        {
            Unused.Add(new UnusedPassage(sentence, "leans on the text before it"));
        }
        else
        {
            Begin([sentence], ClaimKind.Quote);
        }
    }
}
