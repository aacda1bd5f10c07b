using System.Text;

namespace LlmWiki.Models;

/// <summary>
/// Reads one JSON value the way small models write it and gives it back as proper JSON: commas too many or too few, line ends and
/// unknown escapes in strings, words of Python, and a tail that is missing. Of a missing tail nothing is made up: the brackets are closed,
/// and a string or number that the end of the text cuts short is dropped with its name.
/// </summary>
internal sealed class LenientJson(string text, int start)
{
    private const int MostLevels = 60;

    private readonly StringBuilder _json = new();
    private int _at = start;

    private enum Read
    {
        Whole,

        /// <summary>The text ended within it; a container is closed, anything else is not in the result.</summary>
        Cut,

        /// <summary>It is no JSON.</summary>
        Bad,
    }

    /// <summary>Where the value ended in the text.</summary>
    public int End => _at;

    /// <summary>A name with a colon was read: what is no JSON here was meant to be.</summary>
    public bool WasMeant { get; private set; }

    /// <summary>The value as JSON; null where none stands here.</summary>
    public string? Value() => Container(0) == Read.Bad ? null : _json.ToString();

    private Read Any(int level)
    {
        if (AtEnd())
        {
            return Read.Cut;
        }

        return text[_at] switch
        {
            '{' or '[' => level < MostLevels ? Container(level) : Read.Bad,
            '"' => String(),
            _ => Word(),
        };
    }

    private Read Container(int level)
    {
        var isObject = text[_at++] == '{';
        var (open, close) = isObject ? ('{', '}') : ('[', ']');
        _json.Append(open);
        var first = true;
        while (true)
        {
            while (!AtEnd() && text[_at] == ',')
            {
                _at++;
            }

            if (_at < text.Length && text[_at] == close)
            {
                _at++;
                _json.Append(close);
                return Read.Whole;
            }

            var before = _json.Length;
            _json.Append(first ? "" : ",");
            var item = isObject ? Member(level) : Any(level + 1);
            if (item == Read.Cut)
            {
                // A comma alone, or nothing, came of it; a container that was closed is kept.
                _json.Length = _json.Length <= before + 1 ? before : _json.Length;
                _json.Append(close);
                return Read.Cut;
            }

            if (item == Read.Bad)
            {
                return Read.Bad;
            }

            first = false;
        }
    }

    private Read Member(int level)
    {
        if (AtEnd())
        {
            return Read.Cut;
        }

        var before = _json.Length;
        var name = text[_at] == '"' ? String() : Read.Bad;
        if (name != Read.Whole || AtEnd())
        {
            _json.Length = before;
            return name == Read.Bad ? Read.Bad : Read.Cut;
        }

        if (text[_at++] != ':')
        {
            return Read.Bad;
        }

        WasMeant = true;
        _json.Append(':');
        var mark = _json.Length;
        var value = Any(level + 1);
        if (value == Read.Cut && _json.Length == mark)
        {
            _json.Length = before;
        }

        return value;
    }

    private Read String()
    {
        var before = _json.Length;
        _at = LenientString.Read(text, _at, _json);
        if (_at > 0)
        {
            return Read.Whole;
        }

        (_at, _json.Length) = (text.Length, before);
        return Read.Cut;
    }

    private Read Word()
    {
        var from = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '+' or '-' or '.'))
        {
            _at++;
        }

        if (_at == text.Length)
        {
            return Read.Cut;
        }

        var word = text[from.._at];
        var json = word switch
        {
            "true" or "True" => "true",
            "false" or "False" => "false",
            "null" or "None" => "null",
            ['-' or (>= '0' and <= '9'), ..] => word,
            _ => "",
        };
        _json.Append(json);
        return json == "" ? Read.Bad : Read.Whole;
    }

    private bool AtEnd()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        return _at == text.Length;
    }
}
