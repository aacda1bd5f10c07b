using LlmWiki.Ingest;
using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>What holds of an ingest with a model that answers well.</summary>
public sealed class ModelIngestTests
{
    private const string Rover = "# Rover\n\nStarley showed the Rover in 1885. The Rover weighed 45 lb. The Rover was sold in Coventry.\n";
    private const string Paper = "# Old paper\n\nThe Rover was sold in Coventry. The Rover carried the king of Sweden. The Rover was painted green.\n";

    [Fact]
    public void A_corrected_source_has_only_its_changed_passages_sent_again()
    {
        using var wiki = new IngestWiki(("paper.md", Paper), ("rover.md", Rover));
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        wiki.Read("wiki/entities/rover.md").ShouldContain("weighed 45 lb");
        wiki.Write("raw/rover.md", Rover.Replace("45 lb", "54 lb", StringComparison.Ordinal));
        var model = new PlayedModel(LiteralModel.Reply);
        var report = Ingest(wiki, model);
        var sent = model.Extractions.ShouldHaveSingleItem();
        sent.ShouldContain("[1] The Rover weighed 54 lb.");
        sent.ShouldNotContain("[2]");
        sent.ShouldNotContain("Coventry");
        var page = wiki.Read("wiki/entities/rover.md");
        page.ShouldContain("54 lb");
        page.ShouldNotContain("45 lb");
        page.ShouldContain("The Rover carried the king of Sweden.");
        Lines(page, "The Rover was sold in Coventry").ShouldHaveSingleItem().ShouldContain("[^paper.");
        report.Outcomes.ShouldHaveSingleItem().Path.Value.ShouldBe("raw/rover.md");
        IsValid(wiki);
    }

    [Fact]
    public void What_two_sources_say_stands_once_with_both_footnotes()
    {
        using var wiki = new IngestWiki(("paper.md", Paper), ("rover.md", Rover));
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        var line = Lines(wiki.Read("wiki/entities/rover.md"), "The Rover was sold in Coventry").ShouldHaveSingleItem();
        Citation.LabelsIn(line).Select(label => label.Split('.')[0]).ShouldBe(["paper", "rover"]);
    }

    [Fact]
    public void A_new_source_changes_no_word_of_what_stands_on_a_page()
    {
        using var wiki = new IngestWiki(("rover.md", Rover + "The Rover had a chain. The Rover had a bell. The Rover had two wheels. The Rover had a saddle. The Rover had a lamp.\n"));
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        var before = Body(wiki.Page("wiki/entities/rover.md"));
        wiki.Write("raw/tail.md", "# Tail\n\nThe Rover was melted down in 1920. The Rover was drawn by a bishop.\n");
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        var after = Body(wiki.Page("wiki/entities/rover.md"));
        before.Except(after).ShouldBeEmpty();
        after.Where(before.Contains).ShouldBe(before);
        after.Except(before).Count().ShouldBe(2);
        IsValid(wiki);
    }

    [Fact]
    public void A_sentence_that_a_person_deleted_stays_away_and_one_that_a_person_wrote_stays()
    {
        using var wiki = new IngestWiki(("rover.md", Rover));
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        var path = "wiki/entities/rover.md";
        wiki.Write(path, string.Join('\n', wiki.Read(path).Split('\n').Where(line => !line.StartsWith("- The Rover was sold", StringComparison.Ordinal))).Replace("# Rover\n", "# Rover\n\nMine: I like it.\n", StringComparison.Ordinal));
        wiki.Write("raw/tail.md", "# Tail\n\nThe Rover was melted down in 1920.\n");
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        wiki.Read(path).ShouldContain("Mine: I like it.");
        wiki.Read(path).ShouldContain("melted down");
        Lines(wiki.Read(path), "- The Rover was sold").ShouldBeEmpty();
    }

