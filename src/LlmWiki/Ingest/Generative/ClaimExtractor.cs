using System.Text;
using System.Text.Json.Nodes;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Models;
using LlmWiki.Sources;
using Microsoft.Extensions.AI;

namespace LlmWiki.Ingest.Generative;

/// <summary>What reading some passages gave.</summary>
/// <param name="Claims">The model's, all of which hold.</param>
/// <param name="Verbatim">Passages whose claims did not hold, or that the model could not read: they are told in their own words.</param>
/// <param name="Unused">Passages that the model says nothing of.</param>
internal sealed record Extracted(List<Claim> Claims, List<Passage> Verbatim, List<Passage> Unused);

/// <summary>
/// Asks for claims, chunk by chunk, and checks each against its passages. A chunk whose reply is of no use is asked for in halves. What did
/// not hold, and passages with facts that no claim uses, are asked about once more, all of a source together.
/// </summary>
internal sealed class ClaimExtractor
{
    /// <summary>Tokens of passages that are shown at once: small models lose what stands in the middle of more.</summary>
    private const int MostTokens = 1400;

    /// <summary>Of the tokens of a chunk, what its reply may take: the same sentences, and JSON around each.</summary>
    private const double ReplyShare = 1.7;
    private const int ReplyRest = 120;
    private const int MostTopic = 80;
    private const int MostText = 500;
    private const int MostFile = 160;
    private const int MostPassages = 8;

    /// <summary>How far back a name is looked for that a passage leans on, in passages.</summary>
    private const int Reach = 12;

    /// <summary>Tokens of the chat format, and of what a tokenizer makes of two texts put together.</summary>
    private const int Margin = 60;

    private readonly ModelDesk _desk;
    private readonly Prompt _prompt;
    private readonly WikiConfig _config;
    private readonly Reading _reading;
    private readonly ModelTally _tally;
    private readonly AskedPassages _asked;
    private readonly ClaimCheck _check;
    private readonly int _room;

    public ClaimExtractor(ModelDesk desk, Prompt prompt, WikiConfig config, Reading reading, AskedPassages asked, ModelTally tally)
    {
        (_desk, _prompt, _config, _reading, _asked, _tally) = (desk, prompt, config, reading, asked, tally);
        _check = new ClaimCheck(reading.Source, reading.Language, config.Language is { } wanted && reading.Language.Code != wanted);
        _room = Room();
    }

    private Source Source => _reading.Source;

    /// <summary>A claim that did not hold.</summary>
    private sealed record RefusedClaim(string Text, IReadOnlyList<Passage> Passages, string Why);

    /// <param name="passages">Those to ask about, in reading order.</param>
    public async Task<Extracted> Run(IReadOnlyList<Passage> passages, CancellationToken cancel)
    {
        var (chunks, tooLong) = Chunk.Cut(Source, passages, _room, _desk.Engine.CountTokens);
        var extracted = new Extracted([], [.. tooLong], []);
        var refused = new List<RefusedClaim>();
        var replies = await Task.WhenAll(chunks.Select(chunk => Read(chunk, "", mayHalve: true, cancel)));
        foreach (var (claims, wrong, lost) in replies)
        {
            Add(extracted.Claims, claims);
            refused.AddRange(wrong);
            extracted.Verbatim.AddRange(lost);
        }

        await AskAgain(passages, extracted, refused, cancel);
        _tally.Add(ModelShare.None with { Chunks = tooLong.Count > 0 ? 1 : 0, Fallbacks = tooLong.Count > 0 ? 1 : 0, Claims = extracted.Claims.Count });
        return extracted;
    }

