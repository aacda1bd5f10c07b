using System.Globalization;
using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>The bytes that stand for a source in a cache. They are of this build alone: who keeps them changes the key with the code.</summary>
internal static class SourceForm
{
    public static void Write(PackedWriter to, Source source)
    {
        to.Text(source.Format);
        to.Text(source.Metadata.Title);
        to.Text(source.Metadata.Description);
        to.Text(source.Metadata.Date?.ToString("O", CultureInfo.InvariantCulture));
        to.Each(source.Metadata.Authors, to.Text);
        to.Text(source.Metadata.Url);
        to.Each(source.Metadata.Tags, to.Text);
        to.Each(source.Metadata.Aliases, to.Text);
        to.Each(source.Passages, passage => Write(to, passage));
        to.Each(source.Images, image => to.Texts(image.Path.Value, image.Caption));
        to.Each(source.Notes, to.Text);
    }

    /// <exception cref="IOException">Or another of those that <see cref="PackedReader.IsDamage"/> names: the bytes are no source.</exception>
    public static Source Read(PackedReader from, RelPath path, ContentHash content)
    {
        var number = 0;
        return new Source
        {
            Path = path,
            Hash = content,
            Format = from.Text()!,
            Metadata = new SourceMetadata
            {
                Title = from.Text(),
                Description = from.Text(),
                Date = from.Text() is { } date ? DateTimeOffset.ParseExact(date, "O", CultureInfo.InvariantCulture) : null,
                Authors = from.Each(() => from.Text()!),
                Url = from.Text(),
                Tags = from.Each(() => from.Text()!),
                Aliases = from.Each(() => from.Text()!),
            },
            Passages = from.Each(() => Passage(from, ++number)),
            Images = from.Each(() => new SourceImage(new RelPath(from.Text()!), from.Text()!)),
            Notes = from.Each(() => from.Text()!),
        };
    }

    private static void Write(PackedWriter to, Passage passage)
    {
        to.Numbers((int)passage.Kind, (int)passage.Place.Unit, passage.Place.First, passage.Place.Last, passage.Level, passage.Heading, passage.Paragraph, passage.Quoted ? 1 : 0, passage.IsTask ? 1 : 0);
        to.Texts(passage.Text, passage.Markdown);
        to.Numbers(passage.Cells.Count);
        foreach (var (column, cell) in passage.Cells)
        {
            to.Texts(column, cell);
        }
    }

    private static Passage Passage(PackedReader from, int number) => new()
    {
        Number = number,
        Kind = (PassageKind)from.Number(),
        Place = new Place((PlaceUnit)from.Number(), from.Number(), from.Number()),
        Level = from.Number(),
        Heading = from.Number(),
        Paragraph = from.Number(),
        Quoted = from.Number() == 1,
        IsTask = from.Number() == 1,
        Text = from.Text()!,
        Markdown = from.Text()!,
        Cells = from.Each(() => KeyValuePair.Create(from.Text()!, from.Text()!)) is { Length: > 0 } cells ? cells : [],
    };
}
