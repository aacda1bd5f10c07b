using System.Text;
using System.Text.Json.Nodes;
using LlmWiki.Claims;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Models;
using LlmWiki.Sources;
using LlmWiki.Words;
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

    private const int ReplyRest = 120;
    private const int MostTopic = 80;
    private const int MostText = 500;
    private const int MostFile = 160;
    private const int MostPassages = 8;

    /// <summary>Tokens of the chat format, and of what a tokenizer makes of two texts put together.</summary>
    private const int Margin = 60;

    private readonly ModelDesk _desk;
    private readonly Prompt _prompt;
    private readonly WikiConfig _config;
    private readonly Reading _reading;
    private readonly ModelTally _tally;
    private readonly AskedPassages _asked;
    private readonly Grounds _grounds;
    private readonly Room _room;

    public ClaimExtractor(ModelDesk desk, Prompt prompt, WikiConfig config, Reading reading, AskedPassages asked, ModelTally tally)
    {
        (_desk, _prompt, _config, _reading, _asked, _tally) = (desk, prompt, config, reading, asked, tally);
        _grounds = new Grounds(reading.Source, reading.Language, new ClaimCheck(reading.Source, reading.Language, config.Language));
        _room = RoomOfPrompt();
    }

    private Source Source => _reading.Source;

    /// <summary>A claim that did not hold.</summary>
    private sealed record RefusedClaim(string Text, IReadOnlyList<Passage> Passages, string Why);

    /// <summary>What a reply gave.</summary>
    /// <param name="Told">The passages that the claims say they rest on.</param>
    /// <param name="Lost">Those that could not be read.</param>
    private sealed record Answer(List<Claim> Claims, List<Passage> Told, List<RefusedClaim> Refused, List<Passage> Lost)
    {
        public static Answer Empty => new([], [], [], []);

        public void Add(Answer more)
        {
            Told.AddRange(more.Told);
            Refused.AddRange(more.Refused);
            Lost.AddRange(more.Lost);
            foreach (var claim in more.Claims)
            {
                Add(claim);
            }
        }

        /// <summary>The same sentence on the same or other passages is one claim.</summary>
        private void Add(Claim claim)
        {
            var same = Claims.FindIndex(known => known.Told == claim.Told);
            if (same < 0)
            {
                Claims.Add(claim);
            }
            else
            {
                Claims[same] = Claims[same] with { Parts = [.. Claims[same].Parts.Union(claim.Parts)] };
            }
        }
    }

    /// <param name="passages">Those to ask about, in reading order.</param>
    public async Task<Extracted> Run(IReadOnlyList<Passage> passages, CancellationToken cancel)
    {
        var (chunks, tooLong) = Chunk.Cut(Source, passages, _room, _desk.Engine.CountTokens);
        var all = Answer.Empty;
        all.Lost.AddRange(tooLong);
        foreach (var answer in await Task.WhenAll(chunks.Select(chunk => Read(chunk, "", mayHalve: true, cancel))))
        {
            all.Add(answer);
        }

        await AskAgain(passages, all, cancel);
        var settled = Set(all.Told.Concat(all.Lost));
        var failed = Set(all.Refused.SelectMany(claim => claim.Passages));
        var lost = passages.Where(passage => failed.Contains(passage) && !settled.Contains(passage));
        var unused = passages.Where(passage => !failed.Contains(passage) && !settled.Contains(passage));
        _tally.Add(ModelShare.None with { Chunks = tooLong.Count > 0 ? 1 : 0, Fallbacks = tooLong.Count > 0 ? 1 : 0, Claims = all.Claims.Count });
        return new Extracted(all.Claims, [.. all.Lost, .. lost], [.. unused]);
    }

    /// <summary>Refused claims with the reason, and facts that no claim uses, once more.</summary>
    private async Task AskAgain(IReadOnlyList<Passage> passages, Answer all, CancellationToken cancel)
    {
        var settled = Set(all.Told.Concat(all.Lost));
        var wrong = Set(all.Refused.SelectMany(claim => claim.Passages));
        var open = Set(passages.Where(passage => !settled.Contains(passage) && (wrong.Contains(passage) || _asked.IsFact(passage))));
        var (chunks, tooLong) = Chunk.Cut(Source, passages.Where(passage => wrong.Contains(passage) || open.Contains(passage)), _room.Smaller, _desk.Engine.CountTokens, isPartial: true);
        all.Lost.AddRange(tooLong.Where(open.Contains));
        var refused = all.Refused.ToList();
        foreach (var answer in await Task.WhenAll(chunks.Select(chunk => Read(chunk, Again(chunk, refused), mayHalve: false, cancel))))
        {
            all.Add(answer with { Lost = [.. answer.Lost.Where(open.Contains)] });
            _tally.Add(ModelShare.None with { Refused = answer.Refused.Count });
        }
    }

    private static HashSet<object?> Set(IEnumerable<Passage> passages) => passages.ToHashSet<object?>(ReferenceEqualityComparer.Instance);

    private async Task<Answer> Read(Chunk chunk, string again, bool mayHalve, CancellationToken cancel)
    {
        var room = chunk.Passages.Sum(passage => Chunk.ReplyTokens(_desk.Engine.CountTokens(passage.Text))) + ReplyRest;
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

        var all = Answer.Empty;
        if (mayHalve && chunk.Passages.Count > 1)
        {
            foreach (var half in await Task.WhenAll(chunk.Halves().Select(half => Read(half, again, mayHalve: false, cancel))))
            {
                all.Add(half);
            }
        }
        else
        {
            _tally.Add(ModelShare.None with { Chunks = 1, Fallbacks = 1 });
            all.Lost.AddRange(chunk.Passages);
        }

        return all;
    }

    /// <summary>Many times the same, or far more claims than passages.</summary>
    private static bool Loops(ClaimsReply reply, Chunk chunk) =>
        reply.Claims.Count > (3 * chunk.Passages.Count) + 3 || (reply.Claims.Count >= 4 && reply.Claims.DistinctBy(claim => claim.Text).Count() * 2 <= reply.Claims.Count);

    private Answer Checked(ClaimsReply reply, Chunk chunk)
    {
        var answer = Answer.Empty;
        foreach (var item in reply.Claims)
        {
            var cited = item.Passages.Distinct().Select(number => chunk[number]).OfType<Passage>().OrderBy(passage => passage.Number).ToList();
            if (cited.Count == 0 || cited.Count > MostPassages)
            {
                // Nobody knows what it rests on; passages that it may have meant are asked for again as unused.
                continue;
            }

            var text = Sentence(ClaimText.Clean(item.Text, string.Join(' ', cited.Select(passage => passage.Text))));
            var (grounds, why) = text.Length == 0 ? (null, "it says nothing") : _grounds.Of(text, cited);
            if (grounds is null)
            {
                answer.Refused.Add(new RefusedClaim(text, cited, why));
            }
            else
            {
                answer.Claims.Add(ClaimOf(text, item.Topic, grounds));
                answer.Told.AddRange(cited);
            }
        }

        return answer;
    }

    private static string Sentence(string text) => text.Length > 0 && char.IsLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    private Claim ClaimOf(string text, string topic, IReadOnlyList<Passage> cited)
    {
        var evidence = new ClaimEvidence(Source, cited);
        var date = evidence.Headings.FirstOrDefault(heading => Dates.IsDate(heading.Text) && Figures.Of(text).Exists(figure => !evidence.Figures.Any(figure.IsSame) && Figures.Of(heading.Text).Exists(figure.IsSame)));
        var quote = cited.Any(passage => passage.Quoted || Claims.Sentence.Judge(passage, _reading.Language).Standing == Standing.Self);
        var kind = quote ? ClaimKind.Quote : Definition.SubjectOf(text, _reading.Language) is not null ? ClaimKind.Definition : ClaimKind.Statement;
        return new Claim(Source, kind, date is null ? [.. cited] : [date, .. cited]) { Told = text, Subject = Topics.Checked(topic, text, evidence) };
    }

    private IReadOnlyList<ChatMessage> Messages(Chunk? chunk, string again) => _prompt.Render(new Dictionary<string, string>
    {
        ["purpose"] = Purpose.Lines(_config),
        ["file"] = TopicPage.Shorten(ClaimText.ForPrompt(FileName()), MostFile),
        ["passages"] = chunk?.Text() ?? "",
        ["again"] = again,
    });

    /// <summary>Title and author: who "I" is.</summary>
    private string FileName()
    {
        var title = Source.Metadata.Title is { } named && !Injection.IsMeantForModel(named) ? named : Source.Path.Stem;
        var author = Source.Metadata.Authors.FirstOrDefault(name => !Injection.IsMeantForModel(name));
        return author is null ? title : $"{title}, by {author}";
    }

    /// <summary>As many of the refused claims as there is room for beside the chunk.</summary>
    private string Again(Chunk chunk, List<RefusedClaim> refused)
    {
        const string Wanted = "Write the claims of these passages once more, so that they hold; none for a passage that states no fact.";
        const string Open = "These passages are left. Write the facts that they state; where there is none, answer {\"claims\":[]}.";
        var most = _room.Beside(chunk, _desk.Engine.CountTokens);
        var text = new StringBuilder();
        foreach (var claim in refused.Where(claim => claim.Passages.Any(chunk.Passages.Contains)))
        {
            var line = $"- {TopicPage.Shorten(ClaimText.ForPrompt(claim.Text), 160)} ({claim.Why})\n";
            if (_desk.Engine.CountTokens(text + line + Wanted) > most)
            {
                break;
            }

            text.Append(text.Length == 0 ? "These claims did not hold:\n" : "").Append(line);
        }

        return text.Length == 0 ? Open : text.Append(Wanted).ToString();
    }

    private static ReplyShape<ClaimsReply> Shape(Chunk chunk) => new("claims", ReplyTypes.Default.ClaimsReply, new Dictionary<string, JsonObject>
    {
        ["claims"] = Bounds.Items((2 * chunk.Passages.Count) + 2),
        ["topic"] = Bounds.Letters(MostTopic),
        ["text"] = Bounds.Letters(MostText),
        ["passages"] = Bounds.SomeOf([.. Enumerable.Range(1, chunk.Passages.Count)], MostPassages),
    });

    /// <summary>What a chunk may have, so that prompt and reply fit into the model's context and the prompt into its budget.</summary>
    private Room RoomOfPrompt()
    {
        var frame = Messages(null, "").Sum(message => _desk.Engine.CountTokens(message.Text)) + Margin;
        return new Room(Math.Max(0, Math.Min(MostTokens, _prompt.Budget - frame)), Math.Max(0, _prompt.Budget - frame), Math.Max(0, _desk.Engine.Context - frame - ReplyRest));
    }
}
