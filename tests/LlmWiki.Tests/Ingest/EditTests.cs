using LlmWiki.Ingest;
using LlmWiki.Pages;

namespace LlmWiki.Tests.Ingest;

/// <summary>A person and the tool work on the same wiki.</summary>
public sealed class EditTests
{
    private const string Page = "wiki/concepts/freewheel.md";

    private const string Notes = """
        # Parts

        ## Freewheel

        A freewheel is a ratchet between the sprocket and the wheel. It lets the rider stop pedalling.

        Freewheels became common around 1898, and with them came proper brakes.

        A freewheel wants thin oil and never grease, because grease glues the pawls down.

        ## Derailleur

        A derailleur is a mechanism that shifts the chain from one sprocket to another. It works on a bicycle with a freewheel.

        The derailleur was allowed to the riders of the Tour only from 1937 onwards.

        """;

    private const string More = """
        # Oil

        Every freewheel of the workshop was oiled in March 2024 with two drops of sewing machine oil.

        """;

    [Fact]
    public void A_second_ingest_changes_no_byte()
    {
        using var wiki = new IngestWiki(("parts.md", Notes), ("oil.md", More));
        wiki.Ingest();
        var before = wiki.State();
        wiki.Ingest().Pages.ShouldBeEmpty();
        wiki.State().ShouldBe(before);
    }

    [Fact]
    public void An_edit_stays_a_deletion_stays_and_the_rest_follows_the_source_and_undo_brings_all_of_it_back()
    {
        using var wiki = new IngestWiki(("parts.md", Notes));
        wiki.Ingest();
        wiki.Edit(Page, "Freewheels became common around 1898", "Freewheels became *really* common around 1898");
        DeleteBlock(wiki, "thin oil");
        var edited = wiki.State();

        wiki.Edit("raw/parts.md", "a ratchet between the sprocket and the wheel", "a ratchet between the sprocket and the hub");
        wiki.Ingest();
        var first = wiki.State();
        var text = wiki.Read(Page);
        text.ShouldContain("Freewheels became *really* common around 1898");
        Body(text).ShouldNotContain("Freewheels became common around 1898, and with");
        Body(text).ShouldNotContain("thin oil");
        text.ShouldContain("between the sprocket and the hub");
        text.ShouldNotContain("between the sprocket and the wheel");

        wiki.Write("raw/oil.md", More);
        wiki.Ingest();
        var second = wiki.State();
        Body(wiki.Read(Page)).ShouldContain("sewing machine oil");
        Body(wiki.Read(Page)).ShouldNotContain("thin oil");

        wiki.Edit("raw/oil.md", "two drops", "three drops");
        wiki.Ingest();
        wiki.Read(Page).ShouldContain("three drops");
        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();

        wiki.Folder.Undo(1).Conflicts.ShouldBeEmpty();
        wiki.State().ShouldBe(second);
        wiki.Folder.Undo(1).Conflicts.ShouldBeEmpty();
        wiki.State().ShouldBe(first);
        wiki.Folder.Undo(1).Conflicts.ShouldBeEmpty();
        wiki.State().ShouldBe(edited);
    }

    [Fact]
    public void Lines_that_move_in_a_source_move_in_the_footnotes_of_a_persons_block()
    {
        using var wiki = new IngestWiki(("parts.md", Notes));
        wiki.Ingest();
        wiki.Edit(Page, "Freewheels became common", "As everybody knows, freewheels became common");
        wiki.Write("raw/parts.md", "A line on top that was not there before the others came.\n\n" + Notes);
        wiki.Ingest();
        wiki.Read(Page).ShouldContain("As everybody knows, freewheels became common");
        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();
    }

    [Fact]
    public void A_page_that_a_person_moved_and_renamed_goes_on_at_its_new_place()
    {
        using var wiki = new IngestWiki(("parts.md", Notes));
        wiki.Ingest();
        Directory.CreateDirectory(Path.Combine(wiki.Root, "wiki/workshop"));
        File.Move(Path.Combine(wiki.Root, Page), Path.Combine(wiki.Root, "wiki/workshop/clicks.md"));
        wiki.Write("raw/oil.md", More);
        wiki.Ingest();
        wiki.Has(Page).ShouldBeFalse();
        wiki.Read("wiki/workshop/clicks.md").ShouldContain("sewing machine oil");
        WikiCheck.BadLinks(wiki.Root).ShouldBeEmpty();
    }

