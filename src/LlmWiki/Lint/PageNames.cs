using System.Buffers;
using LlmWiki.Pages;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint;

/// <summary>A page's name in the text of another.</summary>
/// <param name="At">Place in the text.</param>
internal readonly record struct Mention(LintPage Page, OutlineText Text, int At, int Length, RelPath Target)
{
    public string Words => Text.Text.Substring(At, Length);
}

/// <summary>The names of all pages about something, found by one pass over a text.</summary>
internal sealed class PageNames
{
    private const int MostWords = 8;
    private const int FewestLetters = 3;

    private readonly Dictionary<string, RelPath> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RelPath>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly SearchValues<string> _search;
    private readonly Lazy<ILookup<RelPath, Mention>> _byTarget;

    public PageNames(LintWiki wiki)
    {
        foreach (var page in wiki.Pages.Where(page => page.IsTopic))
        {
            foreach (var name in page.Outline.Head.Aliases.Select(alias => alias.Text).Prepend(page.Outline.Title).Where(IsTelling))
            {
                _byName.TryAdd(name.Trim(), page.Path);
            }
        }

        _bySpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
        _search = SearchValues.Create([.. _byName.Keys], StringComparison.OrdinalIgnoreCase);
        _byTarget = new(() => wiki.Pages.AsParallel().AsOrdered().SelectMany(Unlinked).ToLookup(mention => mention.Target));
    }

    /// <summary>Pages that name a page and do not link to it, each with the first place; in order of their paths.</summary>
    public IEnumerable<Mention> Of(RelPath target) => _byTarget.Value[target];

    /// <summary>The pages that a page names and does not link to, each with the first place; headings and footnotes do not count.</summary>
    public IEnumerable<Mention> Unlinked(LintPage page)
    {
        if (!page.IsTopic)
        {
            yield break;
        }

        var settled = page.Targets.Select(target => target.File).OfType<RelPath>().Append(page.Path).ToHashSet();
        foreach (var text in page.Outline.Texts)
        {
            if (text.Kind is TextKind.Heading or TextKind.Footnote)
            {
                continue;
            }

            foreach (var (at, length, target) in In(text))
            {
                if (settled.Add(target))
                {
                    yield return new Mention(page, text, at, length, target);
                }
            }
        }
    }

    /// <summary>Whole words, the longest name at each place; a name of one word only where it has a capital.</summary>
    private IEnumerable<(int At, int Length, RelPath Page)> In(OutlineText text)
    {
        for (var at = 0; at < text.Text.Length;)
        {
            var next = _byName.Count == 0 ? -1 : text.Text.AsSpan(at).IndexOfAny(_search);
            if (next < 0)
            {
                yield break;
            }

            at += next;
            if (Longest(text.Text, at) is var (length, page) && length > 0 && !text.IsMasked(at, length))
            {
                yield return (at, length, page);
                at += length;
            }
            else
            {
                at++;
            }
        }
    }

    private (int Length, RelPath Page) Longest(string text, int at)
    {
        var best = (0, default(RelPath));
        if (at > 0 && (IsInWord(text, at) || IsInPath(text, at - 1)))
        {
            return best;
        }

        var words = 0;
        for (var end = at + 1; end <= text.Length && words < MostWords; end++)
        {
            if (end < text.Length && (IsInWord(text, end) || IsInPath(text, end)))
            {
                continue;
            }

            words++;
            if (_bySpan.TryGetValue(text.AsSpan(at, end - at), out var page) && (text.AsSpan(at, end - at).Contains(' ') || (IsName(text, at) && !IsPartOfName(text, at, end))))
            {
                best = (end - at, page);
            }
        }

        return best;
    }

    /// <summary>One word with a capital that it does not have from the head of a sentence; scripts without capitals have no such mark.</summary>
    private static bool IsName(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd();
        return !char.IsLower(text[at]) && (!char.IsUpper(text[at]) || (before.Length > 0 && before[^1] is not ('.' or '!' or '?' or ':' or '"' or '“' or '„' or '(')));
    }

    /// <summary>"Rover" in "Rover Cycle Company", "Council" in "Coventry Council": a word of a longer name names something else.</summary>
    private static bool IsPartOfName(string text, int at, int end) =>
        char.IsUpper(text[at]) && ((end + 1 < text.Length && text[end] == ' ' && IsNameWord(text, end + 1)) || IsBehindName(text, at)) && !IsGerman(text);

    private static bool IsBehindName(string text, int at)
    {
        var start = at - 1;
        while (start > 0 && IsJoining(text[start - 1]))
        {
            start--;
        }

        return start >= 0 && start < at - 1 && text[at - 1] == ' ' && IsNameWord(text, start) && IsName(text, start);
    }

    private static bool IsNameWord(string text, int at)
    {
        var end = at;
        while (end < text.Length && IsJoining(text[end]))
        {
            end++;
        }

        var word = Folding.Fold(text[at..end]);
        return char.IsUpper(text[at]) && !Language.IsStopAnywhere(word) && !NamePart.IsHonorific(word);
    }

    /// <summary>All nouns have a capital there.</summary>
    private static bool IsGerman(string text) => Language.Of(Tokens.Of(text).Select(token => token.Word)).Code == "de";

    /// <summary>Whether a word goes on over a place; scripts without blanks have no such places.</summary>
    private static bool IsInWord(string text, int at) => IsJoining(text[at - 1]) && IsJoining(text[at]) && !Tokens.IsIdeograph(text[at]) && !Tokens.IsIdeograph(text[at - 1]);

    /// <summary>The dot of "Bell.Size": a part of what a program is told.</summary>
    private static bool IsInPath(string text, int at) => text[at] == '.' && at > 0 && at + 1 < text.Length && Folding.IsWordPart(text[at - 1]) && Folding.IsWordPart(text[at + 1]);

    private static bool IsJoining(char letter) => Folding.IsWordPart(letter) || letter == '-';

    /// <summary>Not a common word, a number or a letter or two.</summary>
    private static bool IsTelling(string name)
    {
        var tokens = Tokens.Of(name);
        return tokens.Count > 0 && (name.Trim().Length >= FewestLetters || Tokens.IsIdeograph(name[0]))
            && !tokens.TrueForAll(token => Language.IsStopAnywhere(token.Word) || Language.IsCommonAnywhere(token.Word) || char.IsDigit(token.Word[0]));
    }
}
