using System.Globalization;
using System.Text;

namespace LlmWiki.Llama.Grammar;

/// <summary>The rules written so far. A body is written once, whatever names it is asked for under.</summary>
internal sealed class RuleBook
{
    /// <summary>Characters of a grammar; llama.cpp copies all rules for each reply.</summary>
    private const int MaxText = 1_000_000;

    private const int MaxName = 40;

    /// <summary>
    /// llama.cpp writes a repetition out and refuses 2,000 and more (and takes 2,001 and more for "without end" where the least is 0), so
    /// larger ones are made of blocks.
    /// </summary>
    private const int Block = 1_000;

    private const string Root = "root";

    private readonly Dictionary<string, string> _nameOf = [];
    private readonly List<(string Name, string Body)> _rules = [];
    private readonly HashSet<string> _names = [Root];
    private int _size;

    /// <summary>The name of the rule with this body; <paramref name="wanted"/> where it is free and can be a name.</summary>
    public string Define(string wanted, string body)
    {
        if (_nameOf.TryGetValue(body, out var known))
            return known;

        var plain = Plain(wanted);
        var name = plain;
        for (var i = 2; !_names.Add(name); i++)
            name = string.Create(CultureInfo.InvariantCulture, $"{plain}-{i}");

        _size += name.Length + body.Length;
        if (_size > MaxText)
            throw SchemaProblem.At(SchemaPointer.Root, $"needs a grammar of more than {MaxText} characters", "Ask for less in one reply.");
        _nameOf.Add(body, name);
        _rules.Add((name, body));
        return name;
    }

    /// <summary>From <paramref name="min"/> to <paramref name="max"/> times the rule, as items of a sequence; empty for none.</summary>
    public string Repeated(string rule, int min, int max)
    {
        if (max <= Block)
            return Few(rule, min, max);

        var (blocks, rest) = Math.DivRem(min, Block);
        string[] items = [blocks == 0 ? "" : Few(BlockOf(rule), blocks, blocks), Few(rule, rest, rest), UpTo(rule, max - min)];
        return string.Join(' ', items.Where(item => item.Length > 0));
    }

    public string Print(Part value)
    {
        // Nothing can name the rule that was written last, so it can be the root itself.
        var text = Gbnf.Sequence(value);
        if (_rules.Count > 0 && _rules[^1].Name == text)
        {
            text = _rules[^1].Body;
            _rules.RemoveAt(_rules.Count - 1);
        }

        var grammar = new StringBuilder(Root + " ::= " + text + "\n");
        foreach (var (name, body) in Enumerable.Reverse(_rules))
            grammar.Append(name).Append(" ::= ").Append(body).Append('\n');
        return grammar.ToString();
    }

    /// <summary>Each length has one way to be read: all blocks but the last are full.</summary>
    private string UpTo(string rule, int max)
    {
        if (max <= Block)
            return Few(rule, 0, max);
        var more = UpTo(rule, max - Block);
        return Define($"{rule}-to-{max}", $"{Few(rule, 0, Block - 1)} | {BlockOf(rule)} {more}");
    }

    private string BlockOf(string rule) => Define($"{rule}-block", Few(rule, Block, Block));

    private static string Few(string rule, int min, int max) => (min, max) switch
    {
        (_, 0) => "",
        (0, 1) => rule + "?",
        (1, 1) => rule,
        _ when min == max => string.Create(CultureInfo.InvariantCulture, $"{rule}{{{min}}}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{rule}{{{min},{max}}}"),
    };

    /// <summary>Letters, digits and dashes; llama.cpp keeps the underscore for rules of its own.</summary>
    private static string Plain(string wanted)
    {
        var plain = new string([.. wanted.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
        return plain.Length switch
        {
            0 => "value",
            > MaxName => plain[..MaxName],
            _ => plain,
        };
    }
}