    [Fact]
    public void A_page_that_a_person_deleted_is_not_made_again()
    {
        using var wiki = new IngestWiki(("parts.md", Notes));
        wiki.Ingest();
        wiki.Delete(Page);
        wiki.Write("raw/oil.md", More);
        wiki.Ingest();
        wiki.Has(Page).ShouldBeFalse();
        wiki.Write("raw/more-oil.md", More.Replace("March", "April", StringComparison.Ordinal));
        wiki.Ingest();
        wiki.Has(Page).ShouldBeFalse();
        WikiCheck.BadLinks(wiki.Root).ShouldBeEmpty();
        WikiCheck.Dropped(wiki.Root).ShouldBeEmpty();
    }

    [Fact]
    public void A_source_that_moves_keeps_its_page_and_its_statements()
    {
        using var wiki = new IngestWiki(("parts.md", Notes), ("oil.md", More));
        wiki.Ingest();
        var before = wiki.Pages("sources");
        wiki.Delete("raw/parts.md");
        wiki.Write("raw/archive/parts of a wheel.md", Notes);
        wiki.Ingest().Sources.ShouldContain(source => source.State == SourceState.Moved);
        wiki.Pages("sources").ShouldBe(before);
        wiki.Read(Page).ShouldContain("raw/archive/parts%20of%20a%20wheel.md");
        wiki.Read(Page).ShouldNotContain("(../../raw/parts.md");
        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();
        wiki.Ingest().Pages.ShouldBeEmpty();
    }

    [Fact]
    public void Statements_of_a_source_that_is_gone_lose_their_citation_and_stay()
    {
        using var wiki = new IngestWiki(("parts.md", Notes), ("oil.md", More));
        wiki.Ingest();
        wiki.Delete("raw/oil.md");
        wiki.Ingest();
        wiki.Read(Page).ShouldContain("sewing machine oil.\n");
        wiki.Read(Page).ShouldNotContain("[^oil.");
        wiki.Read("wiki/sources/oil.md").ShouldContain("status: missing");
        wiki.Ingest().Pages.ShouldBeEmpty();

        wiki.Write("raw/oil.md", More);
        wiki.Ingest();
        wiki.Read(Page).ShouldContain("sewing machine oil.[^oil.");
        wiki.Read("wiki/sources/oil.md").ShouldNotContain("missing");
    }

    [Fact]
    public void A_source_that_is_taken_out_is_cited_nowhere_and_not_read_again_until_it_is_named()
    {
        using var wiki = new IngestWiki(("parts.md", Notes), ("oil.md", More));
        wiki.Ingest();
        var removal = wiki.PlanRemoval("raw/oil.md");
        removal.Statements.ShouldContain(item => item.Value.Contains("sewing machine oil", StringComparison.Ordinal));
        wiki.Folder.Apply(removal.Patch).Ok.ShouldBeTrue();
        wiki.Read(Page).ShouldNotContain("sewing machine oil");
        Directory.EnumerateFiles(Path.Combine(wiki.Root, "wiki"), "*.md", SearchOption.AllDirectories).ShouldAllBe(file => !File.ReadAllText(file).Contains("[^oil.", StringComparison.Ordinal));
        wiki.Ingest().Pages.ShouldBeEmpty();
        wiki.Ingest("raw/oil.md");
        wiki.Read(Page).ShouldContain("sewing machine oil");
    }

    [Fact]
    public void A_file_that_cannot_be_read_this_time_keeps_what_it_gave()
    {
        using var wiki = new IngestWiki(("parts.md", Notes), ("oil.json", """[{"name": "Freewheel", "oil": "two drops of sewing machine oil"}]"""));
        wiki.Ingest();
        wiki.Read(Page).ShouldContain("sewing machine oil");
        wiki.Write("raw/oil.json", "{ broken");
        wiki.Write("raw/note.md", "# Freewheel\n\nThe freewheel of TL-013 was frozen for years and clicks again since April 2024.\n");
        wiki.Ingest().Skipped.ShouldContain(file => file.Path == "raw/oil.json");
        wiki.Read(Page).ShouldContain("sewing machine oil");
        wiki.Read(Page).ShouldContain("clicks again");
    }

    private static void DeleteBlock(IngestWiki wiki, string part)
    {
        var page = wiki.Page(Page);
        var block = page.Blocks.Single(block => block.Kind != BlockKind.Footnote && block.Text.Contains(part, StringComparison.Ordinal));
        wiki.Edit(Page, block.Raw, "");
    }

    private static string Body(string text) => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("[^", StringComparison.Ordinal)));
}
