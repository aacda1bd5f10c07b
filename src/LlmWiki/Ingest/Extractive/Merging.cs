using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Brings together what several sources say in the same words: a claim all of whose sentences stand in another claim adds
/// its citations there. Two sentences are the same when their content words, numbers and negations are, in order; a
/// single other number or name keeps them apart, since that is how sources disagree.
/// </summary>
internal static class Merging
{
    private const int MinWords = 5;

    /// <summary>A sentence of a model names what it is about: fewer words do for being the same.</summary>
    private const int MinToldWords = 3;
    private const int MaxParts = 8;

    public static List<Statement> Of(IReadOnlyList<Reading> readings)
    {
        var claims = readings.SelectMany(reading => reading.Claims).ToList();
        var signed = new (Statement Statement, List<string?> Signatures)[claims.Count];
        Parallel.For(0, signed.Length, i =>
        {
            var statement = ToStatement(claims[i]);
            signed[i] = (statement, statement.Parts.ConvertAll(part => part.Told is { } told ? Signature(told, MinToldWords) : Signature(part.SaidBy[0].Passage)));
        });
        var statements = signed.Select(item => item.Statement).ToList();
        var signatures = signed.ToDictionary(item => item.Statement, item => item.Signatures);
        var holders = new Dictionary<string, List<(Statement Statement, int Part)>>();
        foreach (var statement in statements)
        {
            for (var part = 0; part < statement.Parts.Count; part++)
            {
                if (signatures[statement][part] is { } signature)
                {
                    (holders.TryGetValue(signature, out var list) ? list : holders[signature] = []).Add((statement, part));
                }
            }
        }

        var merged = new HashSet<Statement>();
        foreach (var statement in statements.Reverse<Statement>().OrderBy(statement => statement.Parts.Count))
        {
            if (Host(statement, signatures[statement], holders, merged) is { } host)
            {
                merged.Add(statement);
                Move(statement, signatures[statement], host, signatures[host]);
            }
        }

        Openings(statements.Where(statement => !merged.Contains(statement)).ToList(), signatures, merged);

        return [.. statements.Where(statement => !merged.Contains(statement))];
    }

    /// <summary>
    /// Statements that open with the same sentence and go on differently become one: the sentence is said once, then what
    /// each adds to it.
    /// </summary>
    private static void Openings(List<Statement> statements, Dictionary<Statement, List<string?>> signatures, HashSet<Statement> merged)
    {
        var groups = statements.Where(statement => statement.Claim.Kind is ClaimKind.Statement or ClaimKind.Definition && signatures[statement][0] is not null)
            .GroupBy(statement => signatures[statement][0]!).Where(group => group.Count() > 1);
        foreach (var group in groups)
        {
            var host = group.OrderByDescending(statement => statement.Claim.Kind == ClaimKind.Definition).First();
            foreach (var other in group.Where(other => other != host && other.Claim.Source != host.Claim.Source && host.Parts.Count + other.Parts.Count - 1 <= MaxParts))
            {
                host.Parts[0] = host.Parts[0] with { SaidBy = [.. host.Parts[0].SaidBy, .. other.Parts[0].SaidBy] };
                host.Parts.AddRange(other.Parts.Skip(1));
                merged.Add(other);
            }
        }
    }

    private static Statement ToStatement(Claim claim)
    {
        var text = claim.Text;
        return new Statement
        {
            Claim = claim,
            Text = text,
            Tokens = Tokens.Of(text),
            LeadTokens = claim.Told is null && claim.Parts.Length > 1 && claim.Parts[0].Kind == PassageKind.Heading ? Tokens.Of(claim.Parts[0].Text).Count : 0,
            Parts = claim.Told is { } told
                ? [new StatementPart([.. claim.Parts.Select(passage => new PassageRef(claim.Source, passage))], told)]
                : [.. claim.Parts.Select(passage => new StatementPart([new PassageRef(claim.Source, passage)]))],
        };
    }

    private static string? Signature(Passage passage)
    {
        if (passage.Kind is PassageKind.TableRow or PassageKind.Code)
        {
            return null;
        }

        // A glossary's "Freewheel — A freewheel is …" says what "A freewheel is …" says.
        var dash = passage.Markdown.StartsWith("**", StringComparison.Ordinal) ? passage.Text.IndexOf(" — ", StringComparison.Ordinal) : -1;
        return Signature(passage.Text[(dash is > 0 and < 60 ? dash + 3 : 0)..]);
    }

    private static string? Signature(string text, int least = MinWords)
    {
        var words = Tokens.Of(text).Where(token => CheckWords.IsNegation(token.Word) || CheckWords.Turning.Contains(token.Word) || !Language.IsStopAnywhere(token.Word)).Select(token => token.Key).ToList();
        return words.Count < least ? null : string.Join(' ', words);
    }

    private static Statement? Host(
        Statement statement, List<string?> own, Dictionary<string, List<(Statement Statement, int Part)>> holders, HashSet<Statement> merged)
    {
        if (own.Exists(signature => signature is null))
        {
            return null;
        }

        return holders[own[0]!].Select(holder => holder.Statement)
            .FirstOrDefault(other => other != statement && !merged.Contains(other)
                && other.Parts.Count >= own.Count && other.Claim.Kind != ClaimKind.Quote == (statement.Claim.Kind != ClaimKind.Quote)
                && own.TrueForAll(signature => holders[signature!].Exists(holder => holder.Statement == other)));
    }

    private static void Move(Statement statement, List<string?> own, Statement host, List<string?> theirs)
    {
        for (var part = 0; part < own.Count; part++)
        {
            var at = theirs.IndexOf(own[part]);
            host.Parts[at] = host.Parts[at] with { SaidBy = [.. host.Parts[at].SaidBy, .. statement.Parts[part].SaidBy] };
        }
    }
}
