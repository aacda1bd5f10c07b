using LlmWiki.Evals.Plants;

namespace LlmWiki.Evals;

/// <summary>The plants of every rule.</summary>
internal static class AllPlants
{
    public static List<RulePlants> Of(string? rule = null) => [.. All().Where(set => rule is null || set.Rule == rule)];

    private static RulePlants[] All() =>
    [
        LinkPlants.BrokenLink, LinkPlants.LinkCase, LinkPlants.SelfLink,
        NamePlants.AmbiguousLink, NamePlants.UnlinkedMention, NamePlants.LinkToRaw, NamePlants.MissingBacklink,
        GraphPlants.OrphanPage, GraphPlants.DeadEndPage, GraphPlants.MissingPage, GraphPlants.HubTooLarge, GraphPlants.IndexOutOfDate, GraphPlants.EmptyOrStubPage,
        HeadPlants.BadFrontMatter, HeadPlants.MissingField, HeadPlants.BadDate, HeadPlants.TagDrift, HeadPlants.TitleHeadingMismatch, HeadPlants.DuplicateTitleOrAlias,
        SourcePlants.UnusedFootnote, SourcePlants.SourceNotIngested, SourcePlants.SourceDeleted, SourcePlants.StalePage,
        SafetyPlants.SecretOrKey, SafetyPlants.HiddenText, SafetyPlants.ScriptInHtml,
        ContradictionPlants.All, StatementPlants.NumberDrift, StatementPlants.SupersededStatement, StatementPlants.OutdatedAsOf, StatementPlants.DuplicateStatement,
        ProvenancePlants.BrokenCitation, ProvenancePlants.StaleCitation, ProvenancePlants.UnsupportedStatement, ProvenancePlants.DroppedPassage,
        PagePlants.DescriptionMismatch, PagePlants.DuplicatePage, PagePlants.MissingDefinition, PagePlants.ListDrift,
    ];
}