    [Fact]
    public void Any_order_of_sources_gives_the_same_pages()
    {
        var sources = new[]
        {
            ("a.md", "# Starley\n\nJohn Kemp Starley was a maker of bicycles. John Kemp Starley lived in Coventry. John Kemp Starley died in 1901.\n"),
            ("b.md", "# Safety\n\nStarley showed the Rover. The Safety Bicycle was shown in 1885. The Safety Bicycle had a chain. J. K. Starley read a paper. J. K. Starley sold tricycles.\n"),
            ("c.md", "# Rover\n\nThe Rover was a Safety Bicycle. The Rover Safety Bicycle cost £22. The Rover Safety Bicycle weighed 45 lb. The Rover had a bell.\n"),
            ("d.md", "# Museum\n\nThe Safety Bicycles of the museum are rusty. Lindow Museum has a Rover. Lindow Museum opened in 1990. Lindow Museum is in a mill.\n"),
        };
        var pages = new List<string[]>();
        foreach (var order in new[] { new[] { 0, 1, 2, 3 }, [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2] })
        {
            using var wiki = new IngestWiki();
            foreach (var at in order)
            {
                wiki.Write("raw/" + sources[at].Item1, sources[at].Item2);
                Ingest(wiki, new PlayedModel(LiteralModel.Reply));
            }

            IsValid(wiki);
            pages.Add([.. wiki.Pages("entities").Select(name => "wiki/entities/" + name).Concat(wiki.Pages("concepts").Select(name => "wiki/concepts/" + name))
                .Select(wiki.Page).Select(page => page.Title + " | " + string.Join(", ", page.Head.MapOrEmpty.Texts("aliases"))).Order(StringComparer.Ordinal)]);
        }

        pages[0].Length.ShouldBeGreaterThan(3);
        pages.ShouldAllBe(titles => titles.SequenceEqual(pages[0]), string.Join("\n\n", pages.Select(titles => string.Join('\n', titles))));
    }

    [Fact]
    public void What_was_decided_of_names_stands_in_the_index_and_is_not_asked_again_even_without_the_cache()
    {
        using var wiki = new IngestWiki(("a.md", "# Rover\n\nThe Rover had a bell. The Rover had a lamp.\n"), ("b.md", "# Rover Company\n\nThe Rover Company made motor cars. The Rover Company was sold.\n"));
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        NameDecisions.Of(Snapshot(wiki)).Apart.ShouldHaveSingleItem().ShouldBe(new NamePair("Rover", "Rover Company"));
        wiki.Forget();
        wiki.Write("raw/c.md", "# Lindow Bell\n\nLindow Bell was loud. Lindow Bell was brass.\n");
        var model = new PlayedModel(LiteralModel.Reply);
        Ingest(wiki, model);
        model.Asked.ShouldNotContain(asked => asked.System.Contains("one page for each thing", StringComparison.Ordinal));
        wiki.Pages("entities").ShouldBe(["lindow-bell.md", "rover-company.md", "rover.md"]);
        wiki.Read("wiki/entities/rover.md").ShouldContain("The Rover had a bell.");
        IsValid(wiki);
    }

    [Fact]
    public void Names_that_the_model_holds_for_one_thing_share_a_page_and_its_aliases_say_so()
    {
        using var wiki = new IngestWiki(("a.md", "# Bicycles\n\nThe Safety had a chain. The Safety had two wheels. The Rover Safety had a bell. The Rover Safety cost £22.\n"));
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        wiki.Pages("entities").Concat(wiki.Pages("concepts")).ShouldHaveSingleItem();
        NameDecisions.Of(Snapshot(wiki)).Same.ShouldHaveSingleItem().ShouldBe(new NamePair("Rover Safety", "Safety"));
    }

