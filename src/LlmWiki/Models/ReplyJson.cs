using System.Text.Json;

namespace LlmWiki.Models;

/// <summary>The JSON of a reply, mended where that needs no guessing.</summary>
/// <param name="Text">JSON that fits the schema; null where there is none.</param>
/// <param name="Problem">What is wrong with the reply; null where there is JSON that fits.</param>
internal readonly record struct ReplyJson(string? Text, string? Problem)
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    // Each place where a value may start costs one reading up to the end of the reply.
    private const int MostStarts = 50;

    /// <summary>
    /// Takes the reply as it is where it fits, else the last value in it that does: code fences, text around it, and the faults that
    /// <see cref="LenientJson"/> mends are taken off.
    /// </summary>
    public static ReplyJson Of(string reply, ReplySchema schema)
    {
        var text = reply.Trim().Trim('\uFEFF');
        if (text == "")
        {
            return new(null, "the reply is empty");
        }

        var (whole, problem) = Fitting(text, schema);
        if (whole is not null)
        {
            return new(whole, null);
        }

        ReplyJson found = new(null, problem ?? "the reply is no JSON");
        foreach (var candidate in Candidates(text))
        {
            var (json, wrong) = Fitting(candidate, schema);
            found = json is not null ? new(json, null) : found.Text is not null || wrong is null ? found : new(null, wrong);
        }

        return found;
    }

    private static (string? Json, string? Problem) Fitting(string text, ReplySchema schema)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, Options);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return (null, null);
        }

        using (document)
        {
            try
            {
                return schema.Problem(document.RootElement) is { } problem ? (null, problem) : (text, null);
            }
            catch (InvalidOperationException)
            {
                // Half of a surrogate pair, written as an escape: .NET reads it as JSON, but not as text.
                return (null, null);
            }
        }
    }

    private static IEnumerable<string> Candidates(string text)
    {
        var at = 0;
        for (var starts = 0; starts < MostStarts && (at = text.AsSpan(at).IndexOfAny('{', '[') is >= 0 and var next ? at + next : -1) >= 0; starts++)
        {
            var reader = new LenientJson(text, at);
            var value = reader.Value();
            if (value is null && reader.WasMeant)
            {
                // What stands further on is a part of it.
                yield break;
            }

            at = value is null ? at + 1 : reader.End;
            if (value is not null)
            {
                yield return value;
                if (Only(value) is { } item)
                {
                    yield return item;
                }
            }
        }
    }

    /// <summary>The one item of a list: some models wrap what they were asked for.</summary>
    private static string? Only(string value)
    {
        if (value[0] != '[')
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(value, Options);
            return document.RootElement.GetArrayLength() == 1 ? document.RootElement[0].GetRawText() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
