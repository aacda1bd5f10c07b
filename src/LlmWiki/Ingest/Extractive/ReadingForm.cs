using System.Collections.Immutable;
using System.Text;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// The bytes that stand for a reading in the cache. They are of this build alone: <see cref="Version"/> changes with every
/// change of the code, so that no reading outlives the reader that made it.
/// </summary>
internal static class ReadingForm
{
    public static readonly string Version = "reading " + typeof(Reading).Module.ModuleVersionId.ToString("N");

    /// <summary>Under what a reading is kept: a path decides on images and on the format.</summary>
    public static ContentHash Key(RelPath path, ContentHash content) => ContentHash.Of(content.Hex + path.Value);

    public static byte[] Write(Reading reading)
    {
        using var to = new Writer();
        var source = reading.Source;
        to.Text(source.Format);
        to.Text(source.Metadata.Title);
        to.Text(source.Metadata.Description);
        to.Text(source.Metadata.Date?.ToString("O"));
        to.Each(source.Metadata.Authors, to.Text);
        to.Text(source.Metadata.Url);
        to.Each(source.Metadata.Tags, to.Text);
        to.Each(source.Metadata.Aliases, to.Text);
        to.Each(source.Passages, passage => Write(to, passage));
        to.Each(source.Images, image => to.Texts(image.Path.Value, image.Caption));
        to.Each(source.Notes, to.Text);
        to.Text(reading.Language.Code);
        to.Each(reading.Claims, claim =>
        {
            to.Numbers((int)claim.Kind);
            to.Text(claim.Subject);
            to.Each(claim.Parts, part => to.Numbers(part.Number));
        });
        to.Each(reading.Unused, unused =>
        {
            to.Numbers(unused.Passage.Number);
            to.Text(unused.Reason);
        });
        to.Each(reading.Terms, term =>
        {
            to.Texts(term.Key, term.Surface);
            to.Numbers((int)term.Kind, term.Count);
        });
        to.Each(reading.Aliases, pair => to.Texts(pair.Name, pair.Alias));
        return to.ToBytes();
    }

    /// <summary>Null where the bytes are no reading.</summary>
    public static Reading? Read(RelPath path, ContentHash content, byte[] bytes)
    {
        try
        {
            using var from = new Reader(bytes);
            var source = new Source
            {
                Path = path,
                Hash = content,
                Format = from.Text()!,
                Metadata = new SourceMetadata
                {
                    Title = from.Text(),
                    Description = from.Text(),
                    Date = from.Text() is { } date ? DateTimeOffset.ParseExact(date, "O", null) : null,
                    Authors = from.Each(() => from.Text()!),
                    Url = from.Text(),
                    Tags = from.Each(() => from.Text()!),
                    Aliases = from.Each(() => from.Text()!),
                },
                Passages = from.Each(() => Passage(from)),
                Images = from.Each(() => new SourceImage(new RelPath(from.Text()!), from.Text()!)),
                Notes = from.Each(() => from.Text()!),
            };
            return new Reading(
                source,
                Language.OfCode(from.Text()!),
                from.Each(() =>
                {
                    var (kind, subject) = ((ClaimKind)from.Number(), from.Text());
                    return new Claim(source, kind, from.Each(() => source.Passages[from.Number() - 1])) { Subject = subject };
                }),
                from.Each(() => new UnusedPassage(source.Passages[from.Number() - 1], from.Text()!)),
                from.Each(() => new Term(from.Text()!, from.Text()!, (TermKinds)from.Number(), from.Number())),
                from.Each(() => new AliasPair(from.Text()!, from.Text()!)));
        }
        catch (Exception error) when (error is IOException or FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    private static void Write(Writer to, Passage passage)
    {
        to.Numbers((int)passage.Kind, (int)passage.Place.Unit, passage.Place.First, passage.Place.Last, passage.Level, passage.Heading, passage.Paragraph, passage.Quoted ? 1 : 0);
        to.Texts(passage.Text, passage.Markdown);
        to.Numbers(passage.Cells.Count);
        foreach (var (column, cell) in passage.Cells)
        {
            to.Texts(column, cell);
        }
    }

    private static Passage Passage(Reader from) => new()
    {
        Number = ++from.Passages,
        Kind = (PassageKind)from.Number(),
        Place = new Place((PlaceUnit)from.Number(), from.Number(), from.Number()),
        Level = from.Number(),
        Heading = from.Number(),
        Paragraph = from.Number(),
        Quoted = from.Number() == 1,
        Text = from.Text()!,
        Markdown = from.Text()!,
        Cells = from.Each(() => KeyValuePair.Create(from.Text()!, from.Text()!)) is { Length: > 0 } cells ? cells : [],
    };

    /// <summary>Writes each text once, and from then on its number.</summary>
    private sealed class Writer : IDisposable
    {
        private readonly MemoryStream _bytes = new();
        private readonly BinaryWriter _to;
        private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

        public Writer() => _to = new BinaryWriter(_bytes, Encoding.Unicode);

        public void Numbers(params ReadOnlySpan<int> numbers)
        {
            foreach (var number in numbers)
            {
                _to.Write7BitEncodedInt(number);
            }
        }

        public void Text(string? text)
        {
            if (text is null)
            {
                Numbers(0);
            }
            else if (_known.TryGetValue(text, out var number))
            {
                Numbers(number);
            }
            else
            {
                _known[text] = number = _known.Count + 1;
                Numbers(number);
                _to.Write(text);
            }
        }

        public void Texts(string first, string second)
        {
            Text(first);
            Text(second);
        }

        public void Each<T>(ImmutableArray<T> items, Action<T> write)
        {
            Numbers(items.Length);
            foreach (var item in items)
            {
                write(item);
            }
        }

        public byte[] ToBytes() => _bytes.ToArray();

        public void Dispose() => _to.Dispose();
    }

    private sealed class Reader(byte[] bytes) : IDisposable
    {
        private readonly BinaryReader _from = new(new MemoryStream(bytes), Encoding.Unicode);
        private readonly List<string> _known = [];

        public int Passages { get; set; }

        public int Number() => _from.Read7BitEncodedInt();

        public string? Text()
        {
            var number = Number();
            if (number == _known.Count + 1)
            {
                _known.Add(_from.ReadString());
            }

            return number == 0 ? null : _known[number - 1];
        }

        public ImmutableArray<T> Each<T>(Func<T> read)
        {
            var items = ImmutableArray.CreateBuilder<T>();
            for (var left = Number(); left > 0; left--)
            {
                items.Add(read());
            }

            return items.DrainToImmutable();
        }

        public void Dispose() => _from.Dispose();
    }
}
