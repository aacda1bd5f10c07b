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
        using var to = new PackedWriter(Encoding.Unicode);
        SourceForm.Write(to, reading.Source);
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
            using var from = new PackedReader(bytes, Encoding.Unicode);
            var source = SourceForm.Read(from, path, content);
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
        catch (Exception error) when (PackedReader.IsDamage(error))
        {
            return null;
        }
    }
}
