using System.Globalization;
using System.Text.Json;

namespace LlmWiki.Sources;

/// <summary>A value of JSON with the lines it stands on.</summary>
internal abstract record JsonNode(int FirstLine, int LastLine);

/// <summary>A string, number, true, false or null.</summary>
internal sealed record JsonText(string Text, JsonTokenType Kind, int FirstLine, int LastLine) : JsonNode(FirstLine, LastLine);

internal sealed record JsonList(List<JsonNode> Items, int FirstLine, int LastLine) : JsonNode(FirstLine, LastLine);

/// <summary>An object; a key that stands twice is kept twice.</summary>
internal sealed record JsonMap(List<KeyValuePair<string, JsonNode>> Entries, int FirstLine, int LastLine) : JsonNode(FirstLine, LastLine)
{
    public JsonNode? this[string key] => Entries.Find(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>Line of a byte; lines end as in <see cref="Text.LineMap"/>.</summary>
internal sealed class ByteLines
{
    private readonly List<long> _starts = [0];
    private readonly int _first;

    public ByteLines(ReadOnlySpan<byte> bytes, int firstLine)
    {
        _first = firstLine;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == bytes.Length || bytes[i + 1] != '\n')))
            {
                _starts.Add(i + 1);
            }
        }
    }

    public int LineOf(long offset)
    {
        var found = _starts.BinarySearch(offset);
        return _first - 1 + (found >= 0 ? found + 1 : ~found);
    }
}

/// <summary>Builds the tree from the reader, which knows where each token starts. Recursion is bounded by the reader's depth.</summary>
internal static class JsonTree
{
    public static JsonNode Read(ref Utf8JsonReader reader, ByteLines lines)
    {
        var first = lines.LineOf(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new List<KeyValuePair<string, JsonNode>>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = Unescaped(ref reader);
                    reader.Read();
                    entries.Add(new(key, Read(ref reader, lines)));
                }

                return new JsonMap(entries, first, lines.LineOf(reader.TokenStartIndex));
            case JsonTokenType.StartArray:
                var items = new List<JsonNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader, lines));
                }

                return new JsonList(items, first, lines.LineOf(reader.TokenStartIndex));
            case JsonTokenType.String:
                return new JsonText(Unescaped(ref reader), JsonTokenType.String, first, first);
            case JsonTokenType.Null:
                return new JsonText("", JsonTokenType.Null, first, first);
            case var kind:
                return new JsonText(System.Text.Encoding.UTF8.GetString(reader.ValueSpan), kind, first, first);
        }
    }

    /// <summary>The string's text; an escape that spells half a character becomes U+FFFD.</summary>
    private static string Unescaped(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Lenient(System.Text.Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private static string Lenient(string raw)
    {
        var text = new System.Text.StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 >= raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u' && i + 4 < raw.Length && ushort.TryParse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var unit))
            {
                text.Append((char)unit);
                i += 4;
            }
            else
            {
                text.Append(raw[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' or 'f' => ' ', var other => other });
            }
        }

        return text.ToString();
    }
}