    /// <summary>Refused claims with the reason, and facts that no claim uses, once more.</summary>
    private async Task AskAgain(IReadOnlyList<Passage> passages, Extracted extracted, List<RefusedClaim> refused, CancellationToken cancel)
    {
        var settled = extracted.Claims.SelectMany(claim => claim.Parts).Concat(extracted.Verbatim).ToHashSet(ReferenceEqualityComparer.Instance);
        var wrong = refused.SelectMany(claim => claim.Passages).ToHashSet(ReferenceEqualityComparer.Instance);
        var open = passages.Where(passage => !settled.Contains(passage) && (wrong.Contains(passage) || _asked.IsFact(passage))).ToList();
        var again = passages.Where(passage => wrong.Contains(passage) || open.Contains(passage)).ToList();
        var (chunks, tooLong) = Chunk.Cut(Source, again, _room * 2 / 3, _desk.Engine.CountTokens);
        extracted.Verbatim.AddRange(tooLong.Where(open.Contains));
        var replies = await Task.WhenAll(chunks.Select(chunk => Read(chunk, Again(chunk, refused), mayHalve: false, cancel)));
        foreach (var (claims, _, lost) in replies)
        {
            Add(extracted.Claims, claims);
            extracted.Verbatim.AddRange(lost.Where(open.Contains));
        }

        var told = extracted.Claims.SelectMany(claim => claim.Parts).Concat(extracted.Verbatim).ToHashSet(ReferenceEqualityComparer.Instance);
        var failed = replies.SelectMany(reply => reply.Refused).SelectMany(claim => claim.Passages).Concat(refused.SelectMany(claim => claim.Passages)).ToHashSet(ReferenceEqualityComparer.Instance);
        extracted.Verbatim.AddRange(passages.Where(passage => failed.Contains(passage) && !told.Contains(passage)));
        extracted.Unused.AddRange(passages.Where(passage => !failed.Contains(passage) && !told.Contains(passage)));
        _tally.Add(ModelShare.None with { Refused = replies.Sum(reply => reply.Refused.Count) });
    }

    /// <summary>What one reply gave: claims that hold, claims that do not, and passages that could not be read.</summary>
    private async Task<(List<Claim> Claims, List<RefusedClaim> Refused, List<Passage> Lost)> Read(Chunk chunk, string again, bool mayHalve, CancellationToken cancel)
    {
        var room = (int)(_desk.Engine.CountTokens(chunk.Text()) * ReplyShare) + ReplyRest;
        var (reply, _) = await _desk.Ask(Messages(chunk, again), Shape(chunk), room, _tally, cancel);
        if (reply is not null && !Loops(reply, chunk))
        {
            _tally.Add(ModelShare.None with { Chunks = 1 });
            return Checked(reply, chunk);
        }

        if (reply is not null)
        {
            _tally.Unusable(ReplyFault.Looping);
        }

        if (mayHalve && chunk.Passages.Count > 1)
        {
            var halves = await Task.WhenAll(chunk.Halves().Select(half => Read(half, again, mayHalve: false, cancel)));
            return ([.. halves.SelectMany(half => half.Claims)], [.. halves.SelectMany(half => half.Refused)], [.. halves.SelectMany(half => half.Lost)]);
        }

        _tally.Add(ModelShare.None with { Chunks = 1, Fallbacks = 1 });
        return ([], [], [.. chunk.Passages]);
    }

    /// <summary>Many times the same, or far more claims than passages.</summary>
    private static bool Loops(ClaimsReply reply, Chunk chunk) =>
        reply.Claims.Count > (3 * chunk.Passages.Count) + 3 || (reply.Claims.Count >= 4 && reply.Claims.DistinctBy(claim => claim.Text).Count() * 2 <= reply.Claims.Count);

    private (List<Claim>, List<RefusedClaim>, List<Passage>) Checked(ClaimsReply reply, Chunk chunk)
    {
        var claims = new List<Claim>();
        var refused = new List<RefusedClaim>();
        foreach (var item in reply.Claims)
        {
            var cited = item.Passages.Distinct().Select(number => chunk[number]).OfType<Passage>().OrderBy(passage => passage.Number).ToList();
            if (cited.Count == 0 || cited.Count > MostPassages)
            {
                // Nobody knows what it rests on; passages that it may have meant are asked for again as unused.
                continue;
            }

            var text = Sentence(ClaimText.Clean(item.Text, string.Join(' ', cited.Select(passage => passage.Text))));
            if (Grounded(text, cited, out var why) is { } grounds)
            {
                claims.Add(ClaimOf(text, item.Topic, grounds));
            }
            else
            {
                refused.Add(new RefusedClaim(text, cited, why));
            }
        }

        return (claims, refused, []);
    }

    private static string Sentence(string text) => text.Length > 0 && char.IsLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    /// <summary>The passages that bear a sentence: those it cites, and where these say "he" the one before that names him. Null where they do not.</summary>
    private List<Passage>? Grounded(string text, List<Passage> cited, out string why)
    {
        why = "it says nothing";
        if (text.Length == 0)
        {
            return null;
        }

        var problem = _check.Problem(text, cited);
        if (problem is not null && _check.MissingNames(text, cited) is { Count: > 0 } missing && NamedBefore(cited[0], missing) is { } named)
        {
            cited = [named, .. cited];
            problem = _check.Problem(text, cited);
        }

        why = problem ?? "";
        return problem is null ? cited : null;
    }

