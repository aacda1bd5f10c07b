using System.Collections.Immutable;
using LlmWiki.Heal.Fixers;

namespace LlmWiki.Heal;

/// <summary>All fixers, in the order in which they mend: what others build on comes first.</summary>
internal static class FixerCatalog
{
    public static ImmutableArray<Fixer> Order { get; } =
    [
        new FrontMatterFixer(),
        new MissingFieldFixer(),
        new TagDriftFixer(),
        new BadDateFixer(),
        new StalePageFixer(),
        new TitleHeadingFixer(),
        new DescriptionFixer(),
        new DuplicateTitleFixer(),
        new DuplicatePageFixer(),
        new LinkCaseFixer(),
        new BrokenLinkFixer(),
        new AmbiguousLinkFixer(),
        new SelfLinkFixer(),
        new UnlinkedMentionFixer(),
        new LinkToRawFixer(),
        new DeadEndPageFixer(),
        new OrphanPageFixer(),

        // Behind all that make new links.
        new MissingBacklinkFixer(),
        new DuplicateStatementFixer(),
        new SourceDeletedFixer(),
        new BrokenCitationFixer(),
        new StaleCitationFixer(),
        new UnusedFootnoteFixer(),
        new IndexFixer(),
        new HiddenTextFixer(),
        new ScriptFixer(),
        new SecretFixer(),
        new ContradictionFixer(),
        new ListDriftFixer(),
        new NumberDriftFixer(),
        new MissingPageFixer(),
        new HubFixer(),
    ];

    private static readonly Dictionary<string, Fixer> ByRule = Order.SelectMany(fixer => fixer.Rules.Select(rule => (rule, fixer))).ToDictionary(pair => pair.rule, pair => pair.fixer);

    public static Fixer? For(string rule) => ByRule.GetValueOrDefault(rule);
}
