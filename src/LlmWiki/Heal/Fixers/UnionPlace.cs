using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>Where blocks of another page go on a page: to the section of the same heading, else behind the others, in a section of its own.</summary>
internal sealed class UnionPlace(SnapshotFile file)
{
    private readonly Dictionary<int, BlockKind> _last = [];
    private readonly int _end = EndOf(file.Page, file.Page.Blocks.Length);
    private int _at = LeadOf(file.Page);
    private PageBlock? _heading;

    /// <summary>What follows stands under this heading on the other page.</summary>
    public void Enter(PageBlock heading)
    {
        var blocks = file.Page.Blocks;
        if (heading.Level == 1)
        {
            (_at, _heading) = (LeadOf(file.Page), null);
            return;
        }

        var same = -1;
        for (var at = 0; at < blocks.Length && same < 0; at++)
        {
            same = blocks[at].Level > 1 && LinkNames.Key(blocks[at].HeadingText) == LinkNames.Key(heading.HeadingText) ? at : -1;
        }

        (_at, _heading) = same >= 0 ? (SectionEnd(same), null) : (_end, heading);
    }

    public IEnumerable<TextEdit> Put(MovedBlock block)
    {
        if (_heading is { } heading)
        {
            _heading = null;
            yield return At("\n\n" + heading.Text, isPersons: false);
            _last[_at] = BlockKind.Heading;
        }

        var before = _last.TryGetValue(_at, out var kind) ? kind : file.Page.Blocks[_at].Kind;
        yield return At((before == BlockKind.ListItem && block.Kind == BlockKind.ListItem ? "\n" : "\n\n") + block.Text, block.IsPersons);
        _last[_at] = block.Kind;
    }

    /// <summary>A blank line behind what was put in, where there was none.</summary>
    public IEnumerable<TextEdit> Ends() => _last.Keys.Where(at => at + 1 < file.Page.Blocks.Length && !BlockPlace.IsFollowedByBlank(file.Page.Blocks[at])).Order()
        .Select(at => BlockPlace.At(file.Page, at, "\n") with { IsItem = true });

    private TextEdit At(string text, bool isPersons) => BlockPlace.At(file.Page, _at, text) with { IsItem = true, IsPersons = isPersons };

    private static int LeadOf(Page page)
    {
        var at = 0;
        while (at < page.Blocks.Length && page.Blocks[at].Level < 2)
        {
            at++;
        }

        return EndOf(page, at);
    }

    private int SectionEnd(int heading)
    {
        var at = heading + 1;
        while (at < file.Page.Blocks.Length && file.Page.Blocks[at].Level == 0)
        {
            at++;
        }

        return EndOf(file.Page, at);
    }

    /// <summary>The last block before a place that is no footnote.</summary>
    private static int EndOf(Page page, int end)
    {
        while (end > 1 && PageSection.IsDefinition(page.Blocks[end - 1]))
        {
            end--;
        }

        return Math.Max(0, end - 1);
    }
}
