using System.Collections.Immutable;
using System.Text;
using LlmWiki.Lint.Statements;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Lint.Warm;

/// <summary>The parts of the index that stand for a <see cref="LintBase"/>, by their names.</summary>
internal static class LintBaseForm
{
    private const string Main = "base";

    /// <param name="pages">With their links followed, in order of their paths.</param>
    /// <param name="stamps">How the file of each was, and when it was read.</param>
    public static List<(string Name, byte[] Bytes)> Write(string frame, IEnumerable<string> rules, ImmutableArray<LintPage> pages, Func<LintPage, (FileStamp File, long ReadAt)> stamps, IEnumerable<RelPath> unreadable, IEnumerable<RuleFindings> findings, ImmutableArray<ulong> disagreeing)
    {
        using var to = new PackedWriter(Encoding.UTF8);
        var stamp = StableHash.Of([frame, .. pages.Select(page => page.Hash.Hex)]);
        to.Long(stamp);
        to.Text(frame);
        to.Each([.. rules], to.Text);
        to.Each(pages, page => Write(to, page, stamps(page)));
        to.Each([.. unreadable], path => to.Text(path.Value));
        to.Each([.. findings], found =>
        {
            to.Text(found.Rule);
            to.Text(found.Page?.Value);
            to.Each([.. found.Findings], finding => FindingForm.Write(to, finding));
        });
        to.Each(disagreeing, to.Long);
        var columns = ColumnsOf(to, stamp, pages);
        return [(Main, to.ToBytes()), .. columns];
    }

    /// <summary>Null where there is none.</summary>
    /// <param name="part">Gets a part by its name.</param>
    public static LintBase? Read(Func<string, byte[]?> part)
    {
        if (part(Main) is not { } bytes)
        {
            return null;
        }

        try
        {
            using var from = new PackedReader(bytes, Encoding.UTF8);
            var stamp = from.Long();
            return new LintBase
            {
                Frame = from.Text()!,
                Rules = from.Each(() => from.Text()!),
                Pages = from.Each(() => Page(from)),
                Unreadable = from.Each(() => new RelPath(from.Text()!)),
                Findings = from.Each(() => new RuleFindings(from.Text()!, from.Text() is { } page ? new RelPath(page) : null, from.Each(() => FindingForm.Read(from)))),
                Disagreeing = from.Each(from.Long),
                Sources = from.Each(() => new RelPath(from.Text()!)),
                Texts = from.Each(() => from.Text()!),
                Columns = new BaseColumns(stamp, part),
            };
        }
        catch (Exception error) when (PackedReader.IsDamage(error))
        {
            return null;
        }
    }

    private static void Write(PackedWriter to, LintPage page, (FileStamp File, long ReadAt) stamp)
    {
        to.Text(page.Path.Value);
        to.Long((ulong)stamp.File.Size);
        to.Long((ulong)stamp.File.ModifiedTicks);
        to.Long((ulong)stamp.ReadAt);
        to.Text(page.Hash.Hex);
        to.Long(PageFace.HeadOf(page.Outline));
        to.Long(PageFace.AnchorsOf(page.Outline));
        to.Numbers((page.IsBook ? 1 : 0) + (page.IsSource ? 2 : 0) + (page.HasMissingFiles ? 4 : 0), page.Words);
        to.Each(page.Called, to.Text);
        to.Each(page.Disabled, to.Text);
        to.Text(page.IsSource ? page.Outline.Head.Sources.FirstOrDefault()?.Path?.Value : null);
    }

    private static BasePage Page(PackedReader from)
    {
        var file = new FileStamp(new RelPath(from.Text()!), (long)from.Long(), (long)from.Long());
        var (readAt, hash, head, anchors, flags, words) = ((long)from.Long(), new ContentHash(from.Text()!), from.Long(), from.Long(), from.Number(), from.Number());
        return new BasePage(
            file, readAt, hash, head, anchors, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, words, from.Each(() => from.Text()!), from.Each(() => from.Text()!), from.Text() is { } source ? new RelPath(source) : null);
    }

    private static List<(string, byte[])> ColumnsOf(PackedWriter to, ulong stamp, ImmutableArray<LintPage> pages)
    {
        var numbers = pages.Select((page, i) => (page.Path, i)).ToDictionary(pair => pair.Path, pair => pair.i);
        var (sources, texts) = (new Counted<RelPath>(), new Counted<string>());
        var cited = pages.Select(page => page.Cited.Select(quote => new CitedRow(sources.NumberOf(quote.Source), quote.Quote)).ToImmutableArray()).ToList();
        var names = pages.Select(page => page.Names.Select(name => new NameRow(texts.NumberOf(name.Text), name.Line, name.Column, name.BeginsSentence ? 1 : 0)).ToImmutableArray()).ToList();
        to.Each([.. sources.All], source => to.Text(source.Value));
        to.Each([.. texts.All], to.Text);
        return
        [
            (nameof(BaseColumns.Keys), Column<SlotKey>.Write(stamp, [.. pages.Select(page => page.Keys)])),
            (nameof(BaseColumns.Sentences), Column<ulong>.Write(stamp, [.. pages.Select(page => page.Sentences)])),
            (nameof(BaseColumns.Cited), Column<CitedRow>.Write(stamp, cited)),
            (nameof(BaseColumns.Names), Column<NameRow>.Write(stamp, names)),
            (nameof(BaseColumns.Links), Column<LinkRow>.Write(stamp, [.. pages.Select(page => LinksOf(page, numbers))])),
        ];
    }

    private static ImmutableArray<LinkRow> LinksOf(LintPage page, Dictionary<RelPath, int> numbers) =>
        [.. PageFace.LinkedPages(page).Where(link => numbers.ContainsKey(link.Page)).Select(link => new LinkRow((2 * numbers[link.Page]) + (link.IsCounted ? 1 : 0)))];

    /// <summary>Values, each with the number under which it is written.</summary>
    private sealed class Counted<T>
        where T : notnull
    {
        private readonly Dictionary<T, int> _numbers = [];

        public IEnumerable<T> All => _numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key);

        public int NumberOf(T value)
        {
            if (!_numbers.TryGetValue(value, out var number))
            {
                _numbers[value] = number = _numbers.Count;
            }

            return number;
        }
    }
}