    [Fact]
    public void Without_a_model_the_next_source_is_read_by_code_and_what_the_model_said_stays()
    {
        using var wiki = new IngestWiki(("rover.md", Rover));
        Ingest(wiki, new PlayedModel((system, user) => LiteralModel.Reply(system, user).Replace("was sold in", "was also sold in", StringComparison.Ordinal)));
        wiki.Write("raw/paper.md", Paper);
        wiki.Ingest();
        var page = wiki.Read("wiki/entities/rover.md");
        page.ShouldContain("The Rover was also sold in Coventry.");
        page.ShouldContain("king of Sweden");
        wiki.Read("wiki/sources/rover.md").ShouldContain("reader: \"played:good\"");
        wiki.Read("wiki/sources/paper.md").ShouldNotContain("reader:");
        IsValid(wiki);
    }

    [Fact]
    public void Fresh_asks_again_and_is_otherwise_the_same()
    {
        using var wiki = new IngestWiki(("rover.md", Rover), ("paper.md", Paper));
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        var before = wiki.State().Where(page => page.Key != "wiki/log.md").ToList();
        var model = new PlayedModel(LiteralModel.Reply);
        new IngestRun(wiki.Folder, FixedTime.Noon, () => Engine(model)).Run(new IngestOptions { Fresh = true, Only = [new RelPath("raw/rover.md")] });
        model.Extractions.ShouldHaveSingleItem().ShouldContain("45 lb");
        wiki.State().Where(page => page.Key != "wiki/log.md").ShouldBe(before);
    }

    [Fact]
    public void Fresh_turns_a_wiki_of_code_into_one_of_the_model()
    {
        using var wiki = new IngestWiki(("rover.md", Rover), ("paper.md", Paper));
        wiki.Ingest();
        new IngestRun(wiki.Folder, FixedTime.Noon, () => Engine(new PlayedModel(LiteralModel.Reply))).Run(new IngestOptions { Fresh = true });
        wiki.Read("wiki/sources/rover.md").ShouldContain("reader: \"played:good\"");
        wiki.Read("wiki/sources/paper.md").ShouldContain("reader: \"played:good\"");
        IsValid(wiki);
    }

    [Fact]
    public void A_source_that_was_moved_or_removed_costs_nothing()
    {
        using var wiki = new IngestWiki(("rover.md", Rover), ("paper.md", Paper));
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        wiki.Write("raw/old/rover.md", Rover);
        wiki.Delete("raw/rover.md");
        wiki.Delete("raw/paper.md");
        var model = new PlayedModel(LiteralModel.Reply);
        Ingest(wiki, model);
        model.Asked.ShouldBeEmpty();
        wiki.Read("wiki/entities/rover.md").ShouldContain("raw/old/rover.md");
        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();
        WikiCheck.BadLinks(wiki.Root).ShouldBeEmpty();
    }

    [Fact]
    public void A_source_can_be_taken_out_of_a_wiki_that_a_model_made()
    {
        using var wiki = new IngestWiki(("rover.md", Rover), ("paper.md", Paper));
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        wiki.Folder.Apply(wiki.PlanRemoval("raw/paper.md").Patch).Ok.ShouldBeTrue();
        var page = wiki.Read("wiki/entities/rover.md");
        page.ShouldNotContain("Sweden");
        page.ShouldContain("45 lb");
        page.ShouldNotContain("[^paper");
        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();
        WikiCheck.Uncited(wiki.Root).ShouldBeEmpty();
        WikiCheck.BadLinks(wiki.Root).ShouldBeEmpty();
    }

