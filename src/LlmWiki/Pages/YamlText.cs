using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LlmWiki.Pages;

/// <summary>Writes YAML values on one line.</summary>
public static partial class YamlText
{
    /// <summary>A scalar that every YAML 1.1 and 1.2 reader takes for this text and no other type; also inside <c>[]</c> and <c>{}</c>.</summary>
    public static string Scalar(string text)
    {
        if (Plain().IsMatch(text) && !OtherType().IsMatch(text))
        {
            return text;
        }

        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' =>
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A list on one line; empty text for none, which takes the key away.</summary>
    public static string List(IEnumerable<string> items)
    {
        var list = string.Join(", ", items.Select(Scalar));
        return list.Length == 0 ? "" : $"[{list}]";
    }

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[\p{L}_.][\p{L}\p{M}\p{N}_./+()'’ –-]*(?<! )\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?:true|false|yes|no|on|off|null|y|n|\.inf|\.nan|\.{1,3}|[._0-9]+|\.[0-9].*)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherType();
}
