using System.Text;

namespace LlmWiki.Llama.Grammar;

/// <summary>
/// A choice among constants, parted where they part: llama.cpp tries every alternative that is still open on each token, so 200 ids side by
/// side would cost 200 times one.
/// </summary>
internal static class Constants
{
    /// <summary>Groups within groups; llama.cpp reads them by recursion.</summary>
    private const int MaxNesting = 24;

    /// <param name="texts">At least one, all different.</param>
    public static string Choice(IEnumerable<string> texts) =>
        string.Join(" | ", Alternatives([.. texts.Select(text => text.EnumerateRunes().ToArray())], MaxNesting));

    private static List<string> Alternatives(List<Rune[]> texts, int nesting) => nesting == 0
        ? [.. texts.Select(Quoted)]
        : [.. texts.GroupBy(text => text.FirstOrDefault()).Select(group => Joined([.. group], nesting - 1))];

    /// <summary>Texts with the same first character, or the empty one alone.</summary>
    private static string Joined(List<Rune[]> texts, int nesting)
    {
        var common = Enumerable.Range(0, texts.Min(text => text.Length)).TakeWhile(i => texts.TrueForAll(text => text[i] == texts[0][i])).Count();
        var start = Quoted(texts[0][..common]);
        return texts.Count == 1 ? start : $"{start} {Gbnf.Group(Alternatives([.. texts.Select(text => text[common..])], nesting))}";
    }

    private static string Quoted(Rune[] text) => Gbnf.Quoted(string.Concat(text));
}