    [Fact]
    public void A_dry_run_writes_nothing_and_pays_once()
    {
        using var wiki = new IngestWiki(("rover.md", Rover));
        var first = new PlayedModel(LiteralModel.Reply);
        var dry = new IngestRun(wiki.Folder, FixedTime.Noon, () => Engine(first)).Run(new IngestOptions { DryRun = true });
        wiki.Has("wiki/index.md").ShouldBeFalse();
        var second = new PlayedModel(LiteralModel.Reply);
        Ingest(wiki, second).Model!.Asked.ShouldBe(0);
        second.Asked.ShouldBeEmpty();
        dry.Pages.ShouldAllBe(page => page.After == wiki.Read(page.Path.Value));
        dry.Pages.Length.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void The_sections_of_the_configuration_are_the_sections_of_the_pages()
    {
        using var wiki = new IngestWiki("git: off\npurpose: a museum of locks\ntypes:\n  entity: [Springs, Keys]\n", ("rover.md", Rover + "The Rover had a chain. The Rover had a bell. The Rover had two wheels. The Rover had a saddle. The Rover had a lamp. The Rover had a step.\n"));
        var model = new PlayedModel(LiteralModel.Reply);
        Ingest(wiki, model);
        model.Asked.Where(asked => asked.System.Contains("arrange", StringComparison.Ordinal)).ShouldHaveSingleItem().User.ShouldContain("Sections: Lead, Springs, Keys");
        model.Extractions.ShouldAllBe(user => user.StartsWith("The wiki: a museum of locks", StringComparison.Ordinal));
        wiki.Page("wiki/entities/rover.md").Blocks.Where(block => block.Level == 2).Select(block => block.HeadingText).ShouldBe(["Springs", "Keys"]);
    }

    [Fact]
    public void The_log_and_the_report_say_what_each_source_took()
    {
        using var wiki = new IngestWiki(("rover.md", Rover));
        var report = Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        report.Outcomes[0].Model!.Asked.ShouldBe(report.Model!.Asked);
        report.Outcomes[0].Model!.Claims.ShouldBe(3);
        wiki.Read("wiki/log.md").ShouldContain($"Model: {report.Model.Asked} questions, {report.Model.Usage.PromptTokens} tokens read, {report.Model.Usage.OutputTokens} written, 0 s.");
    }

    [Fact]
    public void In_a_fresh_clone_a_new_source_takes_nothing_from_the_head_of_a_page()
    {
        using var wiki = new IngestWiki(("paper.md", Paper), ("rover.md", Rover));
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        var before = wiki.Page("wiki/entities/rover.md");
        wiki.Forget();
        wiki.Write("raw/quarry.md", "# Quarry\n\nThe Rover was melted down in 1920. The Rover was drawn by a bishop.\n");
        Ingest(wiki, new PlayedModel(LiteralModel.Reply));
        var after = wiki.Page("wiki/entities/rover.md");
        after.Head.MapOrEmpty.Text("description").ShouldBe(before.Head.MapOrEmpty.Text("description"));
        ((YamlList)after.Head.MapOrEmpty["sources"]!).Items.Select(item => ((YamlMap)item).Text("id")).ShouldBe(["paper", "quarry", "rover"]);
        Body(before).Except(Body(after)).ShouldBeEmpty();
        IsValid(wiki);
        var state = wiki.State();
        Ingest(wiki, new PlayedModel((_, _) => throw new InvalidOperationException("asked again")));
        wiki.State().ShouldBe(state);
    }

    private static WikiSnapshot Snapshot(IngestWiki wiki) => WikiSnapshot.Of(wiki.Folder.LoadWiki().Pages.Select(file => new SnapshotFile(file.Path, file.Text, file.Hash)));

    internal static TextEngine Engine(PlayedModel model, int concurrency = 2) => new("played:good", model, concurrency);

    internal static IngestReport Ingest(IngestWiki wiki, PlayedModel model) => wiki.Ingest(Engine(model));

    internal static void IsValid(IngestWiki wiki)
    {
        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();
        WikiCheck.Uncited(wiki.Root).ShouldBeEmpty();
        WikiCheck.BadLinks(wiki.Root).ShouldBeEmpty();
        WikiCheck.LiveHtml(wiki.Root).ShouldBeEmpty();
        WikiCheck.Dropped(wiki.Root).ShouldBeEmpty();
    }

    private static IEnumerable<string> Lines(string page, string text) => page.Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal) && !line.StartsWith("[^", StringComparison.Ordinal));

    private static List<string> Body(Page page) => [.. page.Blocks.Where(block => block.Kind is BlockKind.ListItem or BlockKind.Paragraph).Select(block => Citation.Without(block.Text, _ => true))];
}
