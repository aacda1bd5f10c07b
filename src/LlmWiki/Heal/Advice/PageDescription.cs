using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using LlmWiki.Claims;
using LlmWiki.Heal.Fixers;
using LlmWiki.Lint;
using LlmWiki.Models;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;
using Microsoft.Extensions.AI;

namespace LlmWiki.Heal.Advice;

/// <summary>What a page is about, in a sentence that the passages of its statements bear.</summary>
/// <param name="Statements">Of the page; all their citations hold.</param>
/// <param name="Grounds">For each statement the source of its first citation, and the passages that it cites of it.</param>
internal sealed record PageDescription(string Key, string Title, ImmutableArray<string> Statements, ImmutableArray<(Source Source, ImmutableArray<Passage> Passages)> Grounds) : HealQuestion<DescriptionReply>(Key)
{
    private const int MostStatements = 4;
    private const int MostLetters = 200;
    private const int MostShown = 160;
    private const int MostTitle = 80;

    protected override int Room => 110;

    protected override ReplyShape<DescriptionReply> Shape => new("description", AdviceReplyTypes.Default.DescriptionReply, new Dictionary<string, JsonObject>
    {
        ["description"] = Bounds.Letters(MostLetters),
        ["claims"] = Bounds.SomeOf([.. Enumerable.Range(1, Statements.Length)], MostStatements),
    });

    /// <summary>Null where the page says nothing that is cited.</summary>
    public static PageDescription? Of(LintWiki wiki, LintPage page)
    {
        var said = page.Statements.Where(statement => !statement.IsQuoted).Select(statement => CitedStatement.Of(wiki, statement)).OfType<CitedStatement>().Take(MostStatements).ToList();
        var grounds = said.ConvertAll(each => Ground(wiki, page, each));
        return said.Count == 0 || grounds.Exists(each => each is null) ? null
            : new PageDescription($"description {page.Path} {page.Hash.Hex}", Ellipsis.Cut(PromptText.Line(page.Outline.Title), MostTitle), [.. said.Select(each => Ellipsis.Cut(PromptText.Line(each.Statement.Text), MostShown))], [.. grounds.Select(each => each!.Value)]);
    }

    protected override IReadOnlyList<ChatMessage> Messages(PromptBook prompts) => prompts.Load("describe-page", "title", "claims").Render(new Dictionary<string, string>
    {
        ["title"] = Title,
        ["claims"] = string.Join('\n', Statements.Select((text, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {text}"))),
    });

    /// <summary>All that it says stands in the passages of one source: the same check that ingest makes.</summary>
    protected override string? Judge(DescriptionReply reply)
    {
        var cited = reply.Claims.Distinct().Where(number => number >= 1 && number <= Grounds.Length).Select(number => Grounds[number - 1]).ToList();
        var text = ClaimText.Clean(reply.Description, string.Join(' ', cited.SelectMany(ground => ground.Passages).Select(passage => passage.Text)));
        return text.Length is > 0 and <= MostLetters && cited.GroupBy(ground => ground.Source.Path).Any(group => Bears(text, group.First().Source, [.. group.SelectMany(ground => ground.Passages).Distinct()])) ? text : null;
    }

    private static bool Bears(string text, Source source, IReadOnlyList<Passage> passages) =>
        new ClaimCheck(source, Language.Of(passages.SelectMany(passage => Words.Tokens.Of(passage.Text)).Select(token => token.Word))).Problem(text, passages) is null;

    private static (Source, ImmutableArray<Passage>)? Ground(LintWiki wiki, LintPage page, CitedStatement said)
    {
        var checks = page.Checks(wiki.Sources!);
        var passages = said.Citations.Where(citation => citation.Source == said.Citations[0].Source)
            .Select(citation => checks[page.Citations.ToList().FindIndex(each => each.Citation.Label == citation.Label)]!.Value.Passage).OfType<Passage>();
        return wiki.Sources!.Read(said.Citations[0].Source) is { } source ? (source.Source, [.. passages]) : null;
    }
}
