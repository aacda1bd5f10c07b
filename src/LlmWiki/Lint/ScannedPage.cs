using System.Collections.Immutable;
using System.Text;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>A quote that a page cites, by its hash.</summary>
public readonly record struct CitedQuote(RelPath Source, ulong Quote);

/// <summary>A name of several words in a text.</summary>
/// <param name="BeginsSentence">Its first word would have a capital anyway.</param>
public readonly record struct NamedThing(string Text, int Line, int Column, bool BeginsSentence);

/// <summary>All that is made of one page alone, and kept by the hash of its bytes.</summary>
public sealed record ScannedPage(PageOutline Outline, ContentHash Hash)
{
    /// <summary>What the rules found that look at one page alone.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Under what its statements are compared with others.</summary>
    public ImmutableArray<SlotKey> Keys { get; init; } = [];

    public ImmutableArray<CitedQuote> Cited { get; init; } = [];

    /// <summary>Hashes of its sentences; things to do say nothing, and are carried from page to page until they are done.</summary>
    public ImmutableArray<ulong> Sentences { get; init; } = [];

    /// <summary>Words of its text, headings and footnotes left out.</summary>
    public int Words { get; init; }

    /// <summary>Names of people and things that stand in its text.</summary>
    public ImmutableArray<NamedThing> Names { get; init; } = [];

    internal KeptFindings Kept { get; } = new();

    /// <summary>Its texts as the index keeps them, where it was read just now; null where the index has them.</summary>
    internal byte[]? Texts { get; private init; }

    /// <summary>
    /// The same with its texts packed: a large wiki as objects keeps the collector busy for a quarter of a run, as bytes it does not.
    /// </summary>
    internal ScannedPage Packed()
    {
        var texts = OutlineForm.WriteTexts(Outline);
        return this with { Texts = texts, Outline = Outline with { Body = new KeptBody(() => OutlineForm.ReadTexts(texts)) } };
    }
}

/// <summary>The bytes that stand for a scanned page in the index.</summary>
internal static class ScannedForm
{
    public static byte[] Write(ScannedPage page)
    {
        using var to = new PackedWriter(Encoding.UTF8);
        OutlineForm.Write(to, page.Outline);
        to.Each(page.Findings, finding => Write(to, finding));
        to.Each(page.Keys, key =>
        {
            to.Long(key.Key);
            to.Long(key.Value);
            to.Numbers(key.Statement);
        });
        to.Each(page.Cited, cited =>
        {
            to.Text(cited.Source.Value);
            to.Long(cited.Quote);
        });
        to.Each(page.Sentences, to.Long);
        to.Numbers(page.Words);
        to.Each(page.Names, name =>
        {
            to.Text(name.Text);
            to.Numbers(name.Line, name.Column, name.BeginsSentence ? 1 : 0);
        });
        to.Each([.. page.Kept.All], kept =>
        {
            to.Text(kept.Rule);
            to.Long(kept.Basis);
            to.Each(kept.Findings, finding => Write(to, finding));
        });
        return to.ToBytes();
    }

    /// <summary>Null where the bytes are no page.</summary>
    public static ScannedPage? Read(RelPath path, ContentHash hash, byte[] bytes, Func<byte[]> texts)
    {
        try
        {
            using var from = new PackedReader(bytes, Encoding.UTF8);
            var page = new ScannedPage(OutlineForm.Read(from, path, texts), hash)
            {
                Findings = from.Each(() => Finding(from)),
                Keys = from.Each(() => new SlotKey(from.Long(), from.Long(), from.Number())),
                Cited = from.Each(() => new CitedQuote(new RelPath(from.Text()!), from.Long())),
                Sentences = from.Each(from.Long),
                Words = from.Number(),
                Names = from.Each(() => new NamedThing(from.Text()!, from.Number(), from.Number(), from.Number() == 1)),
            };
            for (var left = from.Number(); left > 0; left--)
            {
                page.Kept.Restore(from.Text()!, from.Long(), from.Each(() => Finding(from)));
            }

            return page;
        }
        catch (Exception error) when (PackedReader.IsDamage(error))
        {
            return null;
        }
    }

    private static void Write(PackedWriter to, Finding finding)
    {
        to.Texts(finding.Rule, finding.Path.Value);
        to.Texts(finding.Message, finding.Kind);
        to.Text(finding.Hint);
        to.Numbers((int)finding.Severity, finding.Line, finding.Column, finding.Length);
        to.Each(finding.Evidence, evidence =>
        {
            to.Texts(evidence.Path.Value, evidence.Quote);
            to.Numbers(evidence.Line);
        });
    }

    private static Finding Finding(PackedReader from)
    {
        var (rule, path, message, kind, hint) = (from.Text()!, from.Text()!, from.Text()!, from.Text()!, from.Text());
        return new Finding(rule, (Severity)from.Number(), new RelPath(path), from.Number(), from.Number(), message)
        {
            Kind = kind,
            Hint = hint,
            Length = from.Number(),
            Evidence = from.Each(() =>
            {
                var (place, quote) = (from.Text()!, from.Text()!);
                return new Evidence(new RelPath(place), from.Number(), quote);
            }),
        };
    }
}
