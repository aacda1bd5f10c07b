using System.Collections.Immutable;

namespace LlmWiki.Pages;

/// <summary>
/// A page after edits within its blocks. Blocks of the tool stay the tool's: the list of what it wrote names them as they are now. What a
/// person wrote is edited as well, and <see cref="IsPersons"/> says so: whoever made the edits has to ask.
/// </summary>
public sealed class EditedPage
{
    // Each ingest adds to them.
    private static readonly string[] Lists = ["aliases", "sources"];

    private readonly Page _before;
    private readonly Page _after;
    private readonly List<TextEdit> _edits;
    private readonly string _edited;
    private bool _isPersons;

    private EditedPage(SnapshotFile file, List<TextEdit> edits)
    {
        (_before, _edits) = (file.Page, edits);
        _edited = TextEdit.Apply(file.Text, edits);
        _after = Page.Parse(file.Path, _edited);
        Text = Renewed();
        IsPersons = _isPersons;
    }

    public string Text { get; }

    /// <summary>Words of a person are changed or taken away: a block or a key of the front matter that the tool did not write, or anything on a page that it never wrote on.</summary>
    public bool IsPersons { get; }

    /// <param name="edits">Edits of this page that do not meet.</param>
    public static EditedPage Of(SnapshotFile file, IEnumerable<TextEdit> edits) => new(file, [.. edits]);

    private string Renewed()
    {
        if (!_before.IsGenerated || !_before.CanMerge || !_after.CanMerge)
        {
            _isPersons = true;
            return _edited;
        }

        var list = new OwnedBlocks(BlocksNow(), KeysNow(), _before.Owned.IsEdited).ToString();
        var was = ((YamlMap)_before.Head.MapOrEmpty["generated"]!).Text("blocks") ?? "";
        if (list == was)
        {
            return _edited;
        }

        // Its own value is replaced where it stands, so that the rest of the line stays as other tools may have written it.
        var at = was.Length == 0 ? -1 : _edited.IndexOf(was, StringComparison.Ordinal);
        if (at < 0 || at + was.Length > _after.Head.Raw.Length)
        {
            _isPersons = true;
            return _edited;
        }

        return string.Concat(_edited.AsSpan(0, at), list, _edited.AsSpan(at + was.Length));
    }

    /// <summary>The tool's blocks in the order of the page, and behind them those that are gone: they are not to be written again.</summary>
    private ImmutableArray<OwnedBlock> BlocksNow()
    {
        var entries = _before.Owned.Blocks;
        var numbers = Pairing.Of(_before.Blocks, entries, (block => block.Hash, entry => entry.Hash));

        // Index and log are what code makes of the pages; what is put in there is made anew from them.
        var staysHealed = !IndexEntry.IsIndex(_before.Path) && _before.Path != LogPage.Path && _before.Path != GapPage.Path;
        var starts = StartsOf(_after).ToDictionary(pair => pair.Start, pair => pair.Block);
        var now = new Dictionary<PageBlock, OwnedBlock?>(ReferenceEqualityComparer.Instance);
        var gone = entries.Where((_, number) => !numbers.Contains(number)).ToList();
        foreach (var ((start, block), number) in StartsOf(_before).Zip(numbers))
        {
            OwnedBlock? entry = number < 0 ? null : entries[number];
            var same = starts.GetValueOrDefault(Moved(start));
            if (same is not null && (same.Text == block.Text || IsTouched(start, block)))
            {
                now[same] = entry is { } owned ? owned with { Hash = same.Hash, IsHealed = owned.IsHealed || (staysHealed && same.Text != block.Text) } : null;
            }
            else if (entry is { } lost)
            {
                gone.Add(lost);
            }

            _isPersons |= entry is null && _before.CitationOf(block) is null && same?.Text != block.Text;
        }

        var persons = StartsOf(_after).Where(pair => IsPutInForAPerson(pair.Start)).Select(pair => pair.Block).ToHashSet(ReferenceEqualityComparer.Instance);
        var listed = _after.Blocks.Where(block => _after.CitationOf(block) is null)
            .Select(block => now.TryGetValue(block, out var known) ? known : persons.Contains(block) ? (OwnedBlock?)null : new OwnedBlock(block.Hash, OwnedBlocks.IdentityOf(block.Kind + " " + block.Text), false) { IsHealed = staysHealed });
        return [.. listed.OfType<OwnedBlock>(), .. gone];
    }

    private Dictionary<string, string> KeysNow()
    {
        var keys = new Dictionary<string, string>(_before.Owned.Keys);
        var (old, now) = (_before.Head.MapOrEmpty, _after.Head.MapOrEmpty);
        foreach (var key in old.Entries.Concat(now.Entries).Select(entry => entry.Key).Distinct().Where(key => key != "generated" && old[key]?.Canonical != now[key]?.Canonical))
        {
            _isPersons |= !HeadMerge.IsToolsOrHealed(_before, key);
            if (now[key] is { } value)
            {
                keys[key] = HeadMerge.HashOf(value) + (Lists.Contains(key) ? "" : HeadMerge.Healed);
            }
            else
            {
                keys.Remove(key);
            }
        }

        return keys;
    }

    private static IEnumerable<(int Start, PageBlock Block)> StartsOf(Page page)
    {
        var at = page.StartOf(0);
        foreach (var block in page.Blocks)
        {
            yield return (at, block);
            at += block.Raw.Length;
        }
    }

    /// <summary>Where a place is after the edits that end before it.</summary>
    private int Moved(int at) => at + _edits.Where(edit => edit.End <= at).Sum(edit => edit.Text.Length - edit.Length);

    /// <summary>Whether what begins at a place of the page as it is now is put in, and a person wrote it.</summary>
    private bool IsPutInForAPerson(int at) => _edits.Exists(edit => edit.IsPersons && Before(edit) is var start && start <= at && at < start + edit.Text.Length);

    /// <summary>Where an edit begins on the page as it is now; those at one place stand in the order in which they were given.</summary>
    private int Before(TextEdit edit) => edit.Start + _edits.TakeWhile(other => !ReferenceEquals(other, edit)).Where(other => other.Start == edit.Start && other.Length == 0).Sum(other => other.Text.Length)
        + _edits.Where(other => other.End <= edit.Start && (other.Start < edit.Start || other.Length > 0)).Sum(other => other.Text.Length - other.Length);

    private bool IsTouched(int start, PageBlock block) => _edits.Exists(edit => edit.Start < start + block.Raw.Length && (edit.Length == 0 ? edit.Start > start : edit.End > start));
}
