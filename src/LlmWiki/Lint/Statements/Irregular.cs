using System.Collections.Frozen;

namespace LlmWiki.Lint.Statements;

/// <summary>English verbs whose past has a form of its own: "spoke" and "did not speak" are of one verb.</summary>
internal static class Irregular
{
    private static readonly FrozenDictionary<string, string> Bases = (
        "spoke speak fought fight taught teach chose choose drove drive flew fly rode ride swam swim sang sing sat sit shot shoot stole steal threw throw wore wear understood understand caught catch broke break bore bear bound bind hid hide "
        + "wrote write won win sank sink began begin fell fall grew grow became become came come went go gave give took take made make knew know lost lose sold sell bought buy brought bring built build led lead kept keep left leave met meet "
        + "ran run rose rise saw see sent send spent spend stood stand told tell thought think held hold lay lie paid pay drew draw ate eat drank drink found find felt feel got get heard hear meant mean slept sleep struck strike swore swear wove weave"
        ).Split(' ').Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The verb of which a word is the past; null for other words.</summary>
    public static string? BaseOf(string word) => Bases.GetValueOrDefault(word);
}
