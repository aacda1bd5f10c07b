using LlmWiki.Models;
using Microsoft.Extensions.AI;

namespace LlmWiki.Lint.Deep;

/// <summary>Asks the question of a person's rule about a page, or a part of it.</summary>
internal sealed class PageQuestion(RuleInfo rule, PagePart part, Prompt prompt, TextEngine engine) : DeepQuestion<PageReply>(PageReply.Shape, Room)
{
    public const int Room = 160;

    public override bool IsPair => false;

    public static Prompt Load(PromptBook prompts) => prompts.Load("ask-page", "question", "title", "text");

    protected override IReadOnlyList<ChatMessage> Messages() => PagePart.Messages(prompt, part.Page, rule.Question!, part.Shown);

    protected override DeepAnswer Judge(PageReply reply)
    {
        var quote = DeepQuote.Bare(reply.Quote);
        return reply.Answer.Trim().ToLowerInvariant() switch
        {
            PageReply.No => DeepAnswer.Fine,
            PageReply.Yes when part.Find(quote) is { } place => Told(place.Text.PlaceOf(place.At), quote),
            _ => DeepAnswer.Dropped,
        };
    }

    private DeepAnswer Told((int Line, int Column) at, string quote) =>
        new(true, new Finding(rule.Id, Severity.Warning, part.Page.Path, at.Line, at.Column, $"{(rule.Message ?? rule.Summary).TrimEnd('.')} ({engine.Name} judged so)")
        {
            Kind = PairQuestion.Kind,
            Evidence = [new Evidence(part.Page.Path, at.Line, quote)],
        });
}
