using System.Collections.Immutable;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;

namespace LlmWiki.Lint;

/// <summary>The rules that are code, by the names of their files.</summary>
internal static class RuleCatalog
{
    private static readonly Dictionary<string, Func<RuleInfo, LintRule>> Code = new(StringComparer.Ordinal)
    {
        ["broken-link"] = info => new BrokenLink(info),
        ["link-case"] = info => new LinkCase(info),
        ["ambiguous-link"] = info => new AmbiguousLink(info),
        ["self-link"] = info => new SelfLink(info),
        ["unsupported-statement"] = info => new UnsupportedStatement(info),
        ["broken-citation"] = info => new BrokenCitation(info),
        ["stale-citation"] = info => new StaleCitation(info),
        ["dropped-passage"] = info => new DroppedPassage(info),
        ["unlinked-mention"] = info => new UnlinkedMention(info),
        ["contradiction"] = info => new DisagreementRule(info, DisagreementKind.Contradiction),
        ["number-drift"] = info => new DisagreementRule(info, DisagreementKind.Drift),
        ["superseded-statement"] = info => new DisagreementRule(info, DisagreementKind.Superseded),
        ["orphan-page"] = info => new OrphanPage(info),
        ["dead-end-page"] = info => new DeadEndPage(info),
        ["bad-front-matter"] = info => new BadFrontMatter(info),
        ["missing-field"] = info => new MissingField(info),
        ["bad-date"] = info => new BadDate(info),
        ["tag-drift"] = info => new TagDrift(info),
        ["title-heading-mismatch"] = info => new TitleHeadingMismatch(info),
        ["duplicate-title-or-alias"] = info => new DuplicateTitleOrAlias(info),
        ["index-out-of-date"] = info => new IndexOutOfDate(info),
        ["secret-or-key"] = info => new SecretOrKey(info),
        ["hidden-text"] = info => new HiddenText(info),
        ["script-in-html"] = info => new ScriptInHtml(info),
        ["hub-too-large"] = info => new HubTooLarge(info),
        ["empty-or-stub-page"] = info => new EmptyOrStubPage(info),
        ["outdated-as-of"] = info => new OutdatedAsOf(info),
        ["unused-footnote"] = info => new UnusedFootnote(info),
        ["duplicate-statement"] = info => new DuplicateStatement(info),
        ["duplicate-page"] = info => new DuplicatePage(info),
        ["missing-definition"] = info => new MissingDefinition(info),
        ["source-not-ingested"] = info => new SourceNotIngested(info),
        ["source-deleted"] = info => new SourceDeleted(info),
        ["stale-page"] = info => new StalePage(info),
        ["link-to-raw"] = info => new LinkToRaw(info),
        ["missing-backlink"] = info => new MissingBacklink(info),
        ["list-drift"] = info => new ListDrift(info),
        ["description-mismatch"] = info => new DescriptionMismatch(info),
        ["missing-page"] = info => new MissingPage(info),
    };

    public static IEnumerable<string> Ids => Code.Keys;

    /// <summary>The rules that code can check: all but questions.</summary>
    public static ImmutableArray<LintRule> Make(IEnumerable<RuleInfo> infos) =>
        [.. infos.Where(info => info.Check == RuleCheck.Pattern || Code.ContainsKey(info.Id)).Select(info => info.Check == RuleCheck.Pattern ? new TextPattern(info) : Code[info.Id](info))];
}
