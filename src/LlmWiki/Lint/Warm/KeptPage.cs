using System.Collections.Immutable;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint.Warm;

/// <summary>A page that is as it was when the base was made: its outline is fetched when a rule asks for it.</summary>
/// <param name="number">Among the pages of the base.</param>
internal sealed class KeptPage(LintBase kept, int number, Func<BasePage, ScannedPage> fetch, Func<PageOutline, ImmutableArray<LinkTarget>> follow) : LintPage(follow)
{
    private readonly BasePage _page = kept.Pages[number];
    private ScannedPage? _scanned;

    public override RelPath Path => _page.Path;

    public override ContentHash Hash => _page.Hash;

    public override bool IsBook => _page.IsBook;

    public override bool IsSource => _page.IsSource;

    public override ImmutableArray<string> Called => _page.Called;

    public override ImmutableArray<string> Disabled => _page.Disabled;

    public override ImmutableArray<SlotKey> Keys => kept.Columns.Keys.Of(number);

    public override ImmutableArray<CitedQuote> Cited
    {
        get
        {
            var cited = kept.Columns.Cited[number];
            var quotes = ImmutableArray.CreateBuilder<CitedQuote>(cited.Length);
            foreach (var row in cited)
            {
                quotes.Add(new CitedQuote(kept.Sources[row.Source], row.Quote));
            }

            return quotes.MoveToImmutable();
        }
    }

    public override ImmutableArray<ulong> Sentences => kept.Columns.Sentences.Of(number);

    public override int Words => _page.Words;

    public override ImmutableArray<NamedThing> Names
    {
        get
        {
            var rows = kept.Columns.Names[number];
            var names = ImmutableArray.CreateBuilder<NamedThing>(rows.Length);
            foreach (var row in rows)
            {
                names.Add(new NamedThing(kept.Texts[row.Text], row.Line, row.Column, row.BeginsSentence == 1));
            }

            return names.MoveToImmutable();
        }
    }

    public override bool HasMissingFiles => _page.HasMissingFiles;

    /// <summary>As <see cref="PageFace.AnchorsOf"/>.</summary>
    public ulong Anchors => _page.Anchors;

    /// <summary>The pages that it links to, each once, in order.</summary>
    public IEnumerable<LinkedPage> LinkedPages => kept.Columns.Links.Of(number).Select(link => new LinkedPage(kept.Pages[link.Number].Path, link.IsCounted));

    internal override ScannedPage Scanned => _scanned ??= fetch(_page);
}
