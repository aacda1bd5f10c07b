using System.Globalization;
using System.Text;

namespace LlmWiki.Llama.Tests.Grammar;

/// <summary>Reads the part of GBNF that is emitted here (grammars/README.md of ggml-org/llama.cpp), with llama.cpp's limits.</summary>
internal sealed class GbnfParser
{
    /// <summary>llama.cpp: "number of rules that are going to be repeated multiplied by the new repetition exceeds sane defaults".</summary>
    private const int MaxRepeated = 2_000;

    private readonly string _text;
    private readonly GbnfRules _rules = new();
    private int _at;

    private GbnfParser(string text) => _text = text;

    public static GbnfRules Parse(string grammar)
    {
        var parser = new GbnfParser(grammar);
        while (parser._at < grammar.Length)
            parser.Rule();
        parser._rules.Check();
        return parser._rules;
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private void Rule()
    {
        var name = Name();
        Expect(" ::= ");
        var id = _rules.Symbol(name);
        if (_rules.Rules[id] is not null)
            throw new FormatException($"rule {name} is there twice");
        _rules.Rules[id] = Alternatives(name);
        Expect("\n");
    }

    private List<List<Element>> Alternatives(string name)
    {
        var alternatives = new List<List<Element>> { Sequence(name) };
        while (Current == '|')
        {
            _at++;
            Spaces();
            alternatives.Add(Sequence(name));
        }

        return alternatives;
    }

    private List<Element> Sequence(string name)
    {
        var elements = new List<Element>();
        while (Item(name) is { } item)
        {
            Spaces();
            var (min, max) = Times();
            if (item.Weight * Math.Max(max, 1) >= MaxRepeated)
                throw new FormatException($"repetition of {item.Weight} x {max} in {name}");
            elements.AddRange(Repeated(name, item.Elements, min, max));
            Spaces();
        }

        return elements;
    }

    /// <summary>Written out: min times the item, then rules that nest for each one that may follow.</summary>
    private IEnumerable<Element> Repeated(string name, List<Element> item, int min, int max)
    {
        var last = -1;
        for (var i = 0; i < max - min; i++)
        {
            var id = _rules.NewSymbol(name);
            _rules.Rules[id] = [[.. item, .. last < 0 ? Array.Empty<Element>() : [new Element([], last)]], []];
            last = id;
        }

        return Enumerable.Repeat(item, min).SelectMany(elements => elements).Concat(last < 0 ? [] : [new Element([], last)]);
    }

    private (List<Element> Elements, int Weight)? Item(string name)
    {
        switch (Current)
        {
            case '"':
                _at++;
                var text = new List<Element>();
                while (Current != '"')
                {
                    var c = Character();
                    text.Add(new Element([(c, c)], -1));
                }

                _at++;
                return (text, 1);
            case '[':
                return ([Class()], 1);
            case '(':
                _at++;
                Spaces();
                var before = _rules.SymbolCount;
                var id = _rules.NewSymbol(name);
                _rules.Rules[id] = Alternatives(name);
                Expect(")");
                return ([new Element([], id)], Math.Max(1, _rules.SymbolCount - before));
            case var c when char.IsAsciiLetterOrDigit(c) || c == '-':
                return ([new Element([], _rules.Symbol(Name()))], 1);
            default:
                return null;
        }
    }

    private Element Class()
    {
        _at++;
        var ranges = new List<(int, int)>();
        while (Current != ']')
        {
            var from = Character();
            var to = from;
            if (Current == '-' && _text[_at + 1] != ']')
            {
                _at++;
                to = Character();
            }

            ranges.Add((from, to));
        }

        _at++;
        return new Element(ranges, -1);
    }

    private (int Min, int Max) Times()
    {
        if (Current == '?')
        {
            _at++;
            return (0, 1);
        }

        if (Current != '{')
            return (1, 1);
        var close = _text.IndexOf('}', _at);
        var bounds = _text[(_at + 1)..close].Split(',').Select(bound => int.Parse(bound, CultureInfo.InvariantCulture)).ToList();
        _at = close + 1;
        return (bounds[0], bounds[^1]);
    }

    private int Character()
    {
        if (Current != '\\')
        {
            if (Current is '\0' or '\n')
                throw new FormatException("unexpected end");
            Rune.DecodeFromUtf16(_text.AsSpan(_at), out var rune, out var length);
            _at += length;
            return rune.Value;
        }

        var kind = _text[_at + 1];
        _at += 2;
        var digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, '"' or '\\' => 0, _ => throw new FormatException($"escape {kind}") };
        if (digits == 0)
            return kind;
        _at += digits;
        return int.Parse(_text.AsSpan(_at - digits, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private string Name()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '-')
            _at++;
        return start < _at ? _text[start.._at] : throw new FormatException($"expected a name at {_text[start..]}");
    }

    private void Spaces()
    {
        while (Current == ' ')
            _at++;
    }

    private void Expect(string text)
    {
        if (!_text.AsSpan(_at).StartsWith(text, StringComparison.Ordinal))
            throw new FormatException($"expected '{text}' at {_text[_at..]}");
        _at += text.Length;
    }
}
