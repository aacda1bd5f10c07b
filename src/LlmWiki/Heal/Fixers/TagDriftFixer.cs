using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>tag-drift: the more frequent form; a tag that would then stand twice is kept once.</summary>
internal sealed class TagDriftFixer : Fixer
{
    private static readonly string[] Keys = ["tags", "tag"];

    public override IReadOnlyCollection<string> Rules => ["tag-drift"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        var here = view.Wiki.Tags.Drifts.Where(drift => drift.Page == finding.Path).ToList();
        if (here.Find(drift => drift.Line == finding.Line && drift.Message == finding.Message) is not { } drift || view.PageAt(finding.Path) is not { } file)
        {
            return Proposal.None("the tag is not found in the front matter");
        }

        var tags = Keys.SelectMany(key => TagPlace.In(file, key)).ToList();
        var at = tags.FindIndex(tag => tag.Line == drift.Line && tag.Tag == drift.Tag);
        if (at < 0)
        {
            return Proposal.None("the tags are written in a form that cannot be edited");
        }

        // What another fix will make the same, above this one, counts as if it stood there.
        var better = here.DistinctBy(each => each.Tag).ToDictionary(each => each.Tag, each => each.Better);
        var isTwice = tags.Exists(tag => tag.Tag == drift.Better) || tags.Take(at).Any(tag => better.GetValueOrDefault(tag.Tag) == drift.Better);
        if (!isTwice)
        {
            return new Fix(finding, FixTier.Safe, $"write the tag '{drift.Tag}' as '{drift.Better}'", [tags[at].Renamed(finding.Path, drift.Better)]);
        }

        return tags[at].Removed(file) is { } removal
            ? new Fix(finding, FixTier.Safe, $"take the tag '{drift.Tag}' away, since '{drift.Better}' is there", [removal])
            : Proposal.None("a remark stands beside the tag");
    }
}

/// <summary>One tag of a page's front matter and where it stands.</summary>
/// <param name="Before">End of the tag before it; -1 where it is the first.</param>
/// <param name="After">Start of the tag behind it; -1 where it is the last.</param>
internal sealed record TagPlace(string Tag, int Line, HeadToken Token, bool IsMarked, int Before, int After)
{
    public static IEnumerable<TagPlace> In(SnapshotFile file, string key)
    {
        var tokens = file.Head.MapOrEmpty[key] switch
        {
            YamlList list => list.Items.OfType<YamlScalar>().Where(item => item.Text.Length > 0).Select(item => (item.Text, item.Line, Token: HeadEdit.TokenOf(file.Text, item))).ToList(),
            YamlScalar { Quoted: false } one => [.. Parts(one, HeadEdit.TokenOf(file.Text, one))],
            _ => [],
        };
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Token is { } token)
            {
                yield return new TagPlace(TagForms.TagOf(tokens[i].Text), tokens[i].Line, token, tokens[i].Text.StartsWith('#'),
                    i > 0 ? tokens[i - 1].Token?.End ?? -1 : -1, i + 1 < tokens.Count ? tokens[i + 1].Token?.Start ?? -1 : -1);
            }
        }
    }

    public TextEdit Renamed(RelPath page, string tag) => new(page, Token.Start, Token.Length, Token.Written((IsMarked ? "#" : "") + tag));

    /// <summary>The list without it; null where something else stands with it.</summary>
    public TextEdit? Removed(SnapshotFile file)
    {
        var text = file.Text;
        var start = text.LastIndexOf('\n', Token.Start) + 1;
        var end = text.IndexOf('\n', Token.End) is >= 0 and var at ? at + 1 : text.Length;
        if (text[start..Token.Start].Trim() == "-")
        {
            return text.AsSpan(Token.End, end - Token.End).IsWhiteSpace() ? new TextEdit(file.Path, start, end - start, "") : null;
        }

        var (from, to) = Before >= 0 ? (Before, Token.End) : (Token.Start, After);
        var between = to < 0 ? "" : text[from..Token.Start] + text[Token.End..to];
        return between.Trim() == "," ? new TextEdit(file.Path, from, to - from, "") : null;
    }

    /// <summary>Words parted by commas.</summary>
    private static IEnumerable<(string Text, int Line, HeadToken? Token)> Parts(YamlScalar scalar, HeadToken? token)
    {
        var at = 0;
        foreach (var part in scalar.Text.Split(','))
        {
            var word = part.Trim();
            if (word.Length > 0 && token is { } whole)
            {
                yield return (word, scalar.Line, new HeadToken(whole.Start + at + part.IndexOf(word, StringComparison.Ordinal), word.Length, '\0'));
            }

            at += part.Length + 1;
        }
    }
}
