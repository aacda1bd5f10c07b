using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LlmWiki.Claims;
using LlmWiki.Lint;
using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Text;
using Microsoft.Extensions.AI;

namespace LlmWiki.Heal.Advice;

/// <summary>Which of several pages a link means.</summary>
/// <param name="Title">Of the page on which it stands.</param>
/// <param name="Around">The text around it.</param>
/// <param name="Words">What a reader sees of it.</param>
/// <param name="Pages">The paths that it may mean.</param>
/// <param name="Shown">The same as they are told to the model.</param>
internal sealed record PageChoice(string Key, string Title, string Around, string Words, ImmutableArray<RelPath> Pages, ImmutableArray<string> Shown) : HealQuestion<ChoiceReply>(Key)
{
    /// <summary>Of more than these the model is not asked.</summary>
    public const int Most = 8;

    private const int MostTitle = 80;
    private const int MostAround = 400;
    private const int MostShown = 160;

    protected override int Room => 20;

    protected override ReplyShape<ChoiceReply> Shape => new("choice", AdviceReplyTypes.Default.ChoiceReply, new Dictionary<string, JsonObject>
    {
        ["page"] = Bounds.OneOf(Enumerable.Range(0, Pages.Length + 1)),
    });

    /// <summary>Null where there is nothing to choose, or too much.</summary>
    public static PageChoice? Of(LintWiki wiki, Finding finding, OutlineLink link, IEnumerable<RelPath> candidates)
    {
        var pages = candidates.Distinct().Order().ToImmutableArray();
        var page = wiki[finding.Path]!;
        var around = Cut(page.Outline.Texts.Where(text => text.Line <= link.Line).MaxBy(text => text.Line)?.Text ?? "", MostAround);
        var shown = pages.Select(path => Cut(wiki[path] is { } other ? $"{other.Outline.Title} ({path}): {other.Outline.Head.Description ?? other.Statements.Select(statement => statement.Text).FirstOrDefault() ?? ""}" : path.Value, MostShown));
        return pages.Length is < 2 or > Most ? null
            : new PageChoice($"page {finding.Path}:{finding.Line}:{finding.Column} {link.Target}", Cut(page.Outline.Title, MostTitle), around, Cut(link.Text, MostTitle), pages, [.. shown]);
    }

    protected override IReadOnlyList<ChatMessage> Messages(PromptBook prompts) => prompts.Load("choose-page", "title", "text", "words", "pages").Render(new Dictionary<string, string>
    {
        ["title"] = Title,
        ["text"] = Around,
        ["words"] = Words,
        ["pages"] = string.Join('\n', Shown.Select((text, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {text}"))),
    });

    protected override string? Judge(ChoiceReply reply) => reply.Page >= 1 && reply.Page <= Pages.Length ? Pages[reply.Page - 1].Value : null;

    private static string Cut(string text, int most) => Ellipsis.Cut(PromptText.Line(text), most);
}

/// <summary>Reply to <c>choose-page</c>.</summary>
/// <param name="Page">Its number in the prompt; 0 for none.</param>
internal sealed record ChoiceReply(int Page);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChoiceReply))]
[JsonSerializable(typeof(DescriptionReply))]
internal sealed partial class AdviceReplyTypes : JsonSerializerContext;
