using System.Globalization;
using LlmWiki.Models;
using LlmWiki.Text;
using Microsoft.Extensions.AI;

namespace LlmWiki.Lint.Deep;

/// <summary>Asks whether two statements can both be true.</summary>
/// <param name="first">The earlier by page and place.</param>
internal sealed class PairQuestion(PairSide first, PairSide second, Prompt prompt, TextEngine engine) : DeepQuestion<PairReply>(PairReply.Shape, Room)
{
    public const string Contradiction = "contradiction";
    public const string Superseded = "superseded-statement";
    public const string Kind = "judged";

    private const int Room = 200;
    private const int MostTold = 80;

    // A does not depend on the names of the pages, so that a renamed page asks nothing again.
    private readonly PairSide _a = string.CompareOrdinal(first.Statement.Text, second.Statement.Text) <= 0 ? first : second;

    private PairSide B => _a == first ? second : first;

    public override bool IsPair => true;

    public static Prompt Load(PromptBook prompts) => prompts.Load("judge-pair", "first", "second");

    protected override IReadOnlyList<ChatMessage> Messages()
    {
        var whole = Messages(withPassages: true);
        var tokens = whole.Sum(message => engine.CountTokens(message.Text)) + Frame;
        return tokens <= prompt.Budget && tokens + Room <= engine.Context ? whole : Messages(withPassages: false);
    }

    private IReadOnlyList<ChatMessage> Messages(bool withPassages) =>
        prompt.Render(new Dictionary<string, string> { ["first"] = _a.Shown(withPassages), ["second"] = B.Shown(withPassages) });

    protected override DeepAnswer Judge(PairReply reply)
    {
        var verdict = reply.Verdict.Trim().ToLowerInvariant();
        var (own, other) = _a == first ? (reply.QuoteA, reply.QuoteB) : (reply.QuoteB, reply.QuoteA);
        (own, other) = (DeepQuote.Bare(own), DeepQuote.Bare(other));
        if (!PairReply.Verdicts.Contains(verdict) || first.Find(own) is not { } left || second.Find(other) is not { } right)
        {
            return DeepAnswer.Dropped;
        }

        return verdict switch
        {
            PairReply.Contradiction => IsSame(own, other) || first.IsOfOtherTime(own, second, other) ? DeepAnswer.Dropped : Told(Contradiction, second, right, left),
            PairReply.Superseded => IsSame(own, other) || first.IsOlderThan(second) is not { } isFirstOlder || (isFirstOlder ? first : second).IsOfThePast ? DeepAnswer.Dropped
                : isFirstOlder ? Told(Superseded, first, left, right) : Told(Superseded, second, right, left),
            _ => DeepAnswer.Fine,
        };
    }

    /// <summary>Whether the quotes show no difference: they say the same, or each stands on both sides.</summary>
    private bool IsSame(string own, string other) => DeepQuote.AreOne(own, other) || DeepQuote.AreOne(first.Statement.Text, second.Statement.Text)
        || (second.Find(own) is not null && first.Find(other) is not null);

    private DeepAnswer Told(string rule, PairSide at, Evidence own, Evidence other)
    {
        var (here, there) = (at.Statement, (at == first ? second : first).Statement);
        var where = here.Page == there.Page ? string.Create(CultureInfo.InvariantCulture, $"line {there.Line}") : $"'{there.Page}'";
        var (said, against) = (Ellipsis.Cut(own.Quote, MostTold), Ellipsis.Cut(other.Quote, MostTold));
        var message = rule == Superseded ? $"'{said}' is out of date: {where} says '{against}' of a later date" : $"'{said}' here contradicts '{against}' in {where}";
        return new DeepAnswer(true, new Finding(rule, Severity.Warning, here.Page, here.Line, here.Column, $"{message} ({engine.Name} judged so)")
        {
            Kind = Kind,
            Evidence = [other, own],
        });
    }
}
