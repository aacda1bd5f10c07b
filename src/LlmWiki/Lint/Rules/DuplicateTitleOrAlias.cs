using System.Runtime.CompilerServices;
using LlmWiki.Lint.Warm;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint.Rules;

internal sealed class DuplicateTitleOrAlias(RuleInfo info) : WikiRule(info)
{
    public override Reach ReachOf(PageChange change) => Reach.Itself;

    public override IEnumerable<Finding> CheckAll(LintWiki wiki) => NameClash.In(wiki).Select(clash => At(clash.Path, clash.Line, 1, clash.Message));

    /// <summary>What a finding is about; null where it is gone.</summary>
    public static NameClash? ClashOf(LintWiki wiki, Finding finding) => NameClash.In(wiki).FirstOrDefault(clash => clash.Path == finding.Path && clash.Line == finding.Line && clash.Message == finding.Message);
}

/// <summary>A name that two pages have.</summary>
/// <param name="Path">The later page.</param>
/// <param name="Line">Where its name stands.</param>
/// <param name="First">The page that has it first.</param>
internal sealed record NameClash(RelPath Path, int Line, string Kind, string Name, RelPath First)
{
    public string Message => $"the {Kind} '{Name}' is also a name of '{First}'";

    private static readonly ConditionalWeakTable<LintWiki, List<NameClash>> Known = [];

    /// <summary>All of a wiki. Made once for each state of it.</summary>
    public static IReadOnlyList<NameClash> In(LintWiki wiki) => Known.GetValue(wiki, key => [.. Find(key)]);

    private static IEnumerable<NameClash> Find(LintWiki wiki)
    {
        // A source may be named like the thing it is about.
        var first = new Dictionary<(bool IsSource, string Name), LintPage>();
        foreach (var page in wiki.Pages.Where(page => !page.IsBook))
        {
            var own = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (name, line, kind) in Names(page))
            {
                var key = string.Join(' ', name.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                if (key.Length > 0 && own.Add(key) && !first.TryAdd((page.IsSource, key), page) && first[(page.IsSource, key)] is var other && !(IsShort(name, page) && IsShort(name, other)))
                {
                    yield return new NameClash(page.Path, line, kind, name.Trim(), other.Path);
                }
            }
        }
    }

    /// <summary>PLC of "Product life cycle": other things are rightly called so too, and their full names tell them apart.</summary>
    private static bool IsShort(string name, LintPage page) => NamePart.IsAcronym(name.Trim())
        && page.Outline.Head.Aliases.Select(alias => alias.Text).Append(page.Outline.Title).Append(page.Path.Stem).Any(full => IsInitials(name.Trim(), full));

    /// <summary>Each letter begins a word, in order; words of grammar may be passed over.</summary>
    private static bool IsInitials(string name, string title)
    {
        var at = 0;
        foreach (var word in Tokens.Of(title).Select(token => title[token.Start..token.End]))
        {
            if (at < name.Length && char.ToUpperInvariant(word[0]) == name[at])
            {
                at++;
            }
            else if (!Language.IsStopAnywhere(word.ToLowerInvariant()))
            {
                return false;
            }
        }

        return at == name.Length;
    }

    private static IEnumerable<(string Name, int Line, string Kind)> Names(LintPage page)
    {
        var head = page.Outline.Head;
        var title = head.Title is { } text && !text.Contains("{{", StringComparison.Ordinal) ? new[] { (text, head.TitleLine, "title") } : [];
        return [.. title, .. head.Aliases.Select(alias => (alias.Text, alias.Line, "alias"))];
    }
}
