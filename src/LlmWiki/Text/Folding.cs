using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace LlmWiki.Text;

/// <summary>
/// Folds letters that people take for the same: case, and the diacritics of the Latin script (Unicode's canonical
/// decompositions, base letter only). Other scripts keep their marks, which there often are letters.
/// The table stands here because string normalization needs ICU, which is not on every machine.
/// </summary>
public static class Folding
{
    private static readonly (string Letters, char Base)[] Latin =
    [
        ("àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ", 'a'),
        ("ḃḅḇ", 'b'),
        ("çćĉċčḉ", 'c'),
        ("ðďđḋḍḏḑḓ", 'd'),
        ("èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ", 'e'),
        ("ḟ", 'f'),
        ("ĝğġģǧǵḡ", 'g'),
        ("ĥħȟḣḥḧḩḫẖ", 'h'),
        ("ìíîïĩīĭįıİǐȉȋḭḯỉị", 'i'),
        ("ĵǰ", 'j'),
        ("ķǩḱḳḵ", 'k'),
        ("ĺļľłḷḹḻḽ", 'l'),
        ("ḿṁṃ", 'm'),
        ("ñńņňǹṅṇṉṋ", 'n'),
        ("òóôõöøōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ", 'o'),
        ("ṕṗ", 'p'),
        ("ŕŗřȑȓṙṛṝṟ", 'r'),
        ("śŝşšſșṡṣṥṧṩẛ", 's'),
        ("þţťŧțṫṭṯṱẗ", 't'),
        ("ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự", 'u'),
        ("ṽṿ", 'v'),
        ("ŵẁẃẅẇẉẘ", 'w'),
        ("ẋẍ", 'x'),
        ("ýÿŷȳẏẙỳỵỷỹ", 'y'),
        ("źżžẑẓẕ", 'z'),
    ];

    private static readonly FrozenDictionary<char, char> Bases = Latin
        .SelectMany(row => row.Letters.Select(letter => KeyValuePair.Create(letter, row.Base)))
        .ToFrozenDictionary();

    /// <summary>Lower case, Latin diacritics off, ligatures and sharp s spelled out.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var raw in text)
        {
            var c = char.ToLowerInvariant(raw);
            switch (c)
            {
                case < '\u0080':
                    folded.Append(c);
                    break;
                case 'ß':
                    folded.Append("ss");
                    break;
                case 'æ':
                    folded.Append("ae");
                    break;
                case 'œ':
                    folded.Append("oe");
                    break;
                case >= '\u0300' and <= '\u036F' when folded.Length > 0 && char.IsAsciiLetter(folded[^1]):
                    break;
                case '\u2019' or '\u02BC':
                    folded.Append('\'');
                    break;
                case '\u2010' or '\u2011':
                    folded.Append('-');
                    break;
                default:
                    folded.Append(Bases.TryGetValue(c, out var plain) ? plain : c);
                    break;
            }
        }

        return folded.ToString();
    }

    /// <summary>A letter, digit or mark: what words of any script are made of.</summary>
    public static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
