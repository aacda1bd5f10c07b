using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LlmWiki.Pages;

/// <summary>A YAML value with the line and column (from 1) it starts at.</summary>
public abstract record YamlValue(int Line, int Column)
{
    /// <summary>The same text for all ways to write one value: block or flow, quoted or not.</summary>
    public abstract string Canonical { get; }
}

/// <summary>A scalar as written, quotes taken off. A plain <c>~</c>, <c>null</c> or nothing is the empty text.</summary>
public sealed record YamlScalar(string Text, bool Quoted, int Line, int Column) : YamlValue(Line, Column)
{
    public override string Canonical => string.Create(CultureInfo.InvariantCulture, $"{Text.Length}:{Text}");
}

public sealed record YamlList(ImmutableArray<YamlValue> Items, int Line, int Column) : YamlValue(Line, Column)
{
    public override string Canonical => "[" + string.Concat(Items.Select(item => item.Canonical)) + "]";
}

public sealed record YamlEntry(string Key, int Line, int Column, YamlValue Value);

public sealed record YamlMap(ImmutableArray<YamlEntry> Entries, int Line, int Column) : YamlValue(Line, Column)
{
    public override string Canonical => "{" + string.Concat(Entries.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key.Length}:{entry.Key}{entry.Value.Canonical}"))) + "}";

    public YamlValue? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;

    /// <summary>The scalar under a key; null where it is absent, empty, or no scalar.</summary>
    public string? Text(string key) => this[key] is YamlScalar { Text: not "" } scalar ? scalar.Text : null;

    /// <summary>The scalars of a list, or the one scalar that stands where a list may stand.</summary>
    public ImmutableArray<string> Texts(string key) => this[key] switch
    {
        YamlScalar { Text: not "" } one => [one.Text],
        YamlList list => [.. list.Items.OfType<YamlScalar>().Select(item => item.Text).Where(text => text != "")],
        _ => [],
    };
}

/// <summary>
/// Reads YAML of front matter and configuration. Depth and size are bounded and aliases are refused, so that a hostile
/// file ("billion laughs") costs nothing.
/// </summary>
public static class Yaml
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 20_000;

    /// <summary>Reads the one document of a text; an empty one gives an empty map.</summary>
    /// <exception cref="WikiException">The text is no YAML, or over the bounds; the message ends with line and reason.</exception>
    public static YamlValue Parse(string text)
    {
        try
        {
            // YamlDotNet takes a null character for the end of the text, and what follows would go unread.
            var end = text.IndexOf('\0', StringComparison.Ordinal);
            var parser = end < 0 ? new Parser(new StringReader(text)) : throw new WikiException($"line {new LineMap(text).LineOf(end)}, column 1: a null character");
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return new YamlMap([], 1, 1);
            }

            var nodes = 0;
            var value = Read(parser, 0, ref nodes);
            if (!parser.Consume<DocumentEnd>().IsImplicit || parser.Current is not StreamEnd)
            {
                var mark = parser.Current?.Start ?? default;
                throw new YamlException(mark, mark, "nothing may follow the first document");
            }

            return value;
        }
        catch (YamlException error)
        {
            throw new WikiException($"line {error.Start.Line}, column {error.Start.Column}: {Reason(error)}", inner: error);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or OverflowException or FormatException or NullReferenceException or IndexOutOfRangeException)
        {
            // YamlDotNet trips over some texts that are no YAML, without a place.
            throw new WikiException($"line 1, column 1: {error.Message}", inner: error);
        }
    }

    /// <summary>Reads a text that must be a map, as front matter and configuration are.</summary>
    /// <exception cref="WikiException">As for <see cref="Parse"/>, or the text is a list or a scalar.</exception>
    public static YamlMap ParseMap(string text) => Parse(text) switch
    {
        YamlMap map => map,
        YamlScalar { Text: "" } => new YamlMap([], 1, 1),
        var other => throw new WikiException($"line {other.Line}, column {other.Column}: 'key: value' lines were expected"),
    };

    private static string Reason(YamlException error)
    {
        // YamlDotNet starts its messages with positions of its own.
        var message = error.InnerException?.Message ?? error.Message;
        var colon = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        return colon < 0 ? message : message[(colon + 3)..];
    }

    private static YamlValue Read(Parser parser, int depth, ref int nodes)
    {
        var mark = parser.Current?.Start ?? default;
        var (line, column) = ((int)mark.Line, (int)mark.Column);
        if (depth > MaxDepth || ++nodes > MaxNodes)
        {
            throw new YamlException(mark, mark, $"more than {MaxDepth} levels or {MaxNodes} values");
        }

        switch (parser.Current)
        {
            case Scalar:
                return ReadScalar(parser.Consume<Scalar>(), line, column);
            case SequenceStart:
                parser.MoveNext();
                var items = ImmutableArray.CreateBuilder<YamlValue>();
                while (!parser.TryConsume<SequenceEnd>(out _))
                {
                    items.Add(Read(parser, depth + 1, ref nodes));
                }

                return new YamlList(items.ToImmutable(), line, column);
            case MappingStart:
                parser.MoveNext();
                return ReadMap(parser, depth, ref nodes, line, column);
            default:
                throw new YamlException(mark, mark, "anchors, aliases and tags of this kind are not read");
        }
    }

    private static YamlScalar ReadScalar(Scalar scalar, int line, int column)
    {
        var quoted = scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any);
        var text = !quoted && scalar.Value is "~" or "null" ? "" : scalar.Value;
        return new YamlScalar(text, quoted, line, column);
    }

    private static YamlMap ReadMap(Parser parser, int depth, ref int nodes, int line, int column)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var keys = new HashSet<string>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var mark = parser.Current?.Start ?? default;
            if (Read(parser, depth + 1, ref nodes) is not YamlScalar key)
            {
                throw new YamlException(mark, mark, "a key must be a single word or phrase");
            }

            if (!keys.Add(key.Text))
            {
                throw new YamlException(mark, mark, $"the key '{key.Text}' stands twice");
            }

            entries.Add(new YamlEntry(key.Text, key.Line, key.Column, Read(parser, depth + 1, ref nodes)));
        }

        return new YamlMap(entries.ToImmutable(), line, column);
    }
}
