using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>
/// JSON, told as a person would tell it: a list of records is a table, an object is its keys, a long text is read as text
/// below a heading that names its record.
/// </summary>
internal static class JsonSource
{
    private const int MaxDepth = 200;

    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = MaxDepth,
    };

    public static SourceContent Read(SourceInput input)
    {
        var text = TextDecoding.Decode(input.Bytes);
        if (text.AsSpan().IsWhiteSpace())
        {
            return new SourceContent(new SourceMetadata(), []);
        }

        var tree = Parse(text, 1);
        var builder = new PassageBuilder(PlaceUnit.Line, input.Cancel);
        new JsonPassages(builder).Read(tree);
        return new SourceContent(new SourceMetadata { Title = TitleOf(tree) }, builder.Build());
    }

    /// <summary>One value a line; a line that is none is noted, and the others are read.</summary>
    public static SourceContent ReadLines(SourceInput input)
    {
        var builder = new PassageBuilder(PlaceUnit.Line, input.Cancel);
        var notes = ImmutableArray.CreateBuilder<string>();
        var passages = new JsonPassages(builder);
        var (number, read) = (0, 0);
        foreach (var line in TextDecoding.Decode(input.Bytes).EnumerateLinesOfFile())
        {
            number++;
            if (line.Span.IsWhiteSpace())
            {
                continue;
            }

            try
            {
                passages.ReadRecord(Parse(line.ToString(), number));
                read++;
            }
            catch (WikiException error)
            {
                notes.Add(error.Message);
            }
        }

        return read == 0 && notes.Count > 0
            ? throw new WikiException($"has no line that is JSON; {notes[0]}")
            : new SourceContent(new SourceMetadata(), builder.Build()) { Notes = notes.ToImmutable() };
    }

    private static string? TitleOf(JsonNode tree) =>
        tree is JsonMap map && map["title"] is JsonText { Kind: JsonTokenType.String, Text: { Length: > 0 and < 300 } title } ? CleanText.Of(title) : null;

    private static JsonNode Parse(string text, int firstLine)
    {
        // A lone surrogate can't be written as UTF-8; the encoder puts U+FFFD in its place.
        var bytes = Encoding.UTF8.GetBytes(text);
        var starts = new ByteLines(bytes, firstLine);
        try
        {
            var reader = new Utf8JsonReader(bytes, Options);
            reader.Read();
            var tree = JsonTree.Read(ref reader, starts);
            return !reader.Read() ? tree : throw new WikiException(
                $"line {starts.LineOf(reader.TokenStartIndex)}: more follows after the end of the JSON",
                "one value a line is read from .jsonl files");
        }
        catch (JsonException error)
        {
            var message = error.Message;
            var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            throw new WikiException($"line {firstLine + (error.LineNumber ?? 0)}: is no JSON: {CleanText.Of(end < 0 ? message : message[..end])}", inner: error);
        }
        catch (InvalidOperationException error)
        {
            throw new WikiException($"line {firstLine}: is no JSON: {CleanText.Of(error.Message)}", inner: error);
        }
    }
}
