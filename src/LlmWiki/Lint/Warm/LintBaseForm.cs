using System.Collections.Immutable;
using System.Text;
using LlmWiki.Lint.Statements;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Lint.Warm;

/// <summary>The bytes that stand for a <see cref="LintBase"/> in the index. Columns are read when they are asked for.</summary>
internal static class LintBaseForm
{
    /// <param name="pages">With their links followed, in order of their paths.</param>
    /// <param name="stamps">How the file of each was, and when it was read.</param>
    public static byte[] Write(string frame, IEnumerable<string> rules, ImmutableArray<LintPage> pages, Func<LintPage, (FileStamp File, long ReadAt)> stamps, IEnumerable<RelPath> unreadable, IEnumerable<RuleFindings> findings, ImmutableArray<ulong> disagreeing)
    {
        using var to = new PackedWriter(Encoding.UTF8);
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
        WriteColumns(to, pages);
        return to.ToBytes();
    }

    /// <summary>Null where the bytes are no such thing.</summary>
    public static LintBase? Read(byte[] bytes)
    {
        try
        {
            using var from = new PackedReader(bytes, Encoding.UTF8);
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
                Keys = Column<SlotKey>(from),
                Sentences = Column<ulong>(from),
                Cited = Column<CitedRow>(from),
                Names = Column<NameRow>(from),
                Links = Column<LinkRow>(from),
            };
        }
        catch (Exception error) when (PackedReader.IsDamage(error))
        {
            return null;
        }
    }

    private static Lazy<Column<T>> Column<T>(PackedReader from)
        where T : unmanaged
    {
        var bytes = from.Bytes();
        return new(() => Warm.Column<T>.Read(bytes));
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

    private static void WriteColumns(PackedWriter to, ImmutableArray<LintPage> pages)
    {
        var numbers = pages.Select((page, i) => (page.Path, i)).ToDictionary(pair => pair.Path, pair => pair.i);
        var (sources, texts) = (new Counted<RelPath>(), new Counted<string>());
        var cited = pages.Select(page => page.Cited.Select(quote => new CitedRow(sources.NumberOf(quote.Source), quote.Quote)).ToImmutableArray()).ToList();
        var names = pages.Select(page => page.Names.Select(name => new NameRow(texts.NumberOf(name.Text), name.Line, name.Column, name.BeginsSentence ? 1 : 0)).ToImmutableArray()).ToList();
        to.Each([.. sources.All], source => to.Text(source.Value));
        to.Each([.. texts.All], to.Text);
        to.Bytes(Warm.Column<SlotKey>.Write([.. pages.Select(page => page.Keys)]));
        to.Bytes(Warm.Column<ulong>.Write([.. pages.Select(page => page.Sentences)]));
        to.Bytes(Warm.Column<CitedRow>.Write(cited));
        to.Bytes(Warm.Column<NameRow>.Write(names));
        to.Bytes(Warm.Column<LinkRow>.Write([.. pages.Select(page => PageFace.LinkedPages(page).Where(link => numbers.ContainsKey(link.Page)).Select(link => new LinkRow((2 * numbers[link.Page]) + (link.IsCounted ? 1 : 0))).ToImmutableArray())]));
    }

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
