using System.Collections.Immutable;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Models;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Generative;

/// <summary>
/// Turns what code made of a source into what a model makes of it: its claims in place of passages told verbatim. Rows of tables, and
/// passages that the model could not tell so that it holds, stay as code has them.
/// </summary>
internal sealed class ModelReader(ModelDesk desk, PromptBook prompts, WikiConfig config, KeptClaims kept)
{
    private readonly Prompt _prompt = prompts.Load("extract-claims", "purpose", "file", "passages", "again");

    /// <summary>
    /// The source as a model read it; only passages that nothing is kept of are asked about. What reading the same bytes took in a run that
    /// was cut off counts as if it were this one.
    /// </summary>
    /// <param name="before">Hash and reader of the state that the wiki has of the source; null for a new one.</param>
    public async Task<Reading> Read(Reading reading, (string Hash, string Reader)? before, bool fresh, ModelTally tally, CancellationToken cancel)
    {
        var source = reading.Source;
        var asked = new AskedPassages(reading);
        var same = fresh ? null : kept.Get(source.Hash.Hex, desk.Engine.Name, source);
        var known = same ?? (before is { } state && !fresh ? kept.Get(state.Hash, state.Reader, source) : null);
        var open = Open(asked, known?.Extracted);
        if (same is not null && open.Count == 0)
        {
            tally.Add(before?.Hash == source.Hash.Hex ? ModelShare.None : same.Value.Share);
            return Compose(reading, asked, same.Value.Extracted, desk.Engine.Name);
        }

        var took = new ModelTally();
        var more = await new ClaimExtractor(desk, _prompt, config, reading, asked, took).Run(open, cancel);
        var all = known is null ? more
            : new Extracted([.. known.Value.Extracted.Claims, .. more.Claims], [.. known.Value.Extracted.Verbatim, .. more.Verbatim], [.. known.Value.Extracted.Unused, .. more.Unused]);
        kept.Put(source, desk.Engine.Name, all, took.Share);
        tally.Add(took.Share);
        return Compose(reading, asked, all, desk.Engine.Name);
    }

    /// <summary>The source as a model read it in an earlier run; null where that is not kept.</summary>
    public static Reading? Kept(Reading reading, string reader, KeptClaims kept) =>
        kept.Get(reading.Source.Hash.Hex, reader, reading.Source) is { } read ? Compose(reading, new AskedPassages(reading), read.Extracted, reader) : null;

    /// <summary>Passages that nobody has answered for yet.</summary>
    private static List<Passage> Open(AskedPassages asked, Extracted? known)
    {
        if (known is null)
        {
            return [.. asked.Asked];
        }

        var settled = known.Claims.SelectMany(claim => claim.Parts).Concat(known.Verbatim).Concat(known.Unused).ToHashSet(ReferenceEqualityComparer.Instance);
        var said = settled.Cast<Passage>().Select(passage => passage.Text).ToHashSet();
        return [.. asked.Asked.Where(passage => !settled.Contains(passage) && !said.Contains(passage.Text))];
    }

    private static Reading Compose(Reading reading, AskedPassages asked, Extracted extracted, string reader)
    {
        var verbatim = extracted.Verbatim.ToHashSet(ReferenceEqualityComparer.Instance);
        var barred = asked.ForModel.Select(unused => unused.Passage).ToHashSet(ReferenceEqualityComparer.Instance);
        var byCode = reading.Claims.Where(claim => claim.Kind == ClaimKind.Row ? !claim.Parts.Any(barred.Contains) : claim.Parts.Any(verbatim.Contains) && !claim.Parts.Any(barred.Contains)).ToList();
        var claims = extracted.Claims.Concat(byCode).OrderBy(claim => claim.First.Number).ToImmutableArray();
        var cited = claims.SelectMany(claim => claim.Parts).ToHashSet(ReferenceEqualityComparer.Instance);
        var unused = reading.Source.Passages.Where(passage => !cited.Contains(passage)).Select(passage => new UnusedPassage(passage, Why(passage, reading, asked, verbatim)));
        return reading with
        {
            Claims = claims,
            Unused = [.. unused],
            Terms = Terms(reading, extracted.Claims, byCode),
            Reader = reader,
        };
    }

    private static string Why(Passage passage, Reading reading, AskedPassages asked, HashSet<object?> verbatim) =>
        asked.ForModel.FirstOrDefault(unused => unused.Passage == passage)?.Reason
        ?? (verbatim.Contains(passage) ? "what the model made of it does not hold" : asked.Asked.Contains(passage) ? "the model found no statement in it" : null)
        ?? reading.Unused.FirstOrDefault(unused => unused.Passage == passage)?.Reason ?? (passage.Kind == PassageKind.Heading ? "heading" : Injection.Reason);

    /// <summary>
    /// What the model says its claims are about, and rows as code has them. Where code tells passages of the source, it finds topics
    /// for them as it does without a model.
    /// </summary>
    private static ImmutableArray<Term> Terms(Reading reading, IReadOnlyList<Claim> told, List<Claim> byCode)
    {
        var subjects = told.Select(claim => claim.Subject).OfType<string>().GroupBy(name => name).SelectMany(group => Kinds(group.Key)
            .Select(kind => new Term(NamePart.KeyOf(group.Key), group.Key, kind, group.Count())));
        var mayHelp = byCode.Exists(claim => claim.Kind != ClaimKind.Row) ? TermKinds.Heading | TermKinds.Definition | TermKinds.Name : TermKinds.None;
        mayHelp |= told.Count == 0 ? TermKinds.Phrase : TermKinds.None;
        var keys = told.Select(claim => claim.Subject).OfType<string>().Select(NamePart.KeyOf).ToHashSet();
        return [.. subjects.Concat(reading.Terms.Where(term => (term.Kind & (mayHelp | TermKinds.Row)) != TermKinds.None || (term.Kind == TermKinds.Heading && keys.Contains(term.Key))))
            .OrderBy(term => term.Key, StringComparer.Ordinal).ThenBy(term => term.Surface, StringComparer.Ordinal).ThenBy(term => term.Kind)];
    }

    private static IEnumerable<TermKinds> Kinds(string name) => Sentence.IsPersonName(name) ? [TermKinds.Subject, TermKinds.Name] : [TermKinds.Subject];
}
