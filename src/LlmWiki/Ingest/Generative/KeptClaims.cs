using System.Text;
using LlmWiki.Claims;
using LlmWiki.Models;
using LlmWiki.Sources;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Ingest.Generative;

/// <summary>
/// What a model made of a source, kept in <c>.wiki/</c> by the hash of the bytes that it read: no source is read twice, and of one that
/// changed only the passages that changed. Where it is lost, the pages stay as they are.
/// </summary>
internal sealed class KeptClaims(SourceCache replies)
{
    private const string Version = "claims 2";

    /// <param name="share">What the model did for it.</param>
    public void Put(Source source, string reader, Extracted extracted, ModelShare share)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        to.Write(extracted.Claims.Count);
        foreach (var claim in extracted.Claims)
        {
            to.Write(claim.Told!);
            to.Write(claim.Subject ?? "");
            to.Write((int)claim.Kind);
            Write(to, source, claim.Parts);
        }

        Write(to, source, extracted.Verbatim);
        Write(to, source, extracted.Unused);
        to.Write(share.Asked + share.Remembered);
        to.Write(share.Chunks);
        to.Write(share.Fallbacks);
        to.Write(share.Claims);
        to.Write(share.Refused);
        to.Write(share.Usage.PromptTokens);
        to.Write(share.Usage.CachedPromptTokens);
        to.Write(share.Usage.OutputTokens);
        to.Write(share.Usage.Seconds);
        to.Flush();
        replies.Put(Key(source.Hash.Hex, reader), Version, bytes.ToArray());
    }

    /// <summary>
    /// What is known of a source from an earlier reading of the same, or of an earlier state of the file: claims all of whose passages
    /// still stand there. Null where nothing is kept.
    /// </summary>
    public (Extracted Extracted, ModelShare Share)? Get(string hash, string reader, Source source)
    {
        if (replies.Get(Key(hash, reader), Version) is not { } bytes)
        {
            return null;
        }

        try
        {
            using var from = new BinaryReader(new MemoryStream(bytes));
            var places = new Places(source);
            var extracted = new Extracted([], [], []);
            for (var left = from.ReadInt32(); left > 0; left--)
            {
                var (told, subject, kind) = (from.ReadString(), from.ReadString(), (ClaimKind)from.ReadInt32());
                if (Read(from, places) is { } parts && parts.TrueForAll(part => part is not null))
                {
                    extracted.Claims.Add(new Claim(source, kind, [.. parts!]) { Told = told, Subject = subject.Length == 0 ? null : subject });
                }
            }

            extracted.Verbatim.AddRange(Read(from, places).OfType<Passage>());
            extracted.Unused.AddRange(Read(from, places).OfType<Passage>());
            return (extracted, Share(from));
        }
        catch (Exception error) when (error is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static ModelShare Share(BinaryReader from)
    {
        var (asked, chunks, fallbacks, claims, refused) = (from.ReadInt32(), from.ReadInt32(), from.ReadInt32(), from.ReadInt32(), from.ReadInt32());
        var usage = new ModelUsage(asked, from.ReadInt64(), from.ReadInt64(), from.ReadInt64(), from.ReadDouble());
        return new ModelShare(0, asked, 0, usage) { Chunks = chunks, Fallbacks = fallbacks, Claims = claims, Refused = refused };
    }

    private static ContentHash Key(string hash, string reader) => ContentHash.Of(Encoding.UTF8.GetBytes(hash + "\0" + reader));

    private static void Write(BinaryWriter to, Source source, IReadOnlyCollection<Passage> passages)
    {
        to.Write(passages.Count);
        foreach (var passage in passages)
        {
            to.Write(passage.Number);
            to.Write(Places.IdentityOf(source, passage));
        }
    }

    private static List<Passage?> Read(BinaryReader from, Places places)
    {
        var passages = new List<Passage?>();
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            passages.Add(places.Find(from.ReadInt32(), from.ReadString()));
        }

        return passages;
    }

    /// <summary>Finds passages by their words and what stands above them; of several that say the same, the one of the same number.</summary>
    private sealed class Places(Source source)
    {
        private readonly ILookup<string, Passage> _byText = source.Passages.ToLookup(passage => IdentityOf(source, passage));

        /// <summary>Headings, title and author say what a passage is about: where one of them changes, it is another.</summary>
        public static string IdentityOf(Source source, Passage passage) =>
            ContentHash.Of(string.Join('\0', ClaimEvidence.HeadingsOf(source, passage).Select(heading => heading.Text).Prepend(passage.Text).Append(source.Metadata.Title ?? "").Concat(source.Metadata.Authors))).Hex;

        public Passage? Find(int number, string hash) => _byText[hash].FirstOrDefault(passage => passage.Number == number) ?? _byText[hash].FirstOrDefault();
    }
}