    private Passage? NamedBefore(Passage first, IReadOnlyList<string> names)
    {
        for (var number = first.Number - 1; number >= Math.Max(1, first.Number - Reach); number--)
        {
            var passage = Source.Passages[number - 1];
            if (passage.Kind is PassageKind.Sentence or PassageKind.ListItem && passage.Heading == first.Heading && !Injection.IsMeantForModel(passage.Text)
                && Tokens.Of(passage.Text) is var tokens && names.All(name => tokens.Exists(token => token.Key == name || WordForms.AreOneName(token.Key, name))))
            {
                return passage;
            }
        }

        return null;
    }

    private Claim ClaimOf(string text, string topic, List<Passage> cited)
    {
        var evidence = new Evidence(Source, cited);
        var date = evidence.Headings.FirstOrDefault(heading => Dates.IsDate(heading.Text) && Figures.Of(text).Exists(figure => !evidence.Figures.Any(figure.IsSame) && Figures.Of(heading.Text).Exists(figure.IsSame)));
        var quote = cited.Exists(passage => passage.Quoted || Extractive.Sentence.Judge(passage, _reading.Language).Standing == Standing.Self);
        var kind = quote ? ClaimKind.Quote : Definition.SubjectOf(text, _reading.Language) is not null ? ClaimKind.Definition : ClaimKind.Statement;
        return new Claim(Source, kind, date is null ? [.. cited] : [date, .. cited]) { Told = text, Subject = Topics.Checked(topic, text, evidence) };
    }

    /// <summary>The same sentence on the same or other passages is one claim.</summary>
    private static void Add(List<Claim> claims, List<Claim> more)
    {
        foreach (var claim in more)
        {
            var same = claims.FindIndex(known => known.Told == claim.Told);
            if (same < 0)
            {
                claims.Add(claim);
            }
            else
            {
                claims[same] = claims[same] with { Parts = [.. claims[same].Parts.Union(claim.Parts).OrderBy(part => part.Number)] };
            }
        }
    }

    private IReadOnlyList<ChatMessage> Messages(Chunk? chunk, string again) => _prompt.Render(new Dictionary<string, string>
    {
        ["purpose"] = Purpose.Lines(_config),
        ["file"] = TopicPage.Shorten(ClaimText.ForPrompt(Injection.IsMeantForModel(Source.Metadata.Title ?? "") ? Source.Path.Stem : Source.Metadata.Title ?? Source.Path.Stem), MostFile),
        ["passages"] = chunk?.Text() ?? "",
        ["again"] = again,
    });

    /// <summary>As many of the refused claims as the room has that a smaller chunk leaves.</summary>
    private string Again(Chunk chunk, List<RefusedClaim> refused)
    {
        const string Wanted = "Write the claims of these passages once more, so that they hold.";
        var text = new StringBuilder();
        foreach (var claim in refused.Where(claim => claim.Passages.Any(chunk.Passages.Contains)))
        {
            var line = $"- {TopicPage.Shorten(ClaimText.ForPrompt(claim.Text), 160)} ({claim.Why})\n";
            if (_desk.Engine.CountTokens(text + line + Wanted) > _room * 3 / 4)
            {
                break;
            }

            text.Append(text.Length == 0 ? "These claims did not hold:\n" : "").Append(line);
        }

        return text.Append(Wanted).ToString();
    }

    private static ReplyShape<ClaimsReply> Shape(Chunk chunk) => new("claims", ReplyTypes.Default.ClaimsReply, new Dictionary<string, JsonObject>
    {
        ["claims"] = Bounds.Items((2 * chunk.Passages.Count) + 2),
        ["topic"] = Bounds.Letters(MostTopic),
        ["text"] = Bounds.Letters(MostText),
        ["passages"] = Bounds.SomeOf([.. Enumerable.Range(1, chunk.Passages.Count)], MostPassages),
    });

    /// <summary>Tokens that a chunk may have, so that prompt and reply fit into the model's context and the prompt into its budget.</summary>
    private int Room()
    {
        var frame = Messages(null, "").Sum(message => _desk.Engine.CountTokens(message.Text)) + Margin;
        var inContext = (int)((_desk.Engine.Context - frame - ReplyRest) / (1 + ReplyShare));
        return Math.Max(0, Math.Min(MostTokens, Math.Min(inContext, _prompt.Budget - frame)));
    }
}
