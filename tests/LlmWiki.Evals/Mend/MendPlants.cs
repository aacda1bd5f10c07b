using LlmWiki.Evals.Plants;

namespace LlmWiki.Evals.Mend;

/// <summary>
/// Most plants of lint show nothing from which they could be mended: a page whose title nobody names, a date that is two days. Heal is tried
/// on others, of which it is known what is right, and on those of lint without evidence, which are to stay as they are.
/// </summary>
internal static class MendPlants
{
    private static readonly Dictionary<string, (RulePlants WithAnswer, RulePlants Bare)> Sets = new (RulePlants WithAnswer, RulePlants Bare)[]
    {
        (BrokenLinkMend.Plants, LinkPlants.BrokenLink.Without("misspelled page", "page that was renamed")),
        (AmbiguousLinkMend.Plants, NamePlants.AmbiguousLink),
        (DateMend.Plants, DateMend.Bare),
        (OrphanMend.Plants, GraphPlants.OrphanPage.Without("links to it were taken out")),
        (DeadEndMend.Plants, GraphPlants.DeadEndPage),
        (RawLinkMend.Plants, NamePlants.LinkToRaw),
        (SourceMend.Plants, SourcePlants.SourceDeleted.Without("misspelled folder")),
        (HubMend.Plants, GraphPlants.HubTooLarge.Without("sections")),
        (MissingPageMend.Plants, GraphPlants.MissingPage),
        (TwinNameMend.Plants, TwinNameMend.Bare),
        (StubMend.Plants, GraphPlants.EmptyOrStubPage),
        (FrontMatterMend.Plants, FrontMatterMend.Bare),
        (StalePageMend.Plants, StalePageMend.Bare),
    }.ToDictionary(set => set.WithAnswer.Rule);

    /// <summary>Defects of which the plant knows the right answer; else those that lint is tried on.</summary>
    public static RulePlants For(RulePlants lint) => Sets.TryGetValue(lint.Rule, out var set) ? set.WithAnswer : lint;

    /// <summary>Defects of which nothing tells how they could be mended; null where all plants of lint are of the other kind.</summary>
    public static RulePlants? Bare(string rule) => Sets.TryGetValue(rule, out var set) ? set.Bare : null;

    public static bool Has(string rule) => Sets.ContainsKey(rule);
}
